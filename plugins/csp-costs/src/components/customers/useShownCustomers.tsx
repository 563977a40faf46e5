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
  cspCostsCostReadPermission,
  type Budget,
  type Customer,
} from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import { useBudgets, useCustomerList } from '../../api/customerQueries';
import { useTexts } from '../../translation/useTexts';
import { ErrorState } from '../layout/ErrorState';
import type { CustomerListProps } from './CustomerListProps';

const NONE: Budget[] = [];

/** The customers at some positions of a list, as far as they are there, with their budgets. */
export function useShownCustomers(
  { query, billingPeriod, comparison }: CustomerListProps,
  indexes: readonly number[],
) {
  const t = useTexts();
  const { itemAt, failed } = useCustomerList(query, indexes);
  const { data } = useBudgets();
  const budgets = useMemo(() => {
    const byCustomer = new Map<string, Budget[]>();
    for (const budget of data ?? []) {
      const own = byCustomer.get(budget.customerId) ?? [];
      byCustomer.set(budget.customerId, [...own, budget]);
    }
    return byCustomer;
  }, [data]);
  return {
    itemAt,
    billingPeriod,
    comparison,
    isLoading: indexes.some(index => !itemAt(index)),
    budgetsOf: ({ customerId }: Customer) => budgets.get(customerId) ?? NONE,
    failure: failed?.error ? (
      <ErrorState
        error={failed.error}
        title={t('customers.someFailed')}
        permission={cspCostsCostReadPermission.name}
        onRetry={() => failed.refetch()}
      />
    ) : undefined,
  };
}
