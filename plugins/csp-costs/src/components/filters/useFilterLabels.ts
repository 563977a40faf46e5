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
  BillingPeriod,
  CostScope,
} from 'backstage-plugin-csp-costs-common';
import { useCostBreakdown } from '../../api/costQueries';
import { dimensionValueName } from '../../format/words';
import type { CostFilter, Filters } from '../../state/useFilters';
import { useTexts } from '../../translation/useTexts';

/**
 * Gives what to call the value of a filter. Names of what is kept as an id are
 * looked up; until they are known, and where nothing is known, the id stands.
 */
export function useFilterLabels(
  { base, chips }: Pick<Filters, 'base' | 'chips'>,
  month: BillingPeriod | undefined,
): (filter: CostFilter) => string {
  const t = useTexts();
  const customers = useNames('customer', base, chips, month);
  const subscriptions = useNames('azureSubscription', base, chips, month);
  return ({ dimension, value }) => {
    switch (dimension) {
      case 'customer':
        return customers.get(value) ?? value;
      case 'azureSubscription':
        return subscriptions.get(value) ?? value;
      case 'resource':
        return value === ''
          ? dimensionValueName(t, dimension, value)
          : resourceName(value);
      case 'tag': {
        const [key, ...rest] = value.split('=');
        return `${key}: ${rest.join('=') || dimensionValueName(t, 'tag', '')}`;
      }
      default:
        return dimensionValueName(t, dimension, value);
    }
  };
}

/** The last part of an ARM id, which is the name people gave. */
export function resourceName(resourceId: string): string {
  return resourceId.split('/').filter(Boolean).at(-1) ?? resourceId;
}

function useNames(
  dimension: 'customer' | 'azureSubscription',
  base: CostScope,
  chips: readonly CostFilter[],
  month: BillingPeriod | undefined,
): ReadonlyMap<string, string> {
  const isNeeded = chips.some(chip => chip.dimension === dimension);
  const { data } = useCostBreakdown(
    base,
    isNeeded ? month : undefined,
    dimension,
  );
  return new Map(data?.rows.map(row => [row.id ?? row.name, row.name]));
}
