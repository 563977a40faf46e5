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

import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import { PollingNetwork } from './PollingNetwork';
import { SignInNetwork } from './SignInNetwork';

/** Microsoft's public client for the Azure CLI. */
const CLIENT = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

interface Answer {
  error?: string;
  device_code?: string;
  user_code?: string;
  access_token?: string;
}

describe('polls for a device code', () => {
  let simulator: MicrosoftSimulator;

  beforeAll(async () => {
    simulator = await MicrosoftSimulator.start({ customers: 1, months: 0 });
  });

  afterAll(() => simulator.stop());
  afterEach(() => jest.restoreAllMocks());

  it('go on after what may pass, slower when they were too fast, and end with a refusal', async () => {
    const ended = new AbortController();
    const network = new PollingNetwork({
      network: new SignInNetwork({
        loginUrl: simulator.url,
        now: () => simulator.clock.now(),
      }),
      signal: ended.signal,
    });
    const ask = async (endpoint: string, fields: Record<string, string>) => {
      const { body } = await network.sendPostRequestAsync<Answer>(
        `${simulator.url}/${simulator.partner.tenantId}/oauth2/v2.0/${endpoint}`,
        {
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({
            client_id: CLIENT,
            scope: 'https://graph.microsoft.com/.default openid',
            ...fields,
          }).toString(),
        },
      );
      return body;
    };
    const begun = await ask('devicecode', {});
    const poll = () =>
      ask('token', {
        grant_type: 'device_code',
        device_code: begun.device_code!,
      });

    const sent = jest.spyOn(globalThis, 'fetch');
    sent.mockRejectedValueOnce(new TypeError('fetch failed'));
    sent.mockResolvedValueOnce(new Response('{}', { status: 503 }));
    sent.mockResolvedValueOnce(new Response('<html>', { status: 502 }));
    for (let number = 0; number < 4; number++) {
      expect((await poll()).error).toBe('authorization_pending');
    }
    simulator.approveDeviceCode(begun.user_code!, 'onboarder');
    expect((await poll()).access_token).toBeDefined();
    expect((await poll()).error).toBe('invalid_grant');

    simulator.tenant.directory.settings.slowDown = 1;
    expect((await poll()).error).toBe('authorization_pending');
    const before = sent.mock.calls.length;
    const slower = poll();
    ended.abort();
    await expect(slower).rejects.toThrow('aborted');
    expect(sent).toHaveBeenCalledTimes(before);
  });
});
