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
import type { Invoice, InvoicesQuery } from 'backstage-plugin-csp-costs-common';
import { cspCostsApiRef } from './cspCostsApiRef';

const PAGE_SIZE = 50;

/** Largest changes of an invoice that are told. */
const RESTATEMENTS = 20;

/** While lines are read, the causes are looked for again after so long. */
const WHILE_READING_MS = 5_000;

/** How often a list looks for causes again; lines may be gone for good. */
const LOOKS_AGAIN = 5;

/** Which invoice. */
export interface InvoiceId {
  connectorId: string;
  invoiceId: string;
}

/** Invoices, newest first, a page at a time. */
export function useInvoices(query: Omit<InvoicesQuery, 'offset' | 'limit'>) {
  const api = useApi(cspCostsApiRef);
  return useInfiniteQuery({
    queryKey: ['costs', 'invoices', query],
    queryFn: ({ pageParam, signal }) =>
      api.getInvoices(
        { ...query, offset: pageParam, limit: PAGE_SIZE },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ totalCount }, pages) => {
      const read = pages.reduce((sum, page) => sum + page.items.length, 0);
      return read < totalCount ? read : undefined;
    },
    placeholderData: previous => previous,
    refetchInterval: ({ state }) =>
      state.dataUpdateCount <= LOOKS_AGAIN &&
      state.data?.pages.some(page => page.items.some(isBeingExplained))
        ? WHILE_READING_MS
        : false,
  });
}

function isBeingExplained({ verdict, unexplained }: Invoice): boolean {
  return verdict === 'differs' && unexplained === undefined;
}

/** One invoice with the reason of what differs. */
export function useInvoice(id: InvoiceId) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['costs', 'invoice', id.connectorId, id.invoiceId],
    queryFn: ({ signal }) => api.getInvoice(id, { signal }),
    refetchInterval: query =>
      query.state.data?.evidence === 'reading' ? WHILE_READING_MS : false,
  });
}

/** What Microsoft changed in the lines of an invoice afterwards, newest first. */
export function useInvoiceRestatements({ connectorId, invoiceId }: InvoiceId) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['costs', 'restatements', connectorId, invoiceId],
    queryFn: ({ signal }) =>
      api.getRestatements(
        { connectorId, invoiceId, limit: RESTATEMENTS },
        { signal },
      ),
  });
}
