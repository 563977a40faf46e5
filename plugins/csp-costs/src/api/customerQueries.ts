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

import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  keepPreviousData,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  CSP_CUSTOMER_ID_ANNOTATION,
  CSP_CUSTOMER_TYPE,
  type BillingPeriod,
  type Budget,
  type BudgetInput,
  type CspCostsApi,
  type CustomerCosts,
  type CustomersQuery,
} from 'backstage-plugin-csp-costs-common';
import { cspCostsApiRef } from './cspCostsApiRef';

/** Customers that are asked for at a time. */
export const CUSTOMERS_PAGE_SIZE = 24;

const BUDGETS_KEY = ['costs', 'budgets'];

/** Which customers are listed, and in which order. */
export type CustomerListQuery = Omit<
  CustomersQuery,
  'billingPeriod' | 'offset' | 'limit'
> & { billingPeriod: BillingPeriod | undefined };

/**
 * A list of customers of which only the pages that are looked at are fetched.
 * While the first page of another order or month loads, the one before stays
 * (`isPlaceholderData`).
 *
 * @param indexes - Positions in the list that are in sight.
 */
export function useCustomerList(
  query: CustomerListQuery,
  indexes: readonly number[],
) {
  const api = useApi(cspCostsApiRef);
  const first = useQuery({
    ...pageOptions(api, query, 0),
    placeholderData: keepPreviousData,
  });
  const pages = [...new Set(indexes.map(pageOf))].filter(
    // Of another list nobody knows yet how long it is.
    page => page > 0 && !first.isPlaceholderData,
  );
  const others = useQueries({
    queries: pages.map(page => pageOptions(api, query, page)),
  });
  const itemAt = (index: number): CustomerCosts | undefined => {
    const page = pageOf(index);
    const data =
      page === 0 ? first.data : others[pages.indexOf(page)]?.data ?? undefined;
    return data?.items[index % CUSTOMERS_PAGE_SIZE];
  };
  return {
    /** The first page, with what is true of all of them. */
    first,
    itemAt,
    /** A page in sight that could not be loaded. */
    failed: others.find(other => other.error && !other.data),
  };
}

/** The customers with the highest cost of a month in a currency. */
export function useTopCustomers(
  billingPeriod: BillingPeriod,
  billingCurrency: string,
  count: number,
) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['costs', 'top-customers', billingPeriod, billingCurrency, count],
    queryFn: ({ signal }) =>
      api.getCustomers(
        { billingPeriod, billingCurrency, limit: count },
        { signal },
      ),
  });
}

function pageOf(index: number): number {
  return Math.floor(index / CUSTOMERS_PAGE_SIZE);
}

function pageOptions(api: CspCostsApi, query: CustomerListQuery, page: number) {
  return {
    queryKey: ['costs', 'customers', query, page],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.getCustomers(
        {
          ...query,
          billingPeriod: query.billingPeriod as BillingPeriod,
          offset: page * CUSTOMERS_PAGE_SIZE,
          limit: CUSTOMERS_PAGE_SIZE,
        },
        { signal },
      ),
    enabled: query.billingPeriod !== undefined,
  };
}

/** Licences and Azure subscriptions of a customer. */
export function useCustomerSubscriptions(customerId: string) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['costs', 'subscriptions', customerId],
    queryFn: ({ signal }) =>
      api.getCustomerSubscriptions(customerId, { signal }),
  });
}

/** Invoices that have charges of a customer. */
export function useCustomerInvoices(customerId: string) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['costs', 'customer-invoices', customerId],
    queryFn: ({ signal }) => api.getCustomerInvoices(customerId, { signal }),
  });
}

/** All budgets that the reader may see; there are few beside what they are of. */
export function useBudgets() {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: BUDGETS_KEY,
    queryFn: ({ signal }) => api.getBudgets({}, { signal }),
  });
}

/** Sets a budget, and shows it everywhere. */
export function useSetBudget(customerId: string, billingCurrency: string) {
  const api = useApi(cspCostsApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: BudgetInput) =>
      api.setBudget(customerId, billingCurrency, input),
    onSettled: () => client.invalidateQueries({ queryKey: BUDGETS_KEY }),
  });
}

/** Takes a budget away. */
export function useDeleteBudget() {
  const api = useApi(cspCostsApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ customerId, billingCurrency, revision }: Budget) =>
      api.deleteBudget(customerId, billingCurrency, revision),
    onSettled: () => client.invalidateQueries({ queryKey: BUDGETS_KEY }),
  });
}

/**
 * The entity that the entity provider has made of a customer; `undefined` data
 * where there is none, or the app has no catalog.
 */
export function useCustomerEntity(customerId: string) {
  const catalog = useApiHolder().get(catalogApiRef);
  return useQuery({
    queryKey: ['costs', 'customer-entity', customerId],
    queryFn: async () => {
      const { items } = await catalog!.getEntities({
        filter: {
          kind: 'Resource',
          'spec.type': CSP_CUSTOMER_TYPE,
          [`metadata.annotations.${CSP_CUSTOMER_ID_ANNOTATION}`]: customerId,
        },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        limit: 1,
      });
      // A query must not resolve to undefined.
      return { entity: items[0] };
    },
    enabled: catalog !== undefined,
    select: ({ entity }) => entity,
    staleTime: 10 * 60_000,
  });
}
