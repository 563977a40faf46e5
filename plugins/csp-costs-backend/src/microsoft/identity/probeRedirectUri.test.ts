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

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { probeRedirectUri } from './probeRedirectUri';

const { signal } = new AbortController();
const REDIRECT_URL = 'https://portal.example/api/csp-costs/consent/callback';

let server: Server;
let loginUrl: string;
let asked: URL;
let answer: { status: number; location?: string; page?: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    asked = new URL(request.url!, loginUrl);
    const { status, location, page } = answer;
    response.writeHead(status, location ? { location } : {}).end(page);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  loginUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise(resolve => server.close(resolve)));

const probe = () =>
  probeRedirectUri({
    cloud: { loginUrl },
    tenantId: 'tenant',
    clientId: 'client',
    redirectUrl: REDIRECT_URL,
    signal,
  });

describe('probeRedirectUri', () => {
  it('asks for a silent sign-in that leads back', async () => {
    answer = {
      status: 302,
      location: `${REDIRECT_URL}?error=login_required&state=redirect-url-check`,
    };
    await expect(probe()).resolves.toEqual({ outcome: 'registered' });
    expect(asked.pathname).toBe('/tenant/oauth2/v2.0/authorize');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      client_id: 'client',
      redirect_uri: REDIRECT_URL,
      prompt: 'none',
      response_type: 'code',
    });
  });

  it.each([50011, 500113])(
    'takes AADSTS%i for not registered',
    async number => {
      answer = {
        status: 200,
        page: `<html><script>$Config={"strServiceExceptionMessage":"AADSTS${number}: The redirect URI does not match. Trace ID: 1"}</script>`,
      };
      await expect(probe()).resolves.toMatchObject({
        outcome: 'not-registered',
        error: {
          code: `AADSTS${number}`,
          words: `AADSTS${number}: The redirect URI does not match.`,
        },
      });
    },
  );

  it('tells a refusal for another reason from one for the URL', async () => {
    answer = { status: 400, page: 'AADSTS700016: Application not found.' };
    await expect(probe()).resolves.toMatchObject({
      outcome: 'refused',
      error: { code: 'AADSTS700016' },
    });
  });

  it.each([
    { status: 200, page: '<html>Pick an account</html>' },
    { status: 200, page: 'AADSTS50058: Nobody is signed in.' },
    { status: 302, location: 'https://login.live.example/oauth20' },
    { status: 302, location: 'https://portal.example/other?error=x' },
    { status: 302, location: '/common/reprocess' },
    { status: 503 },
  ])('does not guess what %j means', async given => {
    answer = given;
    await expect(probe()).resolves.toEqual({ outcome: 'unknown' });
  });

  it('fails when there is no answer', async () => {
    await expect(
      probeRedirectUri({
        cloud: { loginUrl: 'http://127.0.0.1:1' },
        tenantId: 'tenant',
        clientId: 'client',
        redirectUrl: REDIRECT_URL,
        signal,
      }),
    ).rejects.toMatchObject({ kind: 'network', transient: true });
  });
});
