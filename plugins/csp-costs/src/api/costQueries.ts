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
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  BillingPeriod,
  BreakdownDimension,
  Charge,
  ChargesQuery,
  CostScope,
  CostTrendQuery,
  Coverage,
} from 'backstage-plugin-csp-costs-common';
import { cspCostsApiRef } from './cspCostsApiRef';

const WHILE_COLLECTING_MS = 5_000;

const RESTATEMENTS_PAGE_SIZE = 20;

const CHARGES_PAGE_SIZE = 100;

export function useBillingPeriods() {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['costs', 'billing-periods'],
    queryFn: ({ signal }) => api.getBillingPeriods({ signal }),
  });
}

/**
 * Totals of a scope. While another month or filter of the same subject loads, what
 * was there stays on screen (`isPlaceholderData`); figures of another subject never do.
 */
export function useCostSummary(
  scope: CostScope,
  billingPeriod: BillingPeriod | undefined,
) {
  const api = useApi(cspCostsApiRef);
  const scopeKey = keyOf(scope);
  return useQuery({
    queryKey: ['costs', 'summary', subjectOf(scope), scopeKey, billingPeriod],
    queryFn: ({ signal }) =>
      api.getCostSummary(
        { ...scope, billingPeriod: billingPeriod as BillingPeriod },
        { signal },
      ),
    enabled: billingPeriod !== undefined,
    placeholderData: (previous, previousQuery) =>
      previousQuery?.queryKey[2] === subjectOf(scope) ? previous : undefined,
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
  /** Key of the tag, for the dimension `tag`. */
  tagKey?: string,
) {
  const api = useApi(cspCostsApiRef);
  const scopeKey = keyOf(scope);
  return useQuery({
    queryKey: [
      'costs',
      'breakdown',
      subjectOf(scope),
      scopeKey,
      dimension,
      billingPeriod,
      tagKey,
    ],
    queryFn: ({ signal }) =>
      api.getCostBreakdown(
        {
          ...scope,
          billingPeriod: billingPeriod as BillingPeriod,
          dimension,
          tagKey,
        },
        { signal },
      ),
    enabled: billingPeriod !== undefined && (dimension !== 'tag' || !!tagKey),
    placeholderData: (previous, previousQuery) =>
      previousQuery?.queryKey[2] === subjectOf(scope) ? previous : undefined,
  });
}

/** The days of a month by one dimension; kept on screen like a summary. */
export function useCostTrend(
  scope: CostScope,
  query: Omit<CostTrendQuery, keyof CostScope>,
) {
  const api = useApi(cspCostsApiRef);
  const scopeKey = keyOf(scope);
  return useQuery({
    queryKey: ['costs', 'trend', subjectOf(scope), scopeKey, query],
    queryFn: ({ signal }) =>
      api.getCostTrend({ ...scope, ...query }, { signal }),
    enabled: query.dimension !== 'tag' || !!query.tagKey,
    placeholderData: (previous, previousQuery) =>
      previousQuery?.queryKey[2] === subjectOf(scope) ? previous : undefined,
  });
}

/** The few things that explain what changed. */
export function useCostChanges(
  scope: CostScope,
  billingPeriod: BillingPeriod,
  limit: number,
) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['costs', 'changes', keyOf(scope), billingPeriod, limit],
    queryFn: ({ signal }) =>
      api.getCostChanges({ ...scope, billingPeriod, limit }, { signal }),
  });
}

/** Charges of a cell of the figures, a page at a time. */
export function useCharges(query: Omit<ChargesQuery, 'cursor' | 'limit'>) {
  const api = useApi(cspCostsApiRef);
  return useInfiniteQuery({
    queryKey: ['costs', 'charges', query],
    queryFn: ({ pageParam, signal }) =>
      api.getCharges(
        { ...query, cursor: pageParam, limit: CHARGES_PAGE_SIZE },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Pages are of one version of the data; asking anew starts from the first.
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** The line that a charge comes from, as Microsoft sent it; undefined for what is no text. */
export function useChargeLine(query: ChargesQuery, charge: Charge) {
  const api = useApi(cspCostsApiRef);
  const { generationId, blobName, lineNumber } = charge;
  return useQuery({
    queryKey: ['costs', 'charge-line', generationId, blobName, lineNumber],
    queryFn: async ({ signal }) => {
      const { items } = await api.getCharges(
        {
          ...query,
          generationId,
          blobName,
          lineNumber,
          includeLine: true,
          limit: 1,
        },
        { signal },
      );
      // A query must not resolve to undefined.
      return { line: items[0]?.line };
    },
    staleTime: Infinity,
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

/**
 * Whose costs a scope is about. Figures of somebody else must never be seen
 * under their name, not even for a moment; those of other filters may.
 */
function subjectOf(scope: CostScope): string {
  const { customerId, azureSubscriptionId, entityRef, unattributed } = scope;
  return keyOf({ customerId, azureSubscriptionId, entityRef, unattributed });
}

function keyOf(scope: CostScope): string {
  return JSON.stringify(
    Object.entries(scope)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}
