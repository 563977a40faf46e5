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

import {
  ANNOTATION_ORIGIN_LOCATION,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { CSP_COSTS_LOCATION_TYPE } from 'backstage-plugin-csp-costs-common';
import type { EntityClaim } from './EntityClaim';
import { readAnnotations, type ReadAnnotations } from './readAnnotations';
import type { RuleBook } from './RuleBook';

/** What of an entity is asked of the catalog. */
export const NODE_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'relations',
];

/** An entity, as far as attribution goes. Refs are in lower case. */
export interface CatalogNode {
  entityRef: string;
  title?: string;
  /** Whether the csp-costs entity provider has made it, so that it can be trusted. */
  isProvided: boolean;
  annotations: ReadAnnotations;
  /** Targets of its relations, by their type. */
  related: (...types: string[]) => string[];
  owners: string[];
}

/** Reads an entity that has {@link NODE_FIELDS}. */
export function toNode(entity: Entity): CatalogNode {
  const { annotations, title } = entity.metadata;
  const related = (...types: string[]) =>
    (entity.relations ?? [])
      .filter(({ type }) => types.includes(type))
      .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'));
  return {
    entityRef: stringifyEntityRef(entity),
    title,
    isProvided: isProvided(entity),
    annotations: readAnnotations(annotations),
    related,
    owners: related(RELATION_OWNED_BY),
  };
}

/** What an entity itself claims, by its annotations and by rules. */
export function claimsOfNode(
  node: CatalogNode,
  rules: RuleBook,
): EntityClaim[] {
  const { entityRef, title, annotations, isProvided: provided } = node;
  const claims: EntityClaim[] = rules
    .claimsOf(entityRef)
    .map(rule => ({ entityRef, title, origin: 'rule', ...rule }));
  if (annotations.selector) {
    claims.unshift({
      entityRef,
      title,
      origin: provided ? 'provider' : 'annotation',
      selector: annotations.selector,
    });
  }
  return claims;
}

/**
 * Whether an entity comes from the csp-costs entity provider. The catalog itself
 * writes where an entity comes from, whatever its file says.
 */
export function isProvided(entity: Entity): boolean {
  return Boolean(
    entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION]?.startsWith(
      `${CSP_COSTS_LOCATION_TYPE}:`,
    ),
  );
}
