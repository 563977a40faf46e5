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

import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type EntityFilterQuery,
} from '@backstage/catalog-client';
import {
  RELATION_HAS_PART,
  RELATION_OWNER_OF,
  RELATION_PARENT_OF,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { TagRule } from './AttributionRule';
import { NODE_FIELDS, toNode, type CatalogNode } from './CatalogNode';
import { CLAIMING_ANNOTATIONS } from './readAnnotations';

/** Entities in one question to the catalog. */
const AT_ONCE = 500;

/** Reads what the catalog has of entities and how they are part of each other. */
export class CatalogNodes {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(dependencies: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = dependencies.catalog;
    this.#auth = dependencies.auth;
  }

  /**
   * An entity and everything that is rolled up into it, each once, as far as
   * somebody may see it; the entity itself first. Empty when they may not see
   * that.
   */
  async readDown(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<CatalogNode[]> {
    const nodes = new Map<string, CatalogNode>();
    await this.#readAlong(nodes, [entityRef], credentials, node =>
      node.related(RELATION_HAS_PART, RELATION_OWNER_OF, RELATION_PARENT_OF),
    );
    return [...nodes.values()];
  }

  /**
   * Every entity that may claim something, and what it is part of, whoever may
   * see it: entities with annotations, those that a tag can name, and some.
   *
   * @returns by entity ref.
   */
  async readClaimants(
    tagRules: readonly TagRule[],
    entityRefs: readonly string[],
  ): Promise<Map<string, CatalogNode>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const nodes = new Map<string, CatalogNode>();
    const filter: EntityFilterQuery = [
      ...CLAIMING_ANNOTATIONS.map(annotation => ({
        [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
      })),
      ...tagRules.map(({ kind, namespace }) => ({
        kind,
        'metadata.namespace': namespace,
      })),
    ];
    for await (const page of this.#catalog.streamEntities(
      { filter, fields: NODE_FIELDS },
      { credentials },
    )) {
      for (const node of page.map(toNode)) {
        nodes.set(node.entityRef, node);
      }
    }
    const above = [...nodes.values()].flatMap(node =>
      node.related(RELATION_PART_OF),
    );
    await this.#readAlong(nodes, [...entityRefs, ...above], credentials, node =>
      node.related(RELATION_PART_OF),
    );
    return nodes;
  }

  /** Some entities, as far as somebody may see them. */
  async readAll(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<CatalogNode[]> {
    const found: CatalogNode[] = [];
    for (let start = 0; start < entityRefs.length; start += AT_ONCE) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: entityRefs.slice(start, start + AT_ONCE),
          fields: NODE_FIELDS,
        },
        { credentials },
      );
      found.push(...items.flatMap(item => (item ? [toNode(item)] : [])));
    }
    return found;
  }

  /** Adds entities and what they lead to, level by level. What is known is not read again. */
  async #readAlong(
    nodes: Map<string, CatalogNode>,
    start: readonly string[],
    credentials: BackstageCredentials,
    next: (node: CatalogNode) => string[],
  ): Promise<void> {
    const asked = new Set(nodes.keys());
    let level = start;
    while (level.length > 0) {
      const refs = [...new Set(level)].filter(ref => !asked.has(ref));
      refs.forEach(ref => asked.add(ref));
      const found = await this.readAll(refs, credentials);
      found.forEach(node => nodes.set(node.entityRef, node));
      level = found.flatMap(next);
    }
  }
}
