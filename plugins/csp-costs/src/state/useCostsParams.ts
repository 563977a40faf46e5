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

import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What the address of a page holds, so that a link shows the same thing. */
export interface CostsParams {
  /** Billing period, `YYYY-MM`. */
  month?: string;
  /** Tenant id of the customer that is looked at. */
  customer?: string;
  search?: string;
  sort?: string;
  order?: string;
  currency?: string;
  /** Dimension of the breakdown. */
  by?: string;
  /** How customers are listed: `table`, or cards. */
  view?: string;
  /** Run that is looked at. */
  run?: string;
  /** Filters: customer, Azure subscription, resource group and so on. */
  ofCustomer?: string;
  subscription?: string;
  group?: string;
  resource?: string;
  region?: string;
  service?: string;
  product?: string;
  category?: string;
  /** `key=value` */
  tag?: string;
  /** Dimension that the trend is stacked by. */
  stack?: string;
  /** Key of the tag that costs are grouped by. */
  tagKey?: string;
  /** Charges that are looked into. */
  lines?: string;
  /** Invoice that is looked at: connector and number, such as `partner/G000024130`. */
  invoice?: string;
  /** Part of the invoice whose lines are looked into, such as `billed-usage/Usage`. */
  part?: string;
}

const NAMES = [
  'month',
  'customer',
  'search',
  'sort',
  'order',
  'currency',
  'by',
  'view',
  'run',
  'ofCustomer',
  'subscription',
  'group',
  'resource',
  'region',
  'service',
  'product',
  'category',
  'tag',
  'stack',
  'tagKey',
  'lines',
  'invoice',
  'part',
] as const satisfies ReadonlyArray<keyof CostsParams>;

/**
 * Reads and changes the query string. This is the only place that knows how
 * the address is kept.
 */
export function useCostsParams() {
  const [searchParams, setSearchParams] = useSearchParams();

  const params: CostsParams = {};
  for (const name of NAMES) {
    params[name] = searchParams.get(name) || undefined;
  }

  /** Changes some parameters in place; `undefined` removes one. */
  const change = useCallback(
    (changes: CostsParams) =>
      setSearchParams(current => apply(current, changes), { replace: true }),
    [setSearchParams],
  );

  /** A relative address of this page with some parameters changed. */
  const hrefWith = (changes: CostsParams) => `?${apply(searchParams, changes)}`;

  return { params, change, hrefWith };
}

function apply(current: URLSearchParams, changes: CostsParams) {
  const next = new URLSearchParams(current);
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  return next;
}
