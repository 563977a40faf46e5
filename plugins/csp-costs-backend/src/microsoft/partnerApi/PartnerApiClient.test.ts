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
import { PartnerApiClient } from './PartnerApiClient';

const { signal } = new AbortController();

let server: Server;
let url: string;
let request: IncomingMessage;
let body: string;

beforeAll(async () => {
  server = createServer((received, response) => {
    request = received;
    response
      .writeHead(200, { 'content-type': 'application/octet-stream' })
      .end(body);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise(resolve => server.close(resolve)));

function clientOf(partnerApiUrl?: string): PartnerApiClient {
  return new PartnerApiClient({
    cloud: { partnerApiUrl, resources: DEFAULT_RESOURCES } as MicrosoftCloud,
    http: new MicrosoftHttp({
      origins: new PinnedOrigins({ apis: [url], downloads: [] }),
      retry: { attempts: 1, baseDelayMs: 1, waitBudgetMs: 1 },
      now: () => new Date(),
    }),
    tokens: { get: async resource => `token for ${resource}` },
  });
}

describe('PartnerApiClient', () => {
  it('reads exchange rates, every digit of them, and asks for no archive', async () => {
    body =
      '\uFEFF"CurrencyCode","USDPerUnit","Month"\r\n"AED","0.27224589249009701","202610"\r\n"EUR","1.08","202610"\r\n';
    await expect(
      clientOf(url).exchangeRates('2026-10', signal),
    ).resolves.toEqual([
      { currencyCode: 'AED', usdPerUnit: '0.27224589249009701' },
      { currencyCode: 'EUR', usdPerUnit: '1.08' },
    ]);
    expect(request.url).toBe("/v1.0/sales/fxrates(Month='202610')/$value");
    expect(request.headers).toMatchObject({
      'accept-encoding': 'identity',
      authorization: 'Bearer token for https://api.partner.microsoft.com',
      'client-request-id': expect.any(String),
    });
  });

  it.each([
    [
      'an archive',
      'PK\u0003\u0004...',
      'It is a ZIP archive, although a plain file was asked for',
    ],
    ['a page', '<html>Sign in</html>', undefined],
    [
      'a line of another kind',
      'CurrencyCode,USDPerUnit,Month\nEUR,much',
      undefined,
    ],
  ])('does not take %s for exchange rates', async (_, text, words) => {
    body = text;
    await expect(
      clientOf(url).exchangeRates('2026-10', signal),
    ).rejects.toMatchObject({
      kind: 'content',
      words,
    });
  });

  it('says that a cloud has none', async () => {
    await expect(
      clientOf(undefined).exchangeRates('2026-10', signal),
    ).rejects.toThrow('The cloud has no Partner API');
  });
});
