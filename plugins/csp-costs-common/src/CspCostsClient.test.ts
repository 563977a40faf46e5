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

import { CspCostsClient } from './CspCostsClient';

function client(answer: () => Response) {
  const requests: Array<{ url: string; method?: string }> = [];
  const api = new CspCostsClient({
    discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        requests.push({ url: String(input), method: init?.method });
        return answer();
      },
    },
  });
  return { api, requests };
}

describe('CspCostsClient', () => {
  it('writes queries so that nothing in them can be mistaken', async () => {
    const { api, requests } = client(() => Response.json({ items: [] }));
    await api.getCustomers({
      billingPeriod: '2026-11',
      search: 'a&b=c #1',
      offset: 0,
    });
    await api.getRuns('a/../b');
    await api.startRun('demo');
    expect(requests).toEqual([
      {
        url: 'http://backend/api/csp-costs/customers?billingPeriod=2026-11&search=a%26b%3Dc+%231&offset=0',
        method: 'GET',
      },
      {
        url: 'http://backend/api/csp-costs/connectors/a%2F..%2Fb/runs',
        method: 'GET',
      },
      {
        url: 'http://backend/api/csp-costs/connectors/demo/runs',
        method: 'POST',
      },
    ]);
  });

  it('rejects with what the backend said', async () => {
    const { api } = client(() =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'You may not' },
          response: { statusCode: 403 },
        },
        { status: 403, statusText: 'Forbidden' },
      ),
    );
    await expect(api.getConnectors()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'You may not' },
    });
  });
});
