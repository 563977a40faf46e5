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

import { MicrosoftSimulator } from '../MicrosoftSimulator';
import { TestClient } from '../testing/TestClient';

describe('the admin API', () => {
  let simulator: MicrosoftSimulator;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 6,
    });
  });
  afterEach(() => simulator.stop());

  const admin = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulator.url}/admin/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
  };

  it('tells the truth, the partner and the customers', async () => {
    expect((await admin('GET', 'truth?billingPeriod=2026-10')).body).toEqual(
      simulator.truth('2026-10'),
    );
    expect((await admin('GET', 'truth')).body).toEqual(
      simulator.truth('2026-11'),
    );
    expect(await admin('GET', 'truth?billingPeriod=soon')).toMatchObject({
      status: 400,
    });
    expect((await admin('GET', 'partner')).body).toEqual(simulator.partner);
    expect((await admin('GET', 'customers')).body).toHaveLength(6);
  });

  it('moves the clock and restates', async () => {
    expect(
      (await admin('POST', 'clock', { now: '2026-12-07T00:00:00Z' })).body,
    ).toEqual({ now: '2026-12-07T00:00:00.000Z' });
    expect((await admin('POST', 'clock', { advanceMs: 1_000 })).body).toEqual({
      now: '2026-12-07T00:00:01.000Z',
    });
    expect(await admin('POST', 'clock', { now: 'soon' })).toMatchObject({
      status: 400,
    });
    const before = simulator.truth('2026-11');
    const done = await admin('POST', 'restate', {
      billingPeriod: '2026-11',
      factor: 2,
    });
    expect(done.body).toMatchObject({ billingPeriod: '2026-11', factor: '2' });
    expect(simulator.truth('2026-11').totals).not.toEqual(before.totals);
  });

  it('keeps fault rules', async () => {
    const rules = [
      { fault: { kind: 'delay', milliseconds: 1 } },
      { id: 'mine', times: 'always', fault: { kind: 'status', status: 500 } },
    ];
    expect(await admin('POST', 'faults', rules)).toEqual({
      status: 201,
      body: { ids: ['fault-1', 'mine'] },
    });
    expect((await admin('GET', 'faults')).body).toMatchObject([
      { applied: 0 },
      { id: 'mine' },
    ]);
    expect((await admin('DELETE', 'faults?id=mine')).status).toBe(204);
    expect((await admin('DELETE', 'faults?id=mine')).status).toBe(404);
    expect((await admin('DELETE', 'faults')).status).toBe(204);
    expect((await admin('GET', 'faults')).body).toEqual([]);
    expect(
      await admin('POST', 'faults', { fault: { kind: 'nonsense' } }),
    ).toMatchObject({ status: 400 });
  });

  it('counts what was asked', async () => {
    const client = new TestClient(simulator);
    await client.unbilled('usage', 'EUR', 'current');
    expect(
      simulator.requests.count({ method: 'POST', path: /\/export$/ }),
    ).toBe(1);
    expect(
      simulator.requests.count({
        service: 'graph',
        path: '/v1.0/reports/partners/billing/operations/',
      }),
    ).toBe(2);
    expect((await admin('GET', 'requests')).body).toMatchObject({
      tokenLeaks: 0,
      counts: expect.arrayContaining([
        {
          service: 'graph',
          method: 'GET',
          path: '/v1.0/reports/partners/billing/operations/{id}',
          status: 200,
          count: 2,
        },
      ]),
    });
    await admin('DELETE', 'requests');
    expect(simulator.requests.count()).toBe(0);
  });
});
