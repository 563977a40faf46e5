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

const { databases, ids } = testDatabases();

const HOUR_MS = 60 * 60 * 1000;

const LIMITS: RateLimits = {
  graph: [
    { requests: 12, windowMs: 10_000 },
    { requests: 60, windowMs: 60_000 },
    { requests: 600, windowMs: HOUR_MS },
  ],
  // So long that a test takes no noticeable part of it.
  arm: [{ requests: 10, windowMs: HOUR_MS }],
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
    const begunAt = performance.now();
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
    // By how much later than the database an answer may have been read.
    const blurMs = performance.now() - begunAt;
    places.sort((one, other) => one - other);
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
    expect(waits[2]).toBeGreaterThan(300_000);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);

    const refused = await one.reserve('arm', 1_000);
    expect(refused.kind).toBe('full');
    const { waitMs } = await one.reserve('arm', HOUR_MS);
    expect(Math.abs(waitMs - refused.waitMs)).toBeLessThan(60_000);
  });

  it('is closed for everybody when Microsoft says so, one tenant and service only', async () => {
    await budget().reserve('graph', HOUR_MS);
    await budget().reserve('arm', HOUR_MS);
    await budget('other').reserve('graph', HOUR_MS);
    await budget().close('graph', HOUR_MS);
    await budget().close('graph', HOUR_MS / 3);

    const another = budget();
    const closedMs = await another.closedMs('graph');
    expect(closedMs).toBeGreaterThan(HOUR_MS / 2);
    const { kind, waitMs } = await another.reserve('graph', 5_000);
    expect(kind).toBe('full');
    expect(Math.abs(waitMs - closedMs)).toBeLessThan(60_000);
    expect(await another.closedMs('arm')).toBe(0);
    expect((await another.reserve('arm', 0)).kind).toBe('reserved');
    expect((await budget('other').reserve('graph', 0)).kind).toBe('reserved');
  });

  it('takes up other limits at once, and asks nobody where there are none', async () => {
    await budget().reserve('arm', 0);
    const changed = budget('tenant', {
      arm: [
        { requests: 1000, windowMs: HOUR_MS },
        { requests: 1, windowMs: HOUR_MS / 2 },
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
