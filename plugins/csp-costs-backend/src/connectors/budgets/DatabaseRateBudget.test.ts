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

import type { Knex } from 'knex';
import { testDatabases } from '../../__testUtils__/databases';
import { MIGRATIONS_DIRECTORY } from '../../database/applyMigrations';
import type { RateLimits } from '../../microsoft/http/RateLimits';
import { DatabaseRateBudget } from './DatabaseRateBudget';

jest.setTimeout(60_000);

const { databases, ids } = testDatabases();

const HOUR_MS = 60 * 60 * 1000;

const LIMITS: RateLimits = {
  graph: [
    { requests: 12, windowMs: 10_000 },
    { requests: 60, windowMs: 60_000 },
    { requests: 600, windowMs: HOUR_MS },
  ],
  arm: [{ requests: 10, windowMs: 60_000 }],
};

describe.each(ids)('DatabaseRateBudget on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
  });

  const budget = (tenantId = 'tenant', limits = LIMITS) =>
    new DatabaseRateBudget({ knex, tenantId, limits });

  it('gives places that keep to every window, to many who ask at once', async () => {
    const replicas = [budget(), budget('TENANT')];
    const places = await Promise.all(
      Array.from({ length: 80 }, async (_, index) => {
        const { kind, waitMs } = await replicas[index % 2]!.reserve(
          'graph',
          HOUR_MS,
        );
        expect(kind).toBe('reserved');
        return performance.now() + waitMs;
      }),
    );
    places.sort((one, other) => one - other);
    // The moment of an answer is known no better than to some milliseconds.
    const blurMs = 1_000;
    for (const { requests, windowMs } of LIMITS.graph!) {
      for (const from of places) {
        const inWindow = places.filter(
          at => at >= from && at < from + windowMs - blurMs,
        );
        expect(inWindow.length).toBeLessThanOrEqual(requests);
      }
    }
    expect(places.at(-1)! - places[0]!).toBeLessThan(2 * 60_000);
  });

  it('lets nobody pass who asked later, and books nothing for who cannot wait', async () => {
    const one = budget();
    const waits: number[] = [];
    for (let count = 0; count < 6; count++) {
      waits.push((await one.reserve('arm', HOUR_MS)).waitMs);
    }
    expect(waits.slice(0, 2)).toEqual([0, 0]);
    expect(waits[2]).toBeGreaterThan(5_000);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);

    const refused = await one.reserve('arm', 1_000);
    expect(refused.kind).toBe('full');
    const { waitMs } = await one.reserve('arm', HOUR_MS);
    expect(Math.abs(waitMs - refused.waitMs)).toBeLessThan(1_000);
  });

  it('is closed for everybody when Microsoft says so, one tenant and service only', async () => {
    await budget().reserve('graph', HOUR_MS);
    await budget().reserve('arm', HOUR_MS);
    await budget('other').reserve('graph', HOUR_MS);
    await budget().close('graph', 30_000);
    await budget().close('graph', 10_000);

    const another = budget();
    expect(await another.closedMs('graph')).toBeGreaterThan(25_000);
    expect(await another.reserve('graph', 5_000)).toMatchObject({
      kind: 'full',
      waitMs: expect.closeTo(30_000, -4),
    });
    expect(await another.closedMs('arm')).toBe(0);
    expect((await another.reserve('arm', 0)).kind).toBe('reserved');
    expect((await budget('other').reserve('graph', 0)).kind).toBe('reserved');
  });

  it('takes up other limits at once, and asks nobody where there are none', async () => {
    await budget().reserve('arm', 0);
    const changed = budget('tenant', {
      arm: [
        { requests: 1000, windowMs: 60_000 },
        { requests: 1, windowMs: 5_000 },
      ],
    });
    expect((await changed.reserve('arm', 0)).kind).toBe('reserved');
    expect((await changed.reserve('arm', 0)).kind).toBe('full');
    expect(await changed.reserve('storage', 0)).toEqual({
      kind: 'reserved',
      waitMs: 0,
    });
  });
});
