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
  skipToken,
  useQueries,
  useQuery,
} from '@tanstack/react-query';
import { onboardingApiRef } from '../../api/onboardingApiRef';
import { useSettled } from '../../state/useSettled';

/** Customers of the tenant that is signed in to, while somebody types. */
export function useCustomerSearch(signInId: string | undefined, text: string) {
  const api = useApi(onboardingApiRef);
  const settled = useSettled(text);
  return useQuery({
    queryKey: ['customers', signInId, text],
    queryFn:
      signInId && settled !== undefined
        ? ({ signal }) =>
            api.searchOnboardingCustomers(
              signInId,
              text === '' ? {} : { search: text },
              { signal },
            )
        : skipToken,
    placeholderData: keepPreviousData,
  });
}

/** Names of chosen customers; those that are not known are left out. */
export function useCustomerNames(
  signInId: string | undefined,
  customerIds: string[],
): ReadonlyMap<string, string> {
  const api = useApi(onboardingApiRef);
  return useQueries({
    queries: customerIds.map(customerId => ({
      queryKey: ['customer name', signInId, customerId],
      queryFn: signInId
        ? async ({ signal }: { signal: AbortSignal }) => {
            const found = await api.searchOnboardingCustomers(
              signInId,
              { search: customerId },
              { signal },
            );
            return (
              found.find(customer => customer.customerId === customerId)
                ?.name ?? null
            );
          }
        : skipToken,
      staleTime: Infinity,
    })),
    combine: results =>
      new Map(
        results.flatMap(({ data }, index) =>
          data ? [[customerIds[index] as string, data] as const] : [],
        ),
      ),
  });
}
