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
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { cspCostsApiRef } from './cspCostsApiRef';

const WHILE_RUNNING_MS = 1_000;
const WHILE_IDLE_MS = 30_000;

/** All connectors; asked again every second while one of them collects. */
export function useConnectors(options: { enabled?: boolean } = {}) {
  const api = useApi(cspCostsApiRef);
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
        ? WHILE_RUNNING_MS
        : WHILE_IDLE_MS;
    },
  });
}

/** The latest runs of a connector. */
export function useRuns(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['collection', 'runs', connectorId],
    queryFn: ({ signal }) => api.getRuns(connectorId, { signal }),
    staleTime: 0,
    refetchInterval: query =>
      query.state.data?.some(run => run.status === 'running')
        ? WHILE_RUNNING_MS
        : false,
  });
}

/** A run with its jobs; asked again every second until it ends. */
export function useRun(runId: string | undefined) {
  const api = useApi(cspCostsApiRef);
  return useQuery({
    queryKey: ['collection', 'run', runId],
    queryFn: ({ signal }) => api.getRun(runId as string, { signal }),
    staleTime: 0,
    enabled: runId !== undefined,
    refetchInterval: query =>
      query.state.data?.status === 'running' ? WHILE_RUNNING_MS : false,
  });
}

/** Starts a run, or joins the one that is going on. */
export function useStartRun(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.startRun(connectorId),
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
