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

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';
import { expectTruth } from '../../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

const billingPeriod = '2026-10';

describe.each(ids)('what was replaced on %s', databaseId => {
  let harness: CspCostsHarness;

  afterEach(() => harness.stop());

  it('goes when its time is over, each thing in its own; what is shown stays', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 2, months: 1 },
      config: {
        retention: {
          replacedCosts: { days: 1 },
          replacedLines: { days: 3 },
          generations: { days: 5 },
          restatements: { days: 7 },
        },
      },
    });
    await harness.untilCollected();
    harness.simulator.restate({ billingPeriod });
    await harness.collect();
    const replaced = (
      await harness.api.getGenerations({ status: 'replaced', billingPeriod })
    ).items.map(({ generationId }) => generationId);
    expect(replaced.length).toBeGreaterThan(0);
    const lines: string[] = await harness
      .knex('generations')
      .whereIn('generation_id', replaced)
      .pluck('archive_path');

    const left = async () => {
      const count = async (table: string) =>
        (await harness.knex(table).whereIn('generation_id', replaced)).length;
      return {
        costs:
          (await count('cost_series')) > 0 && (await count('cost_totals')) > 0,
        lines: lines.every(path =>
          existsSync(join(harness.archiveDirectory, path)),
        ),
        generations: await count('generations'),
        restatements: (await harness.api.getRestatements()).items.length > 0,
      };
    };
    const all = {
      costs: true,
      lines: true,
      generations: replaced.length,
      restatements: true,
    };
    for (const expected of [
      all,
      { ...all, costs: false },
      { ...all, costs: false, lines: false },
      { ...all, costs: false, lines: false, generations: 0 },
      { costs: false, lines: false, generations: 0, restatements: false },
    ]) {
      await harness.runTask('csp-costs-remove-replaced');
      expect(await left()).toEqual(expected);
      harness.simulator.clock.advance(2 * 24 * 60 * 60 * 1000);
    }
    await expectTruth(harness, billingPeriod);
  });

  it('is kept long enough for queries that read it', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      startBackend: false,
      config: { retention: { replacedCosts: { minutes: 5 } } },
    });
    await expect(harness.startBackend()).rejects.toThrow(
      'cspCosts.retention.replacedCosts must be one hour or longer',
    );
  });
});
