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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  AttributableCost,
  Attribution,
  EntityPart,
} from '../ledger/query/Attribution';
import type { ChargeSelector } from '../ledger/query/ChargeSelector';
import { assignParts } from './assignParts';
import type { EntityCosts } from './EntityCosts';
import { selectorsOf } from './selectorsOf';

/** Which costs belong to which entities, as one reader sees the catalog. */
export class ReaderAttribution implements Attribution {
  readonly #entityCosts: EntityCosts;
  readonly #reader: BackstageCredentials;

  constructor(options: {
    entityCosts: EntityCosts;
    /** Who reads. */
    credentials: BackstageCredentials;
  }) {
    this.#entityCosts = options.entityCosts;
    this.#reader = options.credentials;
  }

  async selectorsOf(entityRef: string): Promise<readonly ChargeSelector[]> {
    const { claims } = await this.#entityCosts.scopeOf(entityRef, this.#reader);
    return selectorsOf(claims);
  }

  async attributed(): Promise<readonly ChargeSelector[]> {
    return selectorsOf(await this.#entityCosts.claimsSeenBy(this.#reader));
  }

  async partsOf(
    entityRef: string | undefined,
    costs: readonly AttributableCost[],
  ): Promise<EntityPart[]> {
    const claims =
      entityRef === undefined
        ? await this.#entityCosts.claimsSeenBy(this.#reader)
        : (await this.#entityCosts.scopeOf(entityRef, this.#reader)).claims;
    return assignParts(costs, claims);
  }

  async titlesOf(entityRefs: readonly string[]): Promise<Map<string, string>> {
    return this.#entityCosts.titlesOf(
      // What nobody claims has no entity to ask for.
      entityRefs.filter(entityRef => entityRef !== ''),
      this.#reader,
    );
  }
}
