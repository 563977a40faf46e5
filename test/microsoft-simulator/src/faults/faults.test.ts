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

import { gunzipSync } from 'node:zlib';
import { MicrosoftSimulator } from '../MicrosoftSimulator';
import { readJson, TestClient, type WireManifest } from '../testing/TestClient';
import type { FaultRule } from './Fault';

describe('faults', () => {
  let simulator: MicrosoftSimulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 6,
    });
    client = new TestClient(simulator);
  });
  afterEach(() => simulator.stop());

  const manifest = async (): Promise<WireManifest> => {
    const result = await client.unbilled('usage', 'EUR', 'current');
    return result.manifest as WireManifest;
  };
  const bytes = async (response: Response) =>
    Buffer.from(await response.arrayBuffer());

  it.each([
    ['seconds', { 'Retry-After': '7' }],
    ['an HTTP date', { 'Retry-After': 'Sat, 14 Nov 2026 09:00:07 GMT' }],
    ['milliseconds', { 'retry-after-ms': '7000' }],
    [
      'a Cost Management header',
      { 'x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after': '7' },
    ],
  ])('throttle with %s, and only as often as they say', async (_, headers) => {
    simulator.faults.add({
      match: { path: '^/v1/customers$' },
      times: 2,
      fault: { kind: 'status', status: 429, headers },
    });
    for (let i = 0; i < 2; i++) {
      const response = await client.partnerCenter('/v1/customers?size=2');
      expect(response.status).toBe(429);
      const [name, value] = Object.entries(headers)[0] ?? [];
      expect(response.headers.get(name ?? '')).toBe(value);
      expect(await readJson(response)).toMatchObject({
        statusCode: 429,
        message: expect.stringMatching(/^Rate limit/),
      });
    }
    expect((await client.partnerCenter('/v1/customers?size=2')).status).toBe(
      200,
    );
  });

  it('are not needed for a service to refuse what is too much', async () => {
    simulator.rateLimiter.set({
      'partner-center': [
        { requests: 2, windowMs: 60_000 },
        { requests: 100, windowMs: 3_600_000 },
      ],
    });
    const ask = async () => {
      const { status, headers } = await client.partnerCenter('/v1/customers');
      return [status, headers.get('retry-after')];
    };
    expect([await ask(), await ask(), await ask()]).toEqual([
      [200, null],
      [200, null],
      [429, '60'],
    ]);
    await manifest();

    const lift = (limits: object) =>
      fetch(`${simulator.url}/admin/rate-limits`, {
        method: 'POST',
        body: JSON.stringify(limits),
      });
    expect((await lift({ graph: [{ requests: 0, windowMs: 1 }] })).status).toBe(
      400,
    );
    expect((await ask())[0]).toBe(429);
    expect((await lift({})).status).toBe(204);
    expect((await ask())[0]).toBe(200);
  });

  it('answer in the language of each service', async () => {
    const found = await manifest();
    simulator.faults.add({
      times: 'always',
      fault: { kind: 'status', status: 503 },
    });
    expect(await readJson(await client.graph('/operations/x'))).toMatchObject({
      error: { code: 'UnknownError' },
    });
    expect(await (await client.blob(found)).text()).toContain(
      '<Code>ServerBusy</Code>',
    );
    const token = await client.requestToken({});
    expect([token.status, await readJson(token)]).toMatchObject([
      503,
      { error_codes: [90033] },
    ]);
    expect(simulator.requests.entries.at(-1)).toMatchObject({
      status: 503,
      faults: ['status'],
    });
  });

  it('hit the n-th matching request only', async () => {
    simulator.faults.add({
      match: { path: '^/v1/', nth: 2 },
      fault: { kind: 'status', status: 500, body: 'broken' },
    });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) {
      statuses.push(
        (await client.partnerCenter('/v1/profiles/legalbusiness')).status,
      );
    }
    expect(statuses).toEqual([200, 500, 200]);
  });

  it('delay an answer', async () => {
    simulator.faults.add({
      match: { path: '^/v1/' },
      fault: { kind: 'delay', milliseconds: 60 },
    });
    const start = performance.now();
    expect(
      (await client.partnerCenter('/v1/profiles/legalbusiness')).status,
    ).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(55);
  });

  it('reset a connection at once or in the middle of a blob', async () => {
    const found = await manifest();
    const at = { match: { path: 'part-00000' } };
    simulator.faults.add({ ...at, fault: { kind: 'reset' } });
    await expect(client.blob(found)).rejects.toThrow('fetch failed');
    simulator.faults.add({
      ...at,
      fault: { kind: 'reset', afterBytes: 1_000 },
    });
    const response = await client.blob(found);
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect((await client.blob(found)).ok).toBe(true);
  });

  it('truncate a blob inside a complete answer', async () => {
    const found = await manifest();
    const whole = await bytes(await client.blob(found));
    simulator.faults.add({
      match: { export: 'unbilled-usage' },
      fault: { kind: 'truncate' },
    });
    const half = await bytes(await client.blob(found));
    expect(half.length).toBe(Math.floor(whole.length / 2));
    expect(half.equals(whole.subarray(0, half.length))).toBe(true);
    expect(() => gunzipSync(half)).toThrow('unexpected end of file');
    expect(await bytes(await client.blob(found))).toEqual(whole);
  });

  it('corrupt a blob', async () => {
    const found = await manifest();
    simulator.faults.add({
      match: { path: 'part-00000' },
      fault: { kind: 'corrupt' },
    });
    const damaged = await bytes(await client.blob(found));
    expect(() => gunzipSync(damaged)).toThrow();
    expect(() => gunzipSync(damaged)).not.toThrow('unexpected end of file');
  });

  it('expire a signature', async () => {
    const found = await manifest();
    simulator.faults.add({ fault: { kind: 'expire-signature' } });
    expect((await client.blob(found)).status).toBe(403);
    expect((await client.blob(found)).status).toBe(200);
  });

  it.each<[string, FaultRule['match'], string[]]>([
    [
      'kind',
      { export: 'unbilled-usage' },
      ['failed', 'failed', 'succeeded', 'failed'],
    ],
    [
      'currency',
      { currencyCode: 'USD' },
      ['succeeded', 'failed', 'succeeded', 'succeeded'],
    ],
    [
      'relative period',
      { billingPeriod: 'last' },
      ['succeeded', 'succeeded', 'succeeded', 'failed'],
    ],
    [
      'period',
      { billingPeriod: '2026-11' },
      ['failed', 'failed', 'failed', 'succeeded'],
    ],
    [
      'path',
      { path: '/reconciliation/' },
      ['succeeded', 'succeeded', 'failed', 'succeeded'],
    ],
  ])('fail an operation selected by %s', async (_, match, expected) => {
    simulator.faults.add({
      match,
      times: 'always',
      fault: { kind: 'fail-operation', code: '1234', message: 'Broken' },
    });
    const results = [
      await client.unbilled('usage', 'EUR', 'current'),
      await client.unbilled('usage', 'USD', 'current'),
      await client.unbilled('reconciliation', 'EUR', 'current'),
      await client.unbilled('usage', 'EUR', 'last'),
    ];
    expect(results.map(one => one.operation.status)).toEqual(expected);
    const failed = results.find(one => one.operation.status === 'failed');
    expect(failed?.operation.error).toEqual({
      code: '1234',
      message: 'Broken',
    });
  });

  it('fail the export of one invoice', async () => {
    const [first, second] = simulator
      .truth('2026-10')
      .totals.map(one => one.invoiceId ?? '');
    simulator.faults.add({
      match: { invoiceId: first },
      fault: { kind: 'fail-operation' },
    });
    expect((await client.billed('usage', second ?? '')).operation.status).toBe(
      'succeeded',
    );
    expect((await client.billed('usage', first ?? '')).operation).toMatchObject(
      { status: 'failed', error: { code: '5000' } },
    );
    expect((await client.billed('usage', first ?? '')).operation.status).toBe(
      'succeeded',
    );
  });

  it('keep an operation running until the rule is removed', async () => {
    const id = simulator.faults.add({
      match: { currencyCode: 'EUR' },
      fault: { kind: 'never-finish' },
    });
    const result = await client.unbilled('usage', 'EUR', 'current');
    expect(result.polls).toHaveLength(10);
    expect(new Set(result.polls.slice(1))).toEqual(new Set(['running']));
    simulator.faults.remove(id);
    const again = await readJson(
      await client.graph(`/operations/${result.operation.id}`),
    );
    expect(again.status).toBe('succeeded');
  });

  it('empty a manifest', async () => {
    simulator.faults.add({ fault: { kind: 'empty' } });
    expect(await manifest()).toMatchObject({ blobCount: 0, blobs: [] });
    expect(await manifest()).toMatchObject({ blobCount: 1 });
  });

  it('put an unreadable line into a blob, and take a column out of one', async () => {
    const result = await client.unbilled('usage', 'EUR', 'current');
    const whole = await client.lines(result);
    simulator.faults.add({
      fault: { kind: 'bad-line', line: 3, text: '{"not json' },
    });
    const bad = await client.lines(result);
    expect(bad[3]).toBe('{"not json');
    expect(bad.filter((_, index) => index !== 3)).toEqual(whole);
    simulator.faults.add({
      fault: { kind: 'missing-column', column: 'BillingPreTaxTotal' },
    });
    const missing = await client.lines(result);
    expect(missing).toHaveLength(whole.length);
    expect(missing.some(line => line.includes('BillingPreTaxTotal'))).toBe(
      false,
    );
    expect(await client.lines(result)).toEqual(whole);
  });

  it('change how a blob says what it says', async () => {
    const result = await client.unbilled('usage', 'EUR', 'current');
    const whole = await client.lines(result);
    const parsed = (lines: string[]) =>
      lines.map(line => JSON.parse(line) as Record<string, unknown>);
    const [first] = parsed(whole);
    const under = async (fault: FaultRule['fault']) => {
      simulator.faults.add({ fault });
      return client.lines(result);
    };
    const renamed = await under({
      kind: 'rename-column',
      column: 'CustomerId',
      to: 'customerID',
    });
    expect(parsed(renamed)[0]).toMatchObject({ customerID: first?.CustomerId });
    expect(renamed.join('')).not.toContain('"CustomerId"');

    const json = '0.1234567890123456789012345678';
    const set = await under({
      kind: 'set-value',
      column: 'Quantity',
      json,
      line: 1,
    });
    expect(set[1]).toContain(`"Quantity":${json},`);
    expect(set.filter((_, index) => index !== 1)).toEqual(
      whole.filter((_, index) => index !== 1),
    );

    const [texts] = parsed(await under({ kind: 'numbers-as-text' }));
    expect(typeof first?.Quantity).toBe('number');
    expect(Object.keys(texts ?? {})).toEqual(Object.keys(first ?? {}));
    expect(
      Object.values(texts ?? {}).filter(value => typeof value === 'number'),
    ).toEqual([]);
    expect(Number(texts?.Quantity)).toBe(first?.Quantity);

    const found = await manifest();
    simulator.faults.add({ fault: { kind: 'byte-order-mark' } });
    const marked = gunzipSync(await bytes(await client.blob(found)));
    expect([...marked.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    simulator.faults.add({ fault: { kind: 'bad-utf8', line: 0 } });
    const bad = gunzipSync(await bytes(await client.blob(found)));
    expect(bad[2]).toBe(0xff);
  });

  it('list a blob twice, by one name or by two', async () => {
    simulator.faults.add({ fault: { kind: 'repeat-blob' } });
    const repeated = await manifest();
    expect(repeated.blobCount).toBe(repeated.blobs.length);
    expect(repeated.blobs.at(-1)).toEqual(repeated.blobs[0]);
    simulator.faults.add({ fault: { kind: 'copy-blob' } });
    const copied = await manifest();
    const [first] = copied.blobs;
    expect(copied.blobs.at(-1)?.name).not.toBe(first?.name);
    expect(
      await bytes(await client.blob(copied, copied.blobs.length - 1)),
    ).toEqual(await bytes(await client.blob(copied, 0)));
  });

  it('say that blobs are where they are not', async () => {
    simulator.faults.add({
      fault: { kind: 'move-blobs', origin: 'https://storage.invalid' },
    });
    const { rootDirectory } = await manifest();
    expect(new URL(rootDirectory).origin).toBe('https://storage.invalid');
  });

  it('are refused when they make no sense', () => {
    expect(() =>
      simulator.faults.add({
        fault: { kind: 'explode' },
      } as unknown as FaultRule),
    ).toThrow('Unknown fault');
    expect(() =>
      simulator.faults.add({ times: 0, fault: { kind: 'empty' } }),
    ).toThrow('times');
  });
});
