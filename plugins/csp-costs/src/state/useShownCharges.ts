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

import type { CostScope } from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import {
  isPossible,
  scopeWith,
  type CostFilter,
  type FilterDimension,
} from './useFilters';
import { useCostsParams } from './useCostsParams';

/** A cell of the figures: what one bar, row or sentence is about, within a scope. */
export interface ShownCharges {
  /** ISO 4217. */
  billingCurrency: string;
  /** `YYYY-MM-DD`; the whole month unless given. */
  date?: string;
  /** What narrows the scope down to the cell. */
  filters: CostFilter[];
}

const CURRENCY = /^[A-Z]{3}$/;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const DIMENSIONS: readonly string[] = [
  'customer',
  'azureSubscription',
  'resourceGroup',
  'resource',
  'region',
  'service',
  'product',
  'chargeCategory',
  'tag',
] satisfies FilterDimension[];

/** Which charges are looked into, as the address says. */
export function useShownCharges() {
  const { params, change } = useCostsParams();
  const shown = useMemo(() => read(params.lines), [params.lines]);
  return {
    /** Undefined when none are, also when the address makes no sense. */
    shown,
    show: (charges: ShownCharges) => change({ lines: write(charges) }),
    hide: () => change({ lines: undefined }),
  };
}

/** The scope of a cell. */
export function scopeOfCharges(
  scope: CostScope,
  charges: ShownCharges,
): CostScope {
  return scopeWith(scope, charges.filters);
}

function write({ billingCurrency, date, filters }: ShownCharges): string {
  const parts = new URLSearchParams({ in: billingCurrency });
  if (date) {
    parts.set('on', date);
  }
  for (const { dimension, value } of filters) {
    parts.append(dimension, value);
  }
  return parts.toString();
}

function read(lines: string | undefined): ShownCharges | undefined {
  const parts = new URLSearchParams(lines);
  const billingCurrency = parts.get('in') ?? '';
  const date = parts.get('on') ?? undefined;
  if (!CURRENCY.test(billingCurrency) || (date && !DATE.test(date))) {
    return undefined;
  }
  const filters = [...parts].flatMap(([dimension, value]) => {
    const filter = { dimension: dimension as FilterDimension, value };
    return DIMENSIONS.includes(dimension) && isPossible(filter) ? [filter] : [];
  });
  return { billingCurrency, date, filters };
}
