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

import { setTimeout as delay } from 'node:timers/promises';
import type { JsonValue } from '@backstage/types';
import type { SimulatedRateLimits } from '@internal/microsoft-simulator';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';
import { expectTruth } from '../../__testUtils__/expectTruth';
import { startBackend } from '../../__testUtils__/startBackend';

const { databases, ids } = testDatabases();

/** What the simulated services put up with. */
const SERVICES: SimulatedRateLimits = {
  graph: [{ requests: 30, windowMs: 2_000 }],
  'partner-center': [{ requests: 30, windowMs: 2_000 }],
};

/** The same with room for requests that arrive late, by up to two seconds. */
const BUDGETS = [
  { requests: 10, window: { milliseconds: 1_000 } },
  { requests: 15, window: { milliseconds: 2_000 } },
];

describe.each(ids.filter(id => id !== 'SQLITE_3'))(
  'two replicas on %s',
  databaseId => {
    let harness: CspCostsHarness;
    let replica: Awaited<ReturnType<typeof startBackend>>;

    async function startTwo(rateLimits: JsonValue, services = SERVICES) {
      harness = await CspCostsHarness.create({
        knex: await databases.init(databaseId),
        simulator: { customers: 20, months: 1, rateLimits: services },
        collection: { concurrency: 4 },
        config: { rateLimits },
      });
      replica = await startBackend({
        config: harness.config(),
        knex: harness.knex,
        now: () => harness.simulator.clock.now(),
      });
    }

    const refused = () => harness.simulator.requests.count({ status: 429 });

    afterEach(async () => {
      await replica.stop();
      await harness.stop();
    });

    it('collect many customers together and are never told that it is too much', async () => {
      await startTwo({ graph: BUDGETS, partnerCenter: BUDGETS });
      const run = await harness.untilCollected();
      expect(run.jobs.filter(job => job.status === 'failed')).toEqual([]);
      expect(refused()).toBe(0);
      await expectTruth(harness, '2026-10');
      const { requests } = harness.simulator;
      expect(requests.count({ service: 'partner-center' })).toBeGreaterThan(40);
      expect(requests.count({ service: 'graph' })).toBeGreaterThan(20);
    });

    it('are told so without a budget', async () => {
      const hour = { requests: 30, windowMs: 60 * 60_000 };
      await startTwo(false, { graph: [hour], 'partner-center': [hour] });
      const { requests } = harness.simulator;
      const asked = { service: 'partner-center' } as const;
      while (requests.count(asked) <= hour.requests) {
        await delay(25);
      }
      expect(refused()).toBeGreaterThan(0);
    });
  },
);
