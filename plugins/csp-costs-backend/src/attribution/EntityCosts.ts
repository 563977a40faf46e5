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
  parseEntityRef,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { AnnotationProblem } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { AttributionSettings, TagRule } from './AttributionRule';
import { claimsOfNode, type CatalogNode } from './CatalogNode';
import { CatalogNodes } from './CatalogNodes';
import type { EntityClaim } from './EntityClaim';
import { readChargedNames } from './readChargedNames';
import { Remembered } from './Remembered';
import { RuleBook } from './RuleBook';

/** How long what was read of catalog and ledger counts. */
const REMEMBERED_MS = 60_000;

/** Which costs belong to an entity. */
export interface EntityScope {
  /** In lower case. */
  entityRef: string;
  title?: string;
  /** Its own, and those of everything that is rolled up into it. None selects nothing. */
  claims: EntityClaim[];
  /** What is wrong with its own annotations. */
  problems: AnnotationProblem[];
}

/** Everything that may claim costs, and what it is part of. */
interface Claimants {
  nodes: ReadonlyMap<string, CatalogNode>;
  rules: RuleBook;
}

/** Knows which costs belong to which entities of the catalog. */
export class EntityCosts {
  readonly #settings: AttributionSettings;
  readonly #nodes: CatalogNodes;
  readonly #rules: Remembered<RuleBook>;
  readonly #claimants: Remembered<Claimants>;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    knex: Knex;
    now: () => Date;
    settings: { attribution: AttributionSettings };
  }) {
    const { knex, now } = options;
    this.#settings = options.settings.attribution;
    this.#nodes = new CatalogNodes(options);
    this.#rules = new Remembered({
      read: async () =>
        new RuleBook(this.#settings.rules, await readChargedNames(knex)),
      forMs: REMEMBERED_MS,
      now,
    });
    this.#claimants = new Remembered({
      read: () => this.#readClaimants(),
      forMs: REMEMBERED_MS,
      now,
    });
  }

  /**
   * Which costs belong to an entity, as somebody sees the catalog: what they may
   * not see is not rolled up. Whose costs they may see is another question.
   *
   * @throws InputError when it is no entity ref.
   * @throws NotFoundError when there is no such entity, or they may not see it.
   */
  async scopeOf(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<EntityScope> {
    const ref = normalize(entityRef);
    const [nodes, rules] = await Promise.all([
      this.#nodes.readDown(ref, credentials),
      this.#rules.get(),
    ]);
    const [own] = nodes;
    if (!own) {
      throw new NotFoundError(`The catalog has no entity ${ref}`);
    }
    return {
      entityRef: ref,
      title: own.title,
      claims: nodes.flatMap(node => claimsOfNode(node, rules)),
      problems: own.annotations.problems,
    };
  }

  /**
   * Claims of all entities, whoever may see them, as they are for all costs
   * together: of the entity provider's entities only those that are part of
   * something claim anything. Otherwise nothing would be left over. At most a
   * minute old.
   */
  async claims(): Promise<EntityClaim[]> {
    const { nodes, rules } = await this.#claimants.get();
    return [...nodes.values()]
      .filter(
        node => !node.isProvided || node.related(RELATION_PART_OF).length > 0,
      )
      .flatMap(node => claimsOfNode(node, rules));
  }

  /** Those of {@link EntityCosts.claims} whose entities somebody may see. */
  async claimsSeenBy(
    credentials: BackstageCredentials,
  ): Promise<EntityClaim[]> {
    const claims = await this.claims();
    const seen = await this.#nodes.readAll(
      [...new Set(claims.map(({ entityRef }) => entityRef))],
      credentials,
    );
    const refs = new Set(seen.map(({ entityRef }) => entityRef));
    return claims.filter(({ entityRef }) => refs.has(entityRef));
  }

  /** Titles of those entities that have one, and that somebody may see. */
  async titlesOf(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, string>> {
    const nodes = await this.#nodes.readAll(entityRefs, credentials);
    return new Map(
      nodes.flatMap(({ entityRef, title }) =>
        title ? [[entityRef, title] as const] : [],
      ),
    );
  }

  /**
   * Claims of what some users and groups own, and of what is part of that, which
   * can be trusted with a right to see costs. At most a minute old.
   *
   * @remarks
   * An annotation can be written by whoever owns a file, so it gives no right
   * unless the configuration says so. A group's file can call any other group
   * its child, so what child groups own gives none either.
   *
   * @throws InputError when an owner is no entity ref.
   */
  async claimsOwnedBy(owners: readonly string[]): Promise<EntityClaim[]> {
    const wanted = new Set(owners.map(normalize));
    const { nodes, rules } = await this.#claimants.get();
    return [...nodes.values()]
      .filter(node =>
        isWithin(node, nodes, ({ owners: refs }) =>
          refs.some(ref => wanted.has(ref)),
        ),
      )
      .flatMap(node => claimsOfNode(node, rules))
      .filter(
        ({ origin }) =>
          origin !== 'annotation' || this.#settings.annotationsGrantRights,
      );
  }

  async #readClaimants(): Promise<Claimants> {
    const rules = await this.#rules.get();
    const nodes = await this.#nodes.readClaimants(
      this.#settings.rules.filter(
        (rule): rule is TagRule => rule.type === 'tag',
      ),
      rules.entityRefs,
    );
    return { nodes, rules };
  }
}

/** Whether an entity, or what it is part of, meets a condition. */
function isWithin(
  start: CatalogNode,
  nodes: ReadonlyMap<string, CatalogNode>,
  condition: (node: CatalogNode) => boolean,
): boolean {
  const seen = new Set([start]);
  for (const node of seen) {
    if (condition(node)) {
      return true;
    }
    // A set goes on with what is added to it meanwhile, and takes each once.
    for (const ref of node.related(RELATION_PART_OF)) {
      const above = nodes.get(ref);
      if (above) {
        seen.add(above);
      }
    }
  }
  return false;
}

function normalize(entityRef: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(entityRef));
  } catch {
    throw new InputError(
      `"${entityRef}" is no entity ref; write kind:namespace/name`,
    );
  }
}
