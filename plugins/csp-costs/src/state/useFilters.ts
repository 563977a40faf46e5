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

import type {
  BreakdownDimension,
  ChargeCategory,
  CostScope,
} from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import { useCostsParams, type CostsParams } from './useCostsParams';

/** A dimension that costs can be narrowed down by. */
export type FilterDimension = Exclude<BreakdownDimension, 'entity'>;

/** One value that costs are narrowed down to. */
export interface CostFilter {
  dimension: FilterDimension;
  /** Id or name as the figures have it, `key=value` of a tag; empty for none. */
  value: string;
}

/** How the address says that costs have none of a dimension; no value is like it. */
const NONE = '\u2205';

/** Where the address and a scope keep each filter, in the order of their chips. */
const FILTERS: Record<
  FilterDimension,
  { param: keyof CostsParams; field: keyof CostScope }
> = {
  customer: { param: 'ofCustomer', field: 'customerId' },
  azureSubscription: { param: 'subscription', field: 'azureSubscriptionId' },
  resourceGroup: { param: 'group', field: 'resourceGroup' },
  resource: { param: 'resource', field: 'resourceId' },
  region: { param: 'region', field: 'region' },
  service: { param: 'service', field: 'serviceName' },
  product: { param: 'product', field: 'productName' },
  chargeCategory: { param: 'category', field: 'chargeCategory' },
  tag: { param: 'tag', field: 'tag' },
};

const DIMENSIONS = Object.keys(FILTERS) as FilterDimension[];

const CATEGORIES: readonly string[] = [
  'Usage',
  'Purchase',
  'Credit',
  'Adjustment',
  'Tax',
] satisfies ChargeCategory[];

const EVERYTHING: CostScope = {};

/** What {@link useFilters} gives. */
export interface Filters {
  /** The base, narrowed down; the same object until something changes. */
  scope: CostScope;
  /** The base alone, which filters cannot widen. */
  base: CostScope;
  /** Filters that are set, one a dimension. */
  chips: CostFilter[];
  /** Dimensions that the base leaves open. */
  dimensions: FilterDimension[];
  /** Narrows down; takes the place of filters of the same dimensions. */
  add: (...filters: CostFilter[]) => void;
  remove: (dimension: FilterDimension) => void;
  clear: () => void;
}

/**
 * The filters in the address, on top of what a page is about anyway.
 *
 * @param base - Costs of the page, such as those of a customer; pass the same
 * object each time.
 */
export function useFilters(base: CostScope = EVERYTHING): Filters {
  const { params, change } = useCostsParams();
  const set = JSON.stringify(DIMENSIONS.map(id => params[FILTERS[id].param]));
  const narrowed = useMemo(() => {
    const values = JSON.parse(set) as Array<string | null>;
    const dimensions = DIMENSIONS.filter(
      id => base[FILTERS[id].field] === undefined,
    );
    const chips = dimensions.flatMap((dimension): CostFilter[] => {
      const value = values[DIMENSIONS.indexOf(dimension)];
      const filter = { dimension, value: value === NONE ? '' : value ?? '' };
      return value && isPossible(filter) ? [filter] : [];
    });
    return { base, chips, dimensions, scope: scopeWith(base, chips) };
  }, [base, set]);
  return {
    ...narrowed,
    add: (...filters) =>
      change(
        Object.fromEntries(
          filters
            .filter(isPossible)
            .map(({ dimension, value }) => [
              FILTERS[dimension].param,
              value || NONE,
            ]),
        ),
      ),
    remove: dimension => change({ [FILTERS[dimension].param]: undefined }),
    clear: () =>
      change(
        Object.fromEntries(
          DIMENSIONS.map(id => [FILTERS[id].param, undefined]),
        ),
      ),
  };
}

/** A scope with some filters on top. */
export function scopeWith(
  scope: CostScope,
  filters: readonly CostFilter[],
): CostScope {
  return filters.reduce<CostScope>(
    (narrowed, { dimension, value }) => ({
      ...narrowed,
      [FILTERS[dimension].field]: value,
    }),
    scope,
  );
}

/** Whether the API can be asked for a value: no id stands for having none. */
export function isPossible({ dimension, value }: CostFilter): boolean {
  switch (dimension) {
    case 'customer':
    case 'azureSubscription':
      return value !== '';
    case 'chargeCategory':
      return CATEGORIES.includes(value);
    case 'tag':
      return value.indexOf('=') > 0;
    default:
      return true;
  }
}
