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

/**
 * Charges that have all of what is given, and one of the values of each list.
 * Ids, resource groups and keys of tags are in lower case. An empty list
 * selects nothing; a selector without fields selects everything.
 */
export interface ChargeSelector {
  /** Tenant ids of customers. */
  customerIds?: readonly string[];
  /** Only usage has one. */
  azureSubscriptionIds?: readonly string[];
  resourceGroups?: readonly string[];
  /** ARM ids. */
  resourceIds?: readonly string[];
  /** A tag of the resource; the case of its values does not matter. */
  tag?: { key: string; values: readonly string[] };
}
