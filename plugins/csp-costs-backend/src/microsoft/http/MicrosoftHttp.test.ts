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

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MicrosoftHttp } from './MicrosoftHttp';
import { PinnedOrigins } from './PinnedOrigins';

const { signal } = new AbortController();

describe('MicrosoftHttp', () => {
  let server: Server;
  let url: string;
  let http: MicrosoftHttp;
  let seen: Array<{ authorization?: string; requestId?: string }>;

  async function serve(listener: RequestListener) {
    seen = [];
    server = createServer((request, response) => {
      seen.push({
        authorization: request.headers.authorization,
        requestId: request.headers['ms-requestid'] as string,
      });
      listener(request, response);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    http = new MicrosoftHttp({
      origins: new PinnedOrigins({ apis: [url], downloads: [] }),
      retry: { attempts: 3, baseDelayMs: 1, waitBudgetMs: 5_000 },
      now: () => new Date(),
    });
  }

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('tries again with the same request id, and gives up with what Microsoft said', async () => {
    await serve((_, response) => {
      response.writeHead(503, { 'request-id': 'abc' });
      response.end('{"error":{"code":"Busy","message":"Too busy"}}');
    });
    await expect(
      http.send({ service: 'graph', url, signal }),
    ).rejects.toMatchObject({
      kind: 'http',
      status: 503,
      code: 'Busy',
      words: 'Too busy',
      requestId: 'abc',
      transient: true,
    });
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(request => request.requestId)).size).toBe(1);
  });

  it('does not wait longer than its budget, and passes on how long Microsoft wants', async () => {
    await serve((_, response) => {
      response.writeHead(429, { 'Retry-After': '57' });
      response.end('{"statusCode":429,"message":"Try again in 57 seconds."}');
    });
    await expect(
      http.send({ service: 'graph', url, signal }),
    ).rejects.toMatchObject({
      status: 429,
      retryAfterMs: 57_000,
      words: 'Try again in 57 seconds.',
    });
    expect(seen).toHaveLength(1);
  });

  it('asks for a new token once when the old one is refused', async () => {
    await serve((request, response) => {
      const fresh = request.headers.authorization === 'Bearer new';
      response.writeHead(fresh ? 200 : 401).end('{}');
    });
    const token = async ({ refresh }: { refresh: boolean }) =>
      refresh ? 'new' : 'old';
    await http.json({ service: 'graph', url, token, signal });
    expect(seen.map(request => request.authorization)).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
    await expect(
      http.json({ service: 'graph', url, token: async () => 'old', signal }),
    ).rejects.toMatchObject({ status: 401 });
    expect(seen).toHaveLength(4);
  });

  it('does not follow a redirect', async () => {
    await serve((_, response) => {
      response.writeHead(302, { Location: 'http://evil.example/' }).end();
    });
    await expect(
      http.send({ service: 'graph', url, token: async () => 'secret', signal }),
    ).rejects.toMatchObject({ status: 302, transient: false });
    expect(seen).toHaveLength(1);
  });

  it('asks no one but pinned origins, not even for a token', async () => {
    await serve((_, response) => response.end());
    const token = jest.fn(async () => 'secret');
    await expect(
      http.send({
        service: 'graph',
        url: 'https://evil.example/',
        token,
        signal,
      }),
    ).rejects.toMatchObject({ kind: 'origin' });
    expect(token).not.toHaveBeenCalled();
  });

  it('sends what must not be done twice once only, except when it was not even looked at', async () => {
    const send = () =>
      http.json({
        service: 'graph',
        url,
        method: 'POST',
        body: {},
        once: true,
        signal,
      });
    await serve((_, response) => response.destroy());
    await expect(send()).rejects.toMatchObject({ kind: 'network' });
    expect(seen).toHaveLength(1);
    server.close();
    await serve((_, response) => {
      const isFirst = seen.length === 1;
      response.writeHead(isFirst ? 429 : 200).end(isFirst ? '' : '{"id":1}');
    });
    expect(await send()).toEqual({ id: 1 });
  });

  it('takes an answer without a body for what it is', async () => {
    await serve((request, response) =>
      response.writeHead(request.method === 'DELETE' ? 204 : 404).end(),
    );
    expect(
      await http.json({ service: 'graph', url, method: 'DELETE', signal }),
    ).toBeUndefined();
  });

  it('keeps every digit of an amount, and does without a byte order mark', async () => {
    await serve((_, response) =>
      response.end(
        '\uFEFF{"items":[{"totalCharges":12345678901234567.891,"count":2}]}',
      ),
    );
    expect(
      await http.json({ service: 'graph', url, signal }, ['totalCharges']),
    ).toEqual({
      items: [{ totalCharges: '12345678901234567.891', count: 2 }],
    });
  });

  it('tells a broken connection and an unreadable answer apart', async () => {
    await serve((_, response) => response.destroy());
    await expect(
      http.json({ service: 'graph', url, signal }),
    ).rejects.toMatchObject({
      kind: 'network',
      transient: true,
    });
    server.close();
    await serve((_, response) => response.end('<html>'));
    await expect(
      http.json({ service: 'graph', url, signal }),
    ).rejects.toMatchObject({
      kind: 'content',
      transient: false,
    });
  });
});
