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

import { useApi } from '@backstage/frontend-plugin-api';
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import type {
  BillingPeriod,
  BreakdownDimension,
  CostScope,
  Coverage,
  CustomersQuery,
} from 'backstage-plugin-csp-costs-common';
import { cspCostsApiRef } from './cspCostsApiRef';

const WHILE_COLLECTING_MS = 5_000;

const RESTATEMENTS_PAGE_SIZE = 20;

/** Customers that are asked for at a time. */
export const CUSTOMERS_PAGE_SIZE = 24;

export function useBillingPeriods() {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['costs', 'billing-periods'],
    queryFn: ({ signal }) => api.getBillingPeriods({ signal }),
  });
}

/**
 * Totals of a scope. While another month of the same scope loads, the month
 * before stays on screen (`isPlaceholderData`); figures of another scope never do.
 */
export function useCostSummary(
  scope: CostScope,
  billingPeriod: BillingPeriod | undefined,
) {
  const api = useApi(cspCostsApiRef);
  const scopeKey = keyOf(scope);
  return useQuery({
    queryKey: ['costs', 'summary', scopeKey, billingPeriod],
    queryFn: ({ signal }) =>
      api.getCostSummary(
        { ...scope, billingPeriod: billingPeriod as BillingPeriod },
        { signal },
      ),
    enabled: billingPeriod !== undefined,
    placeholderData: (previous, previousQuery) =>
      previousQuery?.queryKey[2] === scopeKey ? previous : undefined,
    refetchInterval: query =>
      query.state.data && isCollecting(query.state.data.coverage)
        ? WHILE_COLLECTING_MS
        : false,
  });
}

export function useCostBreakdown(
  scope: CostScope,
  billingPeriod: BillingPeriod | undefined,
  dimension: BreakdownDimension,
) {
  const api = useApi(cspCostsApiRef);
  const scopeKey = keyOf(scope);
  return useQuery({
    queryKey: ['costs', 'breakdown', scopeKey, dimension, billingPeriod],
    queryFn: ({ signal }) =>
      api.getCostBreakdown(
        {
          ...scope,
          billingPeriod: billingPeriod as BillingPeriod,
          dimension,
        },
        { signal },
      ),
    enabled: billingPeriod !== undefined,
    placeholderData: (previous, previousQuery) =>
      previousQuery?.queryKey[2] === scopeKey ? previous : undefined,
  });
}

/** Customers, a page at a time, as many as have been asked for so far. */
export function useCustomers(
  query: Omit<CustomersQuery, 'billingPeriod' | 'offset' | 'limit'> & {
    billingPeriod: BillingPeriod | undefined;
  },
) {
  const api = useApi(cspCostsApiRef);
  return useInfiniteQuery({
    queryKey: ['costs', 'customers', query],
    queryFn: ({ pageParam, signal }) =>
      api.getCustomers(
        {
          ...query,
          billingPeriod: query.billingPeriod as BillingPeriod,
          offset: pageParam,
          limit: CUSTOMERS_PAGE_SIZE,
        },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (lastPage, _pages, lastOffset) => {
      const next = lastOffset + lastPage.items.length;
      return lastPage.items.length > 0 && next < lastPage.totalCount
        ? next
        : undefined;
    },
    enabled: query.billingPeriod !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** What Microsoft changed of a customer's figures afterwards, a page at a time, newest first. */
export function useRestatements(customerId: string) {
  const api = useApi(cspCostsApiRef);
  return useInfiniteQuery({
    queryKey: ['costs', 'restatements', customerId],
    queryFn: ({ pageParam, signal }) =>
      api.getRestatements(
        { customerId, cursor: pageParam, limit: RESTATEMENTS_PAGE_SIZE },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** One customer by its tenant id; `undefined` data when there is none. */
export function useCustomer(
  customerId: string,
  billingPeriod: BillingPeriod | undefined,
) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['costs', 'customer', customerId],
    queryFn: async ({ signal }) => {
      const page = await api.getCustomers(
        {
          billingPeriod: billingPeriod as BillingPeriod,
          search: customerId,
          limit: 1,
        },
        { signal },
      );
      const customer = page.items.find(item => item.customerId === customerId);
      // A query must not resolve to undefined.
      return { customer };
    },
    enabled: billingPeriod !== undefined,
    select: ({ customer }) => customer,
    staleTime: 10 * 60_000,
  });
}

/** Whether the first collection of something in the figures goes on. */
export function isCollecting(coverage: Coverage): boolean {
  return coverage.slices.some(slice => slice.status === 'collecting');
}

function keyOf(scope: CostScope): string {
  return `${scope.customerId ?? ''}/${scope.azureSubscriptionId ?? ''}`;
}
