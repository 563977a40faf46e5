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

import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { ProvidedEntity } from './toEntities';

/** What the catalog has been told. */
export interface Told {
  /** By entity ref. */
  entities: ReadonlyMap<string, ToldEntity>;
  /** Whether it has nothing from us that is not among these. */
  isAll: boolean;
}

interface ToldEntity {
  /** All of the entity, to tell whether it has changed. */
  fingerprint: string;
  connectorIds: readonly string[];
}

/** A change to tell the catalog. */
export interface PlannedMutation {
  mutation: EntityProviderMutation;
  /** What it has been told, once it has taken the change. */
  told: Told;
  /** In words, for the log. */
  summary: string;
}

/** Before anything was told, there may be what an earlier process has told. */
export const NOTHING_TOLD: Told = { entities: new Map(), isAll: false };

/**
 * Finds what to tell the catalog; undefined when it knows everything.
 *
 * @remarks
 * Only a full mutation takes away what an earlier process has told, so the first
 * one is full, but not before every list is complete: until then everything is
 * added and nothing goes. Later, an entity goes when it is no longer provided
 * and none of the connectors that it was known from is incomplete.
 *
 * @param incomplete - Connectors whose lists may be older than they should.
 */
export function planMutation(options: {
  told: Told;
  provided: ReadonlyMap<string, ProvidedEntity>;
  incomplete: ReadonlySet<string>;
  /** Names the provider to the catalog. */
  locationKey: string;
}): PlannedMutation | undefined {
  const { told, provided, incomplete, locationKey } = options;
  const defer = (entity: Entity) => ({ entity, locationKey });
  const next = new Map<string, ToldEntity>();
  const added: Entity[] = [];
  const changed: Entity[] = [];
  for (const [ref, { entity, connectorIds }] of provided) {
    const fingerprint = JSON.stringify(entity);
    const before = told.entities.get(ref);
    if (!before) {
      added.push(entity);
    } else if (before.fingerprint !== fingerprint) {
      changed.push(entity);
    }
    next.set(ref, { fingerprint, connectorIds });
  }
  if (!told.isAll && incomplete.size === 0) {
    return {
      mutation: {
        type: 'full',
        entities: [...provided.values()].map(({ entity }) => defer(entity)),
      },
      told: { entities: next, isAll: true },
      summary: `${provided.size} in all, and no others`,
    };
  }
  const removed: string[] = [];
  let kept = 0;
  for (const [ref, entity] of told.entities) {
    if (next.has(ref)) {
      continue;
    }
    if (entity.connectorIds.some(id => incomplete.has(id))) {
      next.set(ref, entity);
      kept++;
    } else {
      removed.push(ref);
    }
  }
  if (added.length + changed.length + removed.length === 0) {
    return undefined;
  }
  return {
    mutation: {
      type: 'delta',
      added: [...added, ...changed].map(defer),
      removed: removed.map(entityRef => ({ entityRef, locationKey })),
    },
    told: { entities: next, isAll: told.isAll },
    summary: [
      `${added.length} added, ${changed.length} changed, ${removed.length} removed`,
      ...(kept > 0 ? [`${kept} kept that may be gone`] : []),
      ...(incomplete.size > 0
        ? [`lists not read completely: ${[...incomplete].sort().join(', ')}`]
        : []),
    ].join('; '),
  };
}
