/*
 * Copyright 2026 The CSP Costs Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import type { AttributableCost, EntityPart } from '../ledger/query/Attribution';
import type { ChargeSelector } from '../ledger/query/ChargeSelector';
import { lowerCase } from '../ledger/query/lowerCase';
import type { EntityClaim } from './EntityClaim';
import {
  matchesSelector,
  readTags,
  type AttributableCharge,
} from './matchesSelector';

/** Fields of a selector, the most specific one first. */
const FIELDS = [
  'resourceIds',
  'tag',
  'resourceGroups',
  'azureSubscriptionIds',
  'customerIds',
] as const satisfies ReadonlyArray<keyof ChargeSelector>;

const ORIGINS = ['annotation', 'rule', 'provider'] as const;

/** Claims of one strength, by the values of their most specific field. */
type Candidates = Map<string, RankedClaim[]>;

interface RankedClaim {
  claim: EntityClaim;
  /** What of the selector is left to be compared. */
  rest: ChargeSelector;
  rank: number;
}

/**
 * Makes a function that says who claims a charge: of the claims that select it
 * the most specific one (resource, tag, resource group, Azure subscription,
 * customer); of those the one that names more fields; then an annotation before
 * a rule before the entity provider; then by entity ref.
 *
 * @remarks
 * Claims are looked up by the values of their most specific field, so a charge
 * is compared with the claims that may select it and with no others.
 */
export function createAssigner(
  claims: readonly EntityClaim[],
): (charge: AttributableCharge) => EntityClaim | undefined {
  const byField = new Map<string, Candidates>();
  const everything: EntityClaim[] = [];
  for (const [rank, claim] of [...claims].sort(compareClaims).entries()) {
    const { selector } = claim;
    const field = FIELDS.find(name => selector[name]);
    if (!field) {
      everything.push(claim);
      continue;
    }
    const one = { claim, rank, rest: { ...selector, [field]: undefined } };
    const candidates: Candidates = byField.get(field) ?? new Map();
    byField.set(field, candidates);
    for (const key of keysOf(selector, field)) {
      const same = candidates.get(key);
      if (same) {
        same.push(one);
      } else {
        candidates.set(key, [one]);
      }
    }
  }
  return charge => {
    for (const field of FIELDS) {
      const candidates = byField.get(field);
      const found =
        candidates &&
        keysOfCharge(charge, field)
          .flatMap(key => candidates.get(key) ?? [])
          .sort((a, b) => a.rank - b.rank)
          .find(({ rest }) => matchesSelector(charge, rest));
      if (found) {
        return found.claim;
      }
    }
    return everything[0];
  };
}

/**
 * Gives each cost to one claimant, so that the parts add up to the whole. What
 * nobody claims is a part of its own.
 *
 * @returns in the order in which claimants first appear.
 */
export function assignParts(
  costs: Iterable<AttributableCost>,
  claims: readonly EntityClaim[],
): EntityPart[] {
  const claimantOf = createAssigner(claims);
  const parts = new Map<string | undefined, AttributableCost[]>();
  for (const cost of costs) {
    const entityRef = claimantOf(cost)?.entityRef;
    const part = parts.get(entityRef);
    if (part) {
      part.push(cost);
    } else {
      parts.set(entityRef, [cost]);
    }
  }
  return [...parts].map(([entityRef, own]) => ({ entityRef, costs: own }));
}

function compareClaims(a: EntityClaim, b: EntityClaim): number {
  return (
    fieldCount(b.selector) - fieldCount(a.selector) ||
    ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin) ||
    compareTexts(a.entityRef, b.entityRef)
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function fieldCount(selector: ChargeSelector): number {
  return FIELDS.filter(field => selector[field]).length;
}

function keysOf(
  selector: ChargeSelector,
  field: (typeof FIELDS)[number],
): readonly string[] {
  if (field !== 'tag') {
    return selector[field] ?? [];
  }
  const { key, values } = selector.tag!;
  return values.map(value => tagKey(key, lowerCase(value)));
}

function keysOfCharge(
  charge: AttributableCharge,
  field: (typeof FIELDS)[number],
): string[] {
  switch (field) {
    case 'resourceIds':
      return [charge.resourceId];
    case 'tag':
      return [...readTags(charge.tags)].map(([key, value]) =>
        tagKey(key, value),
      );
    case 'resourceGroups':
      return [charge.resourceGroup];
    case 'azureSubscriptionIds':
      return [charge.azureSubscriptionId];
    default:
      return [charge.customerId];
  }
}

/** Neither a key nor a value has this character. */
function tagKey(key: string, value: string): string {
  return `${key}\u0000${value}`;
}
