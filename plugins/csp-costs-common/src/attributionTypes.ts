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
 * How costs came to be an entity's: by its annotations, by a rule of the
 * configuration, or because the entity provider made it of a customer or an
 * Azure subscription.
 *
 * @public
 */
export type EntityClaimOrigin = 'annotation' | 'rule' | 'provider';

/**
 * What an entity's costs are limited to, with its name where that is known to
 * who asks.
 *
 * @public
 */
export interface ClaimedScope {
  /** A GUID. */
  id: string;
  /** Absent when the reader sees nothing else of it. */
  name?: string;
}

/**
 * Costs that belong to an entity: those that have all of what is given, and one
 * of the values of each list.
 *
 * @public
 */
export interface EntityCostClaim {
  /** Why they are the entity's. */
  origin: EntityClaimOrigin;
  /** Customers. */
  customers?: ClaimedScope[];
  /** Azure subscriptions. */
  azureSubscriptions?: ClaimedScope[];
  /** Names that Azure subscriptions have, `*` for any text. */
  azureSubscriptionPatterns?: string[];
  /** Resource groups, in lower case. */
  resourceGroups?: string[];
  /** Names that resource groups have, `*` for any text. */
  resourceGroupPatterns?: string[];
  /** ARM ids of resources, in lower case. */
  resourceIds?: string[];
  /** Tag of a resource: its key in lower case, and the values of it. */
  tag?: {
    /** In lower case. */
    key: string;
    /** Case does not matter. */
    values: string[];
  };
}

/**
 * What is wrong with an annotation. `no-value`: it is empty. `no-guid`: a value
 * is no GUID. `no-resource-group`: a value is no name of a resource group.
 * `no-resource-id`: a value is no ARM id. `no-key-value`: it is not
 * `key=value`. `too-many-values`: it has more values than are read.
 *
 * @public
 */
export type AnnotationProblemReason =
  | 'no-value'
  | 'no-guid'
  | 'no-resource-group'
  | 'no-resource-id'
  | 'no-key-value'
  | 'too-many-values';

/**
 * An annotation that cannot be used. None of the annotations of its entity
 * count until it is mended: what is left would select more than was meant.
 *
 * @public
 */
export interface AnnotationProblem {
  /** Name of the annotation. */
  annotation: string;
  /** The value at fault, no longer than 100 characters. */
  value: string;
  /** Why it cannot be used. */
  reason: AnnotationProblemReason;
}

/**
 * Answer of `GET /entities/claims`: which costs an entity counts.
 *
 * @public
 */
export interface EntityClaims {
  /** In lower case. */
  entityRef: string;
  /** What belongs to the entity itself. */
  claims: EntityCostClaim[];
  /** Entities whose costs are rolled up into it. */
  partCount: number;
  /** What is wrong with its annotations. */
  problems: AnnotationProblem[];
}
