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
import knexFactory, { type Knex } from 'knex';
import { endLeases } from '../__testUtils__/backendProcesses';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

describe.each(ids)('a run, on %s', databaseId => {
  let harness: CspCostsHarness;

  afterEach(() => harness.stop());

  it('that a new month begins in gives each month its own', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: {
        customers: 3,
        months: 1,
        linesPerCustomerDay: 2,
        now: new Date('2026-11-30T23:50:00Z'),
      },
    });
    const { simulator } = harness;
    await harness.untilCollected();
    await expectTruth(harness, '2026-11');

    simulator.faults.add({
      id: 'slow',
      match: { export: 'unbilled-usage' },
      times: 'always',
      fault: { kind: 'never-finish' },
    });
    simulator.requests.clear();
    await harness.api.startRun('demo');
    const asked = { path: /usage\/unbilled\/export$/ };
    while (simulator.requests.count(asked) < 2) {
      await delay(5);
    }
    simulator.clock.set(new Date('2026-12-02T00:10:00Z'));
    simulator.faults.clear();
    await harness.untilCollected();
    const during = await harness.api.getCostSummary({
      billingPeriod: '2026-11',
    });
    expect(during.totals.length).toBeGreaterThan(0);

    expect((await harness.collect()).status).toBe('succeeded');
    for (const billingPeriod of ['2026-10', '2026-11', '2026-12']) {
      await expectTruth(harness, billingPeriod);
    }
  });
});

describe.each(ids.filter(id => id.startsWith('POSTGRES')))(
  'a run whose database goes away, on %s',
  databaseId => {
    let knex: Knex;
    let harness: CspCostsHarness;
    let server: Knex;

    afterEach(async () => {
      await server.destroy();
      await harness.stop();
    });

    it('goes on when it is back, and is right', async () => {
      knex = await databases.init(databaseId);
      const { connection } = knex.client.config;
      server = knexFactory({
        client: 'pg',
        connection: {
          ...connection,
          password: connection.password,
          database: 'postgres',
        },
      });
      harness = await CspCostsHarness.create({
        knex,
        simulator: { customers: 3, months: 1, linesPerCustomerDay: 2 },
        keepLog: true,
      });
      const { simulator, api } = harness;
      for (const requests of [5, 25, 60]) {
        await harness.untilCollected();
        simulator.restate({ billingPeriod: '2026-11', factor: '1.1' });
        simulator.requests.clear();
        const { runId } = await api.startRun('demo');
        while (
          simulator.requests.entries.length < requests &&
          (await api.getRun(runId)).status === 'running'
        );
        await takeAway(connection.database);
        await expect(api.getRuns('demo')).rejects.toThrow();
        while (!harness.log.some(line => line.includes('met a failure'))) {
          await delay(5);
        }
        harness.log.length = 0;
        await giveBack(connection.database);
        await endLeases(knex);
        expect((await harness.untilCollected()).status).toBe('succeeded');
        await expectTruth(harness, '2026-11');
      }
    });

    async function takeAway(database: string) {
      await server.raw('alter database ?? with allow_connections false', [
        database,
      ]);
      await server.raw(
        // Returns when they are gone, so that none of them fails what is asked later.
        'select pg_terminate_backend(pid, 60000) from pg_stat_activity where datname = ?',
        [database],
      );
    }

    async function giveBack(database: string) {
      await server.raw('alter database ?? with allow_connections true', [
        database,
      ]);
    }
  },
);
