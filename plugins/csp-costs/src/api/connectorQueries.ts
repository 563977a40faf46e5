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
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import type {
  Check,
  Connector,
  ConnectorSettings,
  CspCostsApi,
} from 'backstage-plugin-csp-costs-common';
import { isRefusal } from 'backstage-plugin-csp-costs-react';
import { useCallback, useState } from 'react';
import { cspCostsApiRef } from './cspCostsApiRef';

const WHILE_CHECKING_MS = 1_000;
const WHILE_SIGNING_IN_MS = 1_000;

const LIST_KEY = ['collection', 'connectors'];

/** One connector. What the list knows of it is shown until more is there. */
export function useConnector(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  const queryClient = useQueryClient();
  return useQuery<Connector>({
    queryKey: keyOf(connectorId),
    queryFn: ({ signal }) => api.getConnector(connectorId, { signal }),
    staleTime: 0,
    refetchInterval: query => (query.state.status === 'error' ? false : 30_000),
    placeholderData: () =>
      queryClient
        .getQueryData<Connector[]>(LIST_KEY)
        ?.find(connector => connector.connectorId === connectorId),
  });
}

/** What connectors can be made of here. */
export function useConnectorOptions() {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['collection', 'options'],
    queryFn: ({ signal }) => api.getConnectorOptions({ signal }),
  });
}

/** Creates a connector, or replaces the settings of one. */
export function useSaveConnector(existing?: { connectorId: string }) {
  const api = useApi(cspCostsApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { revision: number; settings: ConnectorSettings }) =>
      existing
        ? api.updateConnector(existing.connectorId, input)
        : api.createConnector({ settings: input.settings }),
    onSuccess: connector => showConnector(queryClient, connector),
  });
}

/** Deletes a connector. */
export function useDeleteConnector(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.deleteConnector(connectorId),
    onSuccess: () => {
      queryClient.setQueryData<Connector[]>(LIST_KEY, connectors =>
        connectors?.filter(connector => connector.connectorId !== connectorId),
      );
      queryClient.invalidateQueries({ queryKey: LIST_KEY });
      queryClient.invalidateQueries({ queryKey: ['costs'] });
    },
  });
}

/**
 * Does something with a connector that gives the connector as it is then, such
 * as setting a credential.
 *
 * @remarks
 * Not a mutation of react-query, which remembers for minutes what it was
 * called with: that is secret here.
 */
export function useConnectorAction<Input extends unknown[]>(
  act: (api: CspCostsApi, ...input: Input) => Promise<Connector>,
) {
  const api = useApi(cspCostsApiRef);
  const queryClient = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();

  /** @returns Whether it worked. */
  async function run(...input: Input): Promise<boolean> {
    setPending(true);
    setError(undefined);
    try {
      await showConnector(queryClient, await act(api, ...input));
      return true;
    } catch (caught) {
      setError(caught as Error);
      return false;
    } finally {
      setPending(false);
    }
  }

  return { run, isPending, error, reset: () => setError(undefined) };
}

/**
 * Every check of a connector. While some are made it is asked for again and
 * again, so that each result is there as soon as it is known.
 */
export function useChecks(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  const runs = useMutationState<CheckRun | undefined>({
    filters: { mutationKey: checksKeyOf(connectorId), status: 'pending' },
    select: mutation => mutation.state.context as CheckRun | undefined,
  });
  const query = useQuery({
    queryKey: checksKeyOf(connectorId),
    queryFn: ({ signal }) => api.getChecks(connectorId, { signal }),
    staleTime: 0,
    refetchInterval: runs.length > 0 ? WHILE_CHECKING_MS : false,
  });

  /** Whether a check is being made, and its result is still the one before. */
  function isChecking({ checkId, checkedAt }: Check): boolean {
    return runs.some(
      run =>
        run !== undefined &&
        (run.checkIds?.includes(checkId) ?? true) &&
        run.before.get(checkId) === checkedAt,
    );
  }

  return { ...query, isRunning: runs.length > 0, isChecking };
}

/** Checks that are being made. */
interface CheckRun {
  /** Which; all when left out. */
  checkIds: string[] | undefined;
  /** When each was made last before. */
  before: ReadonlyMap<string, string | undefined>;
}

/** Makes checks: those that are named, else all. Goes on when the page is left. */
export function useRunChecks(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: checksKeyOf(connectorId),
    mutationFn: (checkIds?: string[]) =>
      api.runChecks(connectorId, checkIds ? { checkIds } : {}),
    onMutate: (checkIds): CheckRun => ({
      checkIds,
      before: new Map(
        queryClient
          .getQueryData<Check[]>(checksKeyOf(connectorId))
          ?.map(check => [check.checkId, check.checkedAt]),
      ),
    }),
    onSuccess: checks => {
      queryClient.setQueryData(checksKeyOf(connectorId), checks);
      // A check that uses a credential also tells whether it still works.
      refreshConnectors(queryClient, connectorId);
    },
  });
}

/** How a sign-in goes; asked every second until it has ended. */
export function useConsent(connectorId: string, consentId: string | undefined) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['collection', 'consent', connectorId, consentId],
    queryFn: ({ signal }) =>
      api.getConsent(connectorId, consentId as string, { signal }),
    staleTime: 0,
    enabled: consentId !== undefined,
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => {
      const hasEnded = state.data && state.data.status !== 'started';
      const isGone = state.error && isRefusal(state.error);
      return hasEnded || isGone ? false : WHILE_SIGNING_IN_MS;
    },
  });
}

/** Loads all that follows from a consent, once it has been given or has failed. */
export function useRefreshConnector(connectorId: string) {
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      refreshConnectors(queryClient, connectorId),
      queryClient.invalidateQueries({ queryKey: checksKeyOf(connectorId) }),
    ]);
  }, [queryClient, connectorId]);
}

function keyOf(connectorId: string) {
  return ['collection', 'connector', connectorId];
}

function checksKeyOf(connectorId: string) {
  return ['collection', 'checks', connectorId];
}

async function showConnector(
  queryClient: QueryClient,
  connector: Connector,
): Promise<void> {
  const { connectorId } = connector;
  // What is on its way was asked for before the change.
  await queryClient.cancelQueries({ queryKey: keyOf(connectorId) });
  queryClient.setQueryData(keyOf(connectorId), connector);
  queryClient.invalidateQueries({ queryKey: checksKeyOf(connectorId) });
  queryClient.invalidateQueries({ queryKey: LIST_KEY });
  queryClient.invalidateQueries({ queryKey: ['costs'] });
}

async function refreshConnectors(
  queryClient: QueryClient,
  connectorId: string,
): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keyOf(connectorId) }),
    queryClient.invalidateQueries({ queryKey: LIST_KEY }),
    queryClient.invalidateQueries({ queryKey: ['costs'] }),
  ]);
}
