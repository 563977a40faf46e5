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

/** Charges with a tag belong to the entity that the tag's value names. */
export interface TagRule {
  type: 'tag';
  /** In lower case. */
  tagKey: string;
  /** In lower case. */
  kind: string;
  /** In lower case. */
  namespace: string;
  /** Only charges of these customers, in lower case. */
  customerIds?: string[];
}

/** Charges in Azure subscriptions or resource groups of some names belong to an entity. */
export interface PatternRule {
  type: 'pattern';
  /** In lower case. */
  entityRef: string;
  /** Names of Azure subscriptions, with `*` for any text. */
  azureSubscriptions?: string[];
  /** Names of resource groups, with `*` for any text. */
  resourceGroups?: string[];
  /** Only charges of these customers, in lower case. */
  customerIds?: string[];
}

/** Says which charges belong to which entity. */
export type AttributionRule = TagRule | PatternRule;

/** How costs are attributed to entities of the catalog. */
export interface AttributionSettings {
  rules: AttributionRule[];
  /** Whether an annotation gives the owner of its entity the right to see costs. */
  annotationsGrantRights: boolean;
}
