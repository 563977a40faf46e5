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

import { parseEntityRef } from '@backstage/catalog-model';
import type { ChargeSelector } from '../ledger/query/ChargeSelector';
import type { AttributionRule, PatternRule, TagRule } from './AttributionRule';
import type { ClaimPatterns } from './EntityClaim';
import { matchesPattern } from './matchesPattern';
import type { ChargedNames } from './readChargedNames';

/** Charges that a rule gives to an entity. */
export interface RuleClaim {
  selector: ChargeSelector;
  patterns?: ClaimPatterns;
}

/** What the rules say, with the names that Microsoft's data has at the moment. */
export class RuleBook {
  readonly #tagRules: TagRule[];
  readonly #claims = new Map<string, RuleClaim[]>();

  constructor(rules: readonly AttributionRule[], names: ChargedNames) {
    this.#tagRules = rules.filter(rule => rule.type === 'tag');
    for (const rule of rules) {
      const claim = rule.type === 'pattern' && resolve(rule, names);
      if (claim) {
        this.#claims.set(rule.entityRef, [
          ...(this.#claims.get(rule.entityRef) ?? []),
          claim,
        ]);
      }
    }
  }

  /** Entities that rules with patterns name. */
  get entityRefs(): string[] {
    return [...this.#claims.keys()];
  }

  /** What the rules give to an entity, whose ref is in lower case. */
  claimsOf(entityRef: string): RuleClaim[] {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const byTag = this.#tagRules
      .filter(rule => rule.kind === kind && rule.namespace === namespace)
      .map(({ tagKey, customerIds }) => ({
        selector: withCustomers(customerIds, {
          tag: { key: tagKey, values: [name] },
        }),
      }));
    return [...byTag, ...(this.#claims.get(entityRef) ?? [])];
  }
}

/** Undefined when nothing has such a name. */
function resolve(
  { azureSubscriptions, resourceGroups, customerIds }: PatternRule,
  names: ChargedNames,
): RuleClaim | undefined {
  const selector: ChargeSelector = {};
  if (azureSubscriptions) {
    selector.azureSubscriptionIds = names.azureSubscriptions
      .filter(
        ({ name, customerId }) =>
          (customerIds?.includes(customerId) ?? true) &&
          matchesAny(name, azureSubscriptions),
      )
      .map(({ azureSubscriptionId }) => azureSubscriptionId);
  }
  if (resourceGroups) {
    selector.resourceGroups = names.resourceGroups.filter(name =>
      matchesAny(name, resourceGroups),
    );
  }
  return Object.values(selector).some(values => values.length === 0)
    ? undefined
    : {
        selector: withCustomers(customerIds, selector),
        patterns: { azureSubscriptions, resourceGroups },
      };
}

function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some(pattern => matchesPattern(name, pattern));
}

function withCustomers(
  customerIds: readonly string[] | undefined,
  selector: ChargeSelector,
): ChargeSelector {
  return customerIds ? { customerIds, ...selector } : selector;
}
