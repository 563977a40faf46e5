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
  CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION,
  CSP_CUSTOMER_ID_ANNOTATION,
  CSP_RESOURCE_GROUP_ANNOTATION,
  CSP_RESOURCE_ID_ANNOTATION,
  CSP_TAG_ANNOTATION,
} from 'backstage-plugin-csp-costs-common';

const GUID = '00000000-0000-0000-0000-000000000000';

/** What the annotations look like that give costs to an entity, by their names. */
export const ANNOTATION_EXAMPLES = {
  [CSP_CUSTOMER_ID_ANNOTATION]: GUID,
  [CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION]: GUID,
  [CSP_RESOURCE_GROUP_ANNOTATION]: 'rg-shop, rg-shop-data',
  [CSP_RESOURCE_ID_ANNOTATION]: `/subscriptions/${GUID}/resourceGroups/rg-shop/providers/Microsoft.Web/sites/shop`,
  [CSP_TAG_ANNOTATION]: 'app=shop|checkout',
} as const;

/** Name of an annotation that gives costs to an entity. */
export type ClaimingAnnotation = keyof typeof ANNOTATION_EXAMPLES;

/** All of them, the widest first. */
export const CLAIMING_ANNOTATIONS = Object.keys(
  ANNOTATION_EXAMPLES,
) as ClaimingAnnotation[];

/** A line for the annotations in an entity's file. */
export function exampleOf(annotation: ClaimingAnnotation): string {
  return `${annotation}: ${ANNOTATION_EXAMPLES[annotation]}`;
}
