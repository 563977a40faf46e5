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

/** Charges that may be seen: all of some customers, and some of others. */
export interface ReadableCharges {
  /** Customers of whom everything may be seen. */
  customerIds: ReadonlySet<string>;
  selectors: readonly ChargeSelector[];
}

/** No charges at all. */
export const NO_CHARGES: ReadableCharges = {
  customerIds: new Set(),
  selectors: [],
};

/** Charges that are in one of some sets. */
export function anyOf(sets: readonly ReadableCharges[]): ReadableCharges {
  return {
    customerIds: new Set(sets.flatMap(set => [...set.customerIds])),
    selectors: sets.flatMap(set => set.selectors),
  };
}

/** Charges that are in all of some sets; in none of an empty list, which allows nothing. */
export function allOf(sets: readonly ReadableCharges[]): ReadableCharges {
  const [first, ...others] = sets;
  return first ? others.reduce(inBoth, first) : NO_CHARGES;
}

function inBoth(a: ReadableCharges, b: ReadableCharges): ReadableCharges {
  return {
    customerIds: new Set(
      [...a.customerIds].filter(id => b.customerIds.has(id)),
    ),
    selectors: [
      ...a.selectors.map(one => ofCustomers(one, b.customerIds)),
      ...b.selectors.map(one => ofCustomers(one, a.customerIds)),
      ...a.selectors.flatMap(one =>
        b.selectors.flatMap(other => narrow(one, other) ?? []),
      ),
    ],
  };
}

function ofCustomers(
  selector: ChargeSelector,
  customerIds: ReadonlySet<string>,
): ChargeSelector {
  return {
    ...selector,
    customerIds: selector.customerIds
      ? selector.customerIds.filter(id => customerIds.has(id))
      : [...customerIds],
  };
}

/** What two selectors both select; undefined where one selector cannot say so, and nothing is allowed. */
function narrow(
  a: ChargeSelector,
  b: ChargeSelector,
): ChargeSelector | undefined {
  if (a.tag && b.tag && JSON.stringify(a.tag) !== JSON.stringify(b.tag)) {
    return undefined;
  }
  const both = (
    field:
      | 'customerIds'
      | 'azureSubscriptionIds'
      | 'resourceGroups'
      | 'resourceIds',
  ) => {
    const [one, other] = [a[field], b[field]];
    return one && other ? one.filter(id => other.includes(id)) : one ?? other;
  };
  return {
    customerIds: both('customerIds'),
    azureSubscriptionIds: both('azureSubscriptionIds'),
    resourceGroups: both('resourceGroups'),
    resourceIds: both('resourceIds'),
    tag: a.tag ?? b.tag,
  };
}
