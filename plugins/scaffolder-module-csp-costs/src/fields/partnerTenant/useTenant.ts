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
import { useQuery } from '@tanstack/react-query';
import { onboardingApiRef } from '../../api/onboardingApiRef';
import { useSettled } from '../../state/useSettled';

const TENANT =
  /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[^\s@/]+\.[^\s@/]+)$/i;

/**
 * Looks for the tenant of what somebody types, once the typing pauses.
 *
 * @param text - Tenant id or domain, as far as it is typed.
 */
export function useTenant(text: string, nationalCloud: string | undefined) {
  const api = useApi(onboardingApiRef);
  const settled = useSettled(text);
  const isWellFormed = TENANT.test(text);
  const query = useQuery({
    queryKey: ['tenant', settled, nationalCloud],
    queryFn: ({ signal }) =>
      api.resolveTenant(
        { tenant: text, ...(nationalCloud && { nationalCloud }) },
        { signal },
      ),
    enabled: isWellFormed && settled !== undefined,
  });
  return {
    ...query,
    isMalformed: settled !== undefined && text !== '' && !isWellFormed,
    isLooking: isWellFormed && query.data === undefined && !query.error,
  };
}
