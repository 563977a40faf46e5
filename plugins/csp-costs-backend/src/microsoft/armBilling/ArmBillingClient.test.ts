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

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_RESOURCES, type MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftHttp } from '../http/MicrosoftHttp';
import { PinnedOrigins } from '../http/PinnedOrigins';
import { ArmBillingClient } from './ArmBillingClient';

const { signal } = new AbortController();
const NAME = 'b1:c1_2019-05-31';

let server: Server;
let url: string;
let requests: IncomingMessage[];
let answerTo: (path: string) => {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
};

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    const { status = 200, headers, body } = answerTo(request.url!);
    response.writeHead(status, headers).end(body && JSON.stringify(body));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  requests = [];
});

afterAll(() => new Promise(resolve => server.close(resolve)));

function clientOf(get = jest.fn(async () => 'token')): ArmBillingClient {
  return new ArmBillingClient({
    cloud: { armUrl: url, resources: DEFAULT_RESOURCES } as MicrosoftCloud,
    http: new MicrosoftHttp({
      origins: new PinnedOrigins({ apis: [url], downloads: [] }),
      retry: { attempts: 1, baseDelayMs: 1, waitBudgetMs: 1 },
      now: () => new Date(),
    }),
    tokens: { get },
  });
}

describe('ArmBillingClient', () => {
  it('reads all pages with a token for Azure', async () => {
    answerTo = path => ({
      body: path.includes('page=2')
        ? { value: [{ id: '/b2', name: 'b2', properties: null }] }
        : {
            value: [
              {
                id: '/b1',
                name: NAME,
                properties: {
                  displayName: 'Contoso',
                  agreementType: 'MicrosoftPartnerAgreement',
                  unknown: 1,
                },
              },
            ],
            nextLink: `${url}/next?page=2`,
          },
    });
    const get = jest.fn(async () => 'token');
    await expect(clientOf(get).billingAccounts(signal)).resolves.toMatchObject([
      {
        id: '/b1',
        name: NAME,
        displayName: 'Contoso',
        agreementType: 'MicrosoftPartnerAgreement',
      },
      { id: '/b2', name: 'b2', agreementType: undefined },
    ]);
    expect(requests.map(request => request.url)).toEqual([
      '/providers/Microsoft.Billing/billingAccounts?api-version=2024-04-01',
      '/next?page=2',
    ]);
    expect(get).toHaveBeenCalledWith('https://management.azure.com', {
      refresh: false,
    });
  });

  it('asks for roles below the account, whose name may hold a colon', async () => {
    answerTo = path => ({
      body: {
        value: path.includes('Definitions')
          ? [{ id: '/r', name: 'r', properties: { roleName: 'Reader' } }]
          : [
              {
                name: 'a',
                properties: { principalId: 'p', roleDefinitionId: '/r' },
              },
            ],
      },
    });
    const client = clientOf();
    await expect(client.roleAssignments(NAME, signal)).resolves.toMatchObject([
      { name: 'a', principalId: 'p', roleDefinitionId: '/r' },
    ]);
    await expect(client.roleDefinitions(NAME, signal)).resolves.toMatchObject([
      { name: 'r', roleName: 'Reader' },
    ]);
    expect(requests.map(request => request.url!.split('?')[0])).toEqual([
      '/providers/Microsoft.Billing/billingAccounts/b1%3Ac1_2019-05-31/billingRoleAssignments',
      '/providers/Microsoft.Billing/billingAccounts/b1%3Ac1_2019-05-31/billingRoleDefinitions',
    ]);
  });

  it('waits for a role where the answer says, at no other origin', async () => {
    const grant = {
      principalId: 'p',
      principalTenantId: 't',
      roleDefinitionId: '/roles/r',
    };
    const account = { name: NAME, agreementType: 'MicrosoftPartnerAgreement' };
    let looks = 0;
    answerTo = path => {
      const isOver = path.startsWith('/results') && ++looks === 2;
      return {
        status: isOver ? 200 : 202,
        headers: { location: `${url}/results`, 'retry-after': '0' },
      };
    };
    const create = () =>
      clientOf().createRoleAssignment(account, grant, signal);
    await expect(create()).resolves.toBe('created');
    expect(requests.map(({ method }) => method)).toEqual([
      'POST',
      'GET',
      'GET',
    ]);
    answerTo = () => ({
      status: 202,
      headers: { location: 'https://evil.example/results' },
    });
    await expect(create()).rejects.toMatchObject({ kind: 'origin' });
    // That it is there already is as good.
    answerTo = () => ({ status: 409, body: { error: { code: 'Exists' } } });
    await expect(create()).resolves.toBe('found');
  });

  it('sends its token to no other origin, whatever the next link says', async () => {
    answerTo = () => ({
      body: { value: [], nextLink: 'https://evil.example/next' },
    });
    await expect(clientOf().billingAccounts(signal)).rejects.toMatchObject({
      kind: 'origin',
    });
    expect(requests).toHaveLength(1);
  });

  it('gives up a list that does not end, or that is none', async () => {
    answerTo = () => ({ body: { value: [], nextLink: `${url}/again` } });
    await expect(clientOf().billingAccounts(signal)).rejects.toMatchObject({
      kind: 'content',
      words: 'its pages do not end',
    });
    answerTo = () => ({ body: { value: [{ name: 1 }] } });
    await expect(clientOf().billingAccounts(signal)).rejects.toMatchObject({
      kind: 'content',
      words: expect.stringContaining('value.0'),
    });
  });
});
