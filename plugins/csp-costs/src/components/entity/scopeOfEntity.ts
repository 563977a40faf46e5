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

import type { Entity } from '@backstage/catalog-model';
import {
  CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION,
  CSP_CUSTOMER_ID_ANNOTATION,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';

/** Which costs an entity stands for; undefined when it is not annotated. */
export function scopeOfEntity(entity: Entity): CostScope | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const customerId = annotations[CSP_CUSTOMER_ID_ANNOTATION]?.trim();
  const azureSubscriptionId =
    annotations[CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION]?.trim();
  if (!customerId && !azureSubscriptionId) {
    return undefined;
  }
  return {
    ...(customerId && { customerId }),
    ...(azureSubscriptionId && { azureSubscriptionId }),
  };
}
