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

import type { ChargeSelector } from '../ledger/query/ChargeSelector';

/**
 * How charges came to be claimed: by an annotation of the entity, by a rule of
 * the configuration, or because the entity provider made the entity of a
 * customer or an Azure subscription.
 */
export type ClaimOrigin = 'annotation' | 'rule' | 'provider';

/** Charges that belong to an entity of the catalog. */
export interface EntityClaim {
  /** The entity, in lower case. */
  entityRef: string;
  /** What the catalog calls it; absent where that is its name. */
  title?: string;
  selector: ChargeSelector;
  origin: ClaimOrigin;
  /** Of a rule that has patterns: what the selector was made of. */
  patterns?: ClaimPatterns;
}

/** Patterns of a rule, with `*` for any text. */
export interface ClaimPatterns {
  azureSubscriptions?: readonly string[];
  resourceGroups?: readonly string[];
}
