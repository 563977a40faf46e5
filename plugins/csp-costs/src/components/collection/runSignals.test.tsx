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

import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { act, screen, waitFor } from '@testing-library/react';
import { connector } from '../../__testUtils__/connectorFixtures';
import { fakeCostsApi } from '../../__testUtils__/fakeCosts';
import plugin from '../../index';

describe('the collection, in an app with signals', () => {
  it('looks again when the backend says that a run has moved', async () => {
    const listeners = new Map<string, (message: object) => void>();
    const signals: SignalApi = {
      subscribe: (channel, onMessage) => {
        listeners.set(channel, onMessage as (message: object) => void);
        return { unsubscribe: () => listeners.delete(channel) };
      },
    };
    const api = fakeCostsApi({ getConnectors: async () => [connector()] });
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/costs/collection'],
      apis: [api, mockApis.permission(), [signalApiRef, signals]],
    });
    await screen.findByRole('heading', { name: 'Latest runs' });
    await waitFor(() => expect(api.getRun).toHaveBeenCalledTimes(1));

    act(() => listeners.get('csp-costs:runs')!({}));

    await waitFor(() => expect(api.getRun).toHaveBeenCalledTimes(2));
    expect(api.getRuns).toHaveBeenCalledTimes(2);
  });
});
