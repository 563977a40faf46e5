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
import {
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { OperatorSignIn } from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useEffect, useState } from 'react';
import { microsoftProviderOf } from '../../api/microsoftProviderOf';
import { onboardingApiRef } from '../../api/onboardingApiRef';
import { signInWithProvider } from '../../api/signInWithProvider';
import type { PartnerTenant } from '../../state/PartnerTenant';

const WHILE_STARTED_MS = 3_000;
/** So that an open form learns of the end of a sign-in. */
const WHILE_GIVEN_MS = 60_000;

/**
 * The person's sign-in to a partner tenant, and what can be done about it.
 *
 * @remarks
 * Which sign-in belongs to a tenant is kept in the cache of all fields and not
 * in the component: a form renders its fields anew on every page of it, and a
 * code that was entered at Microsoft meanwhile would be lost.
 */
export function useMicrosoftSignIn(options: {
  tenant: PartnerTenant | undefined;
  /** Whether it is known that there is a tenant, or that there is none. */
  isTenantKnown: boolean;
  /** What the form holds. */
  value: string | undefined;
  onChange: (signInId: string | undefined) => void;
}) {
  const { tenant, isTenantKnown, value, onChange } = options;
  const api = useApi(onboardingApiRef);
  const apis = useApiHolder();
  const queryClient = useQueryClient();
  const provider = microsoftProviderOf(apis);
  const begunKey = ['sign-in of', tenant?.partnerTenantId];

  const begun = useQuery<string | null>({
    queryKey: begunKey,
    queryFn: skipToken,
    staleTime: Infinity,
    gcTime: Infinity,
  }).data;
  const signInId = tenant && (begun ?? value);
  const query = useQuery<OperatorSignIn>({
    queryKey: ['sign-in', signInId],
    queryFn: signInId
      ? ({ signal }) => api.getSignIn(signInId, { signal })
      : skipToken,
    staleTime: 0,
    // The person is on Microsoft's page meanwhile, and back all of a sudden.
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => {
      switch (state.data?.status) {
        case 'started':
          return state.error && isGone(state.error) ? false : WHILE_STARTED_MS;
        case 'given':
          return WHILE_GIVEN_MS;
        default:
          return false;
      }
    },
  });
  function show(started: OperatorSignIn) {
    queryClient.setQueryData(['sign-in', started.signInId], started);
    queryClient.setQueryData(
      ['sign-in of', started.partnerTenantId],
      started.signInId,
    );
  }

  const start = useMutation({
    mutationFn: async (method: OperatorSignIn['method']) => {
      if (!tenant) {
        throw new Error('No tenant to sign in to');
      }
      const { partnerTenantId, nationalCloud } = tenant;
      return method === 'microsoft-provider' && provider
        ? signInWithProvider({ microsoft: provider, onboarding: api }, tenant)
        : api.startSignIn({ partnerTenantId, nationalCloud });
    },
    onSuccess: show,
  });

  const gone = query.error !== null && isGone(query.error);

  // What the field has shown, or found in the form. Another form may have left
  // one in the cache: whatever became of that one since is no news.
  const [ownId, setOwnId] = useState(value);
  const isAlive =
    query.isFetchedAfterMount &&
    !gone &&
    (query.data?.status === 'started' || query.data?.status === 'given');
  const isOwn =
    signInId !== undefined &&
    (signInId === ownId ||
      signInId === value ||
      signInId === start.data?.signInId ||
      isAlive);
  useEffect(() => {
    if (isOwn) {
      setOwnId(signInId);
    }
  }, [isOwn, signInId]);
  const isCurrent = isOwn || query.isFetchedAfterMount;

  const signIn =
    isCurrent &&
    !gone &&
    query.data?.partnerTenantId === tenant?.partnerTenantId
      ? query.data
      : undefined;
  const usable = signIn?.status === 'given' ? signIn.signInId : undefined;
  // While the sign-in cannot be looked up, the form keeps what it has.
  const isKnown =
    isTenantKnown &&
    (signInId === undefined || (isCurrent && query.data !== undefined) || gone);

  useEffect(() => {
    if (isKnown && usable !== value) {
      onChange(usable);
    }
  }, [isKnown, usable, value, onChange]);

  /** Forgets the sign-in, here and in the backend. */
  function end() {
    start.reset();
    queryClient.setQueryData(begunKey, null);
    if (value !== undefined) {
      onChange(undefined);
    }
    if (signInId) {
      // It ends by itself within the hour, if this fails.
      api.endSignIn(signInId).catch(() => undefined);
    }
  }

  return {
    signIn,
    isLooking:
      signInId !== undefined && !gone && (query.isPending || !isCurrent),
    /** Why it is not known how the sign-in is. */
    lookupError: query.data || gone ? undefined : query.error ?? undefined,
    lookAgain: query.refetch,
    /** Whether the sign-in of this form is of no use any more. */
    hasEnded:
      isOwn &&
      (gone || signIn?.status === 'failed' || signIn?.status === 'expired'),
    start,
    end,
    hasProvider: provider !== undefined,
  };
}

/** Whether there is no such sign-in, or it is somebody else's. */
function isGone(error: Error): boolean {
  return httpStatusOf(error) === 404;
}
