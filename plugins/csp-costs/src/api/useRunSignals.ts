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

import { useSignal } from '@backstage/plugin-signals-react';
import { useQueryClient } from '@tanstack/react-query';
import { CSP_COSTS_RUNS_CHANNEL } from 'backstage-plugin-csp-costs-common';
import { useEffect } from 'react';

/**
 * Looks at the collection again when the backend says that a run has moved.
 * Where an app has no signals, looking every second has to do.
 */
export function useRunSignals(): void {
  const { lastSignal } = useSignal(CSP_COSTS_RUNS_CHANNEL);
  const queryClient = useQueryClient();
  useEffect(() => {
    if (lastSignal) {
      queryClient.invalidateQueries({ queryKey: ['collection'] });
    }
  }, [lastSignal, queryClient]);
}
