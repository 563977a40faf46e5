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

import type { AttributableCost } from '../ledger/query/Attribution';
import type { ChargeSelector } from '../ledger/query/ChargeSelector';
import { lowerCase } from '../ledger/query/lowerCase';

/** What of a charge decides whose it is. */
export type AttributableCharge = Omit<
  AttributableCost,
  'billingCurrency' | 'billedCost' | 'invoiced'
>;

/** Whether a selector selects a charge. */
export function matchesSelector(
  charge: AttributableCharge,
  selector: ChargeSelector,
): boolean {
  const { customerIds, azureSubscriptionIds, resourceGroups, resourceIds } =
    selector;
  return (
    (customerIds?.includes(charge.customerId) ?? true) &&
    (azureSubscriptionIds?.includes(charge.azureSubscriptionId) ?? true) &&
    (resourceGroups?.includes(charge.resourceGroup) ?? true) &&
    (resourceIds?.includes(charge.resourceId) ?? true) &&
    (!selector.tag || hasTag(charge, selector.tag))
  );
}

function hasTag(
  { tags }: AttributableCharge,
  tag: NonNullable<ChargeSelector['tag']>,
): boolean {
  const value = readTags(tags).get(tag.key);
  return (
    value !== undefined &&
    tag.values.some(wanted => lowerCase(wanted) === value)
  );
}

/** Tags of a charge by key, values as {@link lowerCase} has them; those that are no text are left out. */
export function readTags(tags: string): Map<string, string> {
  if (tags === '') {
    return new Map();
  }
  const parsed: unknown = JSON.parse(tags);
  return new Map(
    Object.entries(Object(parsed)).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[key.toLowerCase(), lowerCase(value)] as const]
        : [],
    ),
  );
}
