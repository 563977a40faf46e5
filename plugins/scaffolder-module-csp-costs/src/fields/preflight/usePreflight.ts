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
import { skipToken, useQuery } from '@tanstack/react-query';
import type { PreflightInput } from 'backstage-plugin-csp-costs-common';
import { onboardingApiRef } from '../../api/onboardingApiRef';
import { useSettled } from '../../state/useSettled';

/**
 * What onboarding will meet; looked at as soon as all is known that it takes,
 * and the typing pauses.
 *
 * @param input - Undefined while something is missing.
 */
export function usePreflight(input: PreflightInput | undefined) {
  const api = useApi(onboardingApiRef);
  const settled = useSettled(JSON.stringify(input ?? null));
  return useQuery({
    queryKey: ['preflight', input?.signInId, settled],
    queryFn:
      input && settled !== undefined
        ? ({ signal }) => api.preflight(input, { signal })
        : skipToken,
    // What was right a page ago may have been created since.
    staleTime: 0,
    // Nothing jumps while a name is typed; but what one person was told is not
    // for the next.
    placeholderData: (before, query) =>
      input && query?.queryKey[1] === input.signInId ? before : undefined,
  });
}
