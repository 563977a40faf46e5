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

import type { Decimal } from 'backstage-plugin-csp-costs-common';
import type { ChargeSelector } from './ChargeSelector';

/** Costs that are alike in all that attribution goes by. */
export interface AttributableCost {
  customerId: string;
  /** Empty for what is not Azure usage, as are the next four. */
  azureSubscriptionId: string;
  /** In lower case. */
  resourceGroup: string;
  /** In lower case. */
  resourceId: string;
  /** A JSON object, keys in lower case; empty for none. */
  tags: string;
  billingCurrency: string;
  billedCost: Decimal;
  invoiced: boolean;
}

/** The costs that were given to one entity. */
export interface EntityPart {
  /** Undefined for costs that no entity claims. */
  entityRef?: string;
  costs: readonly AttributableCost[];
}

/** Which costs belong to which entity of the catalog, as one reader may know it. */
export interface Attribution {
  /**
   * What belongs to an entity and to all that is rolled up into it.
   *
   * @throws NotFoundError when the reader may not see such an entity.
   */
  selectorsOf(entityRef: string): Promise<readonly ChargeSelector[]>;

  /** What belongs to any entity that the reader may see, but for those that stand for all of a customer or an Azure subscription. */
  attributed(): Promise<readonly ChargeSelector[]>;

  /**
   * Gives each cost to the entity with the narrowest claim to it, once.
   *
   * @param entityRef - Only what is rolled up into it claims; undefined for all entities.
   * @throws NotFoundError when the reader may not see such an entity.
   */
  partsOf(
    entityRef: string | undefined,
    costs: readonly AttributableCost[],
  ): Promise<EntityPart[]>;

  /** What to call entities, by entity ref; those that the reader may not see are left out. */
  titlesOf(entityRefs: readonly string[]): Promise<Map<string, string>>;
}
