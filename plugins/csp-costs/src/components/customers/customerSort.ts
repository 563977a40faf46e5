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

import type { CustomersQuery } from 'backstage-plugin-csp-costs-common';
import type { CostsParams } from '../../state/useCostsParams';

type Sort = Required<Pick<CustomersQuery, 'sortBy' | 'order'>>;

/** The orders that customers can be listed in. */
export const SORTS = [
  {
    key: 'cost-desc',
    label: 'customers.sort.highestCost',
    sortBy: 'cost',
    order: 'desc',
  },
  {
    key: 'cost-asc',
    label: 'customers.sort.lowestCost',
    sortBy: 'cost',
    order: 'asc',
  },
  {
    key: 'change-desc',
    label: 'customers.sort.largestIncrease',
    sortBy: 'change',
    order: 'desc',
  },
  {
    key: 'change-asc',
    label: 'customers.sort.largestDecrease',
    sortBy: 'change',
    order: 'asc',
  },
  {
    key: 'name-asc',
    label: 'customers.sort.name',
    sortBy: 'name',
    order: 'asc',
  },
  {
    key: 'name-desc',
    label: 'customers.sort.nameReversed',
    sortBy: 'name',
    order: 'desc',
  },
] as const satisfies ReadonlyArray<Sort & { key: string; label: string }>;

const [DEFAULT_SORT] = SORTS;

/** The order in an address; the default when it names none of ours. */
export function sortOf({ sort, order }: CostsParams) {
  const known = SORTS.filter(candidate => candidate.sortBy === sort);
  return (
    known.find(candidate => candidate.order === order) ??
    known[0] ??
    DEFAULT_SORT
  );
}

/** How an order is kept in an address; the default leaves nothing behind. */
export function sortParams(key: string): CostsParams {
  const sort = SORTS.find(candidate => candidate.key === key) ?? DEFAULT_SORT;
  return sort === DEFAULT_SORT
    ? { sort: undefined, order: undefined }
    : { sort: sort.sortBy, order: sort.order };
}
