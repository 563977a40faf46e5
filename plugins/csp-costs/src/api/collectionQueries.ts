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
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { CspCostsApi } from 'backstage-plugin-csp-costs-common';
import { useEffect, useRef } from 'react';
import { cspCostsApiRef } from './cspCostsApiRef';

const WHILE_RUNNING_MS = 1_000;
/** Where a signal comes at every move, this is for those that are lost. */
const WHILE_SIGNALLED_MS = 5_000;
const WHILE_BACKFILLING_MS = 5_000;
const WHILE_IDLE_MS = 30_000;
/** The most that the backend gives at a time; a slice keeps back one at most. */
const ALL_WITHHELD = 500;

/** What a person can decide about data that is kept back. */
export type Decision = 'publish' | 'discard';

/** All connectors; asked again every second while one of them collects. */
export function useConnectors(options: { enabled?: boolean } = {}) {
  const api = useApi(cspCostsApiRef);
  const whileRunningMs = useWhileRunningMs();
  return useQuery({
    queryKey: ['collection', 'connectors'],
    queryFn: ({ signal }) => api.getConnectors({ signal }),
    staleTime: 0,
    enabled: options.enabled ?? true,
    refetchInterval: query => {
      if (query.state.status === 'error') {
        return false;
      }
      return query.state.data?.some(
        connector => connector.lastRun?.status === 'running',
      )
        ? whileRunningMs
        : WHILE_IDLE_MS;
    },
  });
}

/** The latest runs of a connector. */
export function useRuns(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  const whileRunningMs = useWhileRunningMs();
  return useQuery({
    queryKey: ['collection', 'runs', connectorId],
    queryFn: ({ signal }) => api.getRuns(connectorId, { signal }),
    staleTime: 0,
    refetchInterval: query =>
      query.state.data?.some(run => run.status === 'running')
        ? whileRunningMs
        : false,
  });
}

/** A run with its jobs; asked again every second until it ends. */
export function useRun(runId: string | undefined) {
  const api = useApi(cspCostsApiRef);
  const whileRunningMs = useWhileRunningMs();
  return useQuery({
    queryKey: ['collection', 'run', runId],
    queryFn: ({ signal }) => api.getRun(runId as string, { signal }),
    staleTime: 0,
    enabled: runId !== undefined,
    refetchInterval: query =>
      query.state.data?.status === 'running' ? whileRunningMs : false,
  });
}

/** How far the old months of a connector are collected. */
export function useBackfill(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['collection', 'backfill', connectorId],
    queryFn: ({ signal }) => api.getBackfill(connectorId, { signal }),
    staleTime: 0,
    refetchInterval: query =>
      query.state.data?.run?.status === 'running'
        ? WHILE_BACKFILLING_MS
        : WHILE_IDLE_MS,
  });
}

/** What failed for good in any run of a connector, and nothing has put right since. */
export function useFailedJobs(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  return useInfiniteQuery({
    queryKey: ['collection', 'failed', connectorId],
    queryFn: ({ pageParam, signal }) =>
      api.getFailedJobs({ connectorId, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    staleTime: 0,
    refetchInterval: WHILE_IDLE_MS,
  });
}

/**
 * What is kept back of a connector: held, or discarded and still to be had.
 *
 * @param generationIds - Those that jobs on screen speak of. It is asked anew
 * when others appear; what is known stays on screen meanwhile
 * (`isPlaceholderData`).
 */
export function useWithheld(connectorId: string, generationIds: string[]) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['collection', 'withheld', connectorId, generationIds],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        (['held', 'discarded'] as const).map(status =>
          api.getGenerations(
            { connectorId, status, limit: ALL_WITHHELD },
            { signal },
          ),
        ),
      );
      return lists.flatMap(({ items }) => items);
    },
    staleTime: 0,
    enabled: generationIds.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: WHILE_IDLE_MS,
  });
}

/** Decides about data that is kept back, and loads all figures again. */
export function useDecideHeld() {
  const api = useApi(cspCostsApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { generationId: string; decision: Decision }) =>
      input.decision === 'publish'
        ? api.publishGeneration(input.generationId)
        : api.discardGeneration(input.generationId),
    // A refusal too: somebody else has decided, or newer data has come. It is
    // not waited for, so that the dialog closes at once.
    onSettled: () => {
      queryClient.invalidateQueries({ queryKey: ['collection'] });
      queryClient.invalidateQueries({ queryKey: ['costs'] });
    },
  });
}

/** Starts a run, or joins the one that is going on. */
export function useStartRun(connectorId: string) {
  return useCollectionChange((api, _: void) => api.startRun(connectorId));
}

/** Ends a run. */
export function useCancelRun() {
  return useCollectionChange((api, runId: string) => api.cancelRun(runId));
}

/** Pauses the collection of a connector, or ends the pause. */
export function usePauseCollection(connectorId: string) {
  return useCollectionChange((api, pause: boolean) =>
    pause
      ? api.pauseCollection(connectorId)
      : api.resumeCollection(connectorId),
  );
}

/** Tries again what has failed: one job, or all of a run. */
export function useRetry() {
  return useCollectionChange(
    (api, what: { jobId: string } | { runId: string }) =>
      'jobId' in what ? api.retryJob(what.jobId) : api.retryRun(what.runId),
  );
}

/** Changes something, and loads again what is shown of the collection. */
function useCollectionChange<Variables, Result>(
  change: (api: CspCostsApi, variables: Variables) => Promise<Result>,
) {
  const api = useApi(cspCostsApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (variables: Variables) => change(api, variables),
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: ['collection'] }),
  });
}

/**
 * Loads all figures again when a collection ends while somebody looks at them.
 *
 * @param running - Whether a collection goes on.
 */
export function useFreshCostsAfterRun(running: boolean) {
  const queryClient = useQueryClient();
  const wasRunning = useRef(running);
  useEffect(() => {
    if (wasRunning.current && !running) {
      queryClient.invalidateQueries({ queryKey: ['costs'] });
    }
    wasRunning.current = running;
  }, [running, queryClient]);
}

function useWhileRunningMs(): number {
  return useApiHolder().get(signalApiRef)
    ? WHILE_SIGNALLED_MS
    : WHILE_RUNNING_MS;
}
