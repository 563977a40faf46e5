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

import {
  MicrosoftSimulator,
  type FaultRule,
} from '@internal/microsoft-simulator';
import { MicrosoftHttp } from './MicrosoftHttp';
import type { MicrosoftService } from './MicrosoftService';
import { PinnedOrigins } from './PinnedOrigins';
import type { RateBudget, RatePlace } from './RateBudget';

const { signal } = new AbortController();

/** A budget that says what it is told to, and remembers what it is asked. */
class ScriptedBudget implements RateBudget {
  readonly asked: Array<[MicrosoftService, number]> = [];
  readonly closed: Array<[MicrosoftService, number]> = [];
  readonly places: RatePlace[];
  readonly closings: number[];

  constructor(places: RatePlace[], closings: number[] = []) {
    this.places = places;
    this.closings = closings;
  }

  async reserve(service: MicrosoftService, maxWaitMs: number) {
    this.asked.push([service, maxWaitMs]);
    return this.places.shift() ?? { kind: 'reserved' as const, waitMs: 0 };
  }

  async closedMs() {
    return this.closings.shift() ?? 0;
  }

  async close(service: MicrosoftService, ms: number) {
    this.closed.push([service, ms]);
  }
}

describe('waits for Microsoft', () => {
  let simulator: MicrosoftSimulator;

  beforeAll(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 1,
    });
  });
  afterAll(() => simulator.stop());
  afterEach(() => {
    simulator.faults.clear();
    simulator.requests.clear();
  });

  const fail = (
    answer: { headers?: Record<string, string>; body?: unknown },
    times: FaultRule['times'] = 'always',
    status = 429,
  ) =>
    simulator.faults.add({
      times,
      fault: { kind: 'status', status, ...answer },
    });

  function send(
    options: {
      path?: string;
      waitBudgetMs?: number;
      budget?: RateBudget;
      signal?: AbortSignal;
    } = {},
  ) {
    return new MicrosoftHttp({
      origins: new PinnedOrigins({ apis: [simulator.url], downloads: [] }),
      retry: {
        attempts: 3,
        baseDelayMs: 1,
        waitBudgetMs: options.waitBudgetMs ?? 0,
      },
      budget: options.budget,
      now: () => simulator.clock.now(),
    }).send({
      service: 'partner-center',
      url: `${simulator.url}${options.path ?? '/v1/customers'}`,
      signal: options.signal ?? signal,
    });
  }

  it.each<[string, string, number]>([
    ['Retry-After', '57', 57_000],
    ['Retry-After', '1.5', 1_500],
    ['Retry-After', 'Sat, 14 Nov 2026 09:00:30 GMT', 30_000],
    ['Retry-After', '999999', 3_600_000],
    ['retry-after-ms', '250', 250],
    ['x-ms-retry-after-ms', '250', 250],
    ...[
      'costmanagement-qpu',
      'costmanagement-entity',
      'costmanagement-tenant',
      'costmanagement-clienttype',
      'costmanagement-client',
      'consumption',
    ].map((quota): [string, string, number] => [
      `x-ms-ratelimit-microsoft.${quota}-retry-after`,
      '12',
      12_000,
    ]),
  ])('reads %s: %s', async (name, value, expected) => {
    fail({ headers: { [name]: value }, body: {} });
    await expect(send({ waitBudgetMs: -1 })).rejects.toMatchObject({
      status: 429,
      transient: true,
      retryAfterMs: expected,
    });
    expect(simulator.requests.count()).toBe(1);
  });

  it.each([
    [
      'the longest of several headers',
      {
        headers: {
          'Retry-After': '5',
          'x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after': '12',
          'x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after': '40',
        },
      },
      40_000,
    ],
    ["the words of Partner Center's gateway", {}, 57_000],
    ['plain text', { body: 'Too many. Retry after 2 minutes.' }, 120_000],
    [
      'a header before words',
      { headers: { 'Retry-After': '3' }, body: 'Try again in 57 seconds.' },
      3_000,
    ],
    ['nothing', { body: 'Too many requests. Please retry.' }, undefined],
    ['nonsense', { headers: { 'Retry-After': 'soon' }, body: {} }, undefined],
  ])('reads %s', async (_, answer, expected) => {
    fail(answer);
    await expect(send({ waitBudgetMs: -1 })).rejects.toMatchObject({
      retryAfterMs: expected,
    });
  });

  it('closes a service for everybody when it is too much, and then tries again', async () => {
    fail({ headers: { 'retry-after-ms': '20' } }, 1);
    const budget = new ScriptedBudget([]);
    const startedAt = performance.now();
    await expect(
      send({ path: '/v1/nothing', budget, waitBudgetMs: 1_000 }),
    ).rejects.toMatchObject({ status: 401 });
    expect(performance.now() - startedAt).toBeGreaterThan(18);
    expect(budget.closed).toEqual([['partner-center', 20]]);
    expect(budget.asked.map(([service]) => service)).toEqual([
      'partner-center',
      'partner-center',
    ]);
    // What was waited already is no longer there to be waited.
    expect(budget.asked[1]![1]).toBeLessThanOrEqual(980);

    fail({ headers: { 'retry-after-ms': '20' } }, 'always', 503);
    await expect(send({ budget, waitBudgetMs: 1_000 })).rejects.toThrow();
    expect(budget.closed).toHaveLength(1);
  });

  it('asks nothing before its place has come, and takes another when the service has been closed meanwhile', async () => {
    const budget = new ScriptedBudget(
      [
        { kind: 'reserved', waitMs: 10 },
        { kind: 'reserved', waitMs: 20 },
      ],
      [500, 0],
    );
    const startedAt = performance.now();
    await expect(send({ budget, waitBudgetMs: 100 })).rejects.toMatchObject({
      status: 401,
    });
    expect(performance.now() - startedAt).toBeGreaterThan(28);
    expect(budget.asked).toEqual([
      ['partner-center', 100],
      ['partner-center', 90],
    ]);
    expect(simulator.requests.count()).toBe(1);
  });

  it('gives up when its place would come too late, or nobody waits any more', async () => {
    await expect(
      send({ budget: new ScriptedBudget([{ kind: 'full', waitMs: 7_000 }]) }),
    ).rejects.toMatchObject({
      kind: 'budget',
      transient: true,
      retryAfterMs: 7_000,
    });

    const leaving = new AbortController();
    const waiting = send({
      budget: new ScriptedBudget([{ kind: 'reserved', waitMs: 60_000 }]),
      waitBudgetMs: 60_000,
      signal: leaving.signal,
    });
    leaving.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
    expect(simulator.requests.count()).toBe(0);
  });
});
