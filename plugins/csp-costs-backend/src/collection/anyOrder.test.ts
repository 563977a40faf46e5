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

import fc from 'fast-check';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

jest.setTimeout(900_000);

const { databases, ids } = testDatabases();

const DAY_MS = 24 * 60 * 60_000;
const PERIODS = ['2026-09', '2026-10', '2026-11', '2026-12'];

/** What happens to a partner, to Microsoft or to the portal. */
type Event =
  | { kind: 'run' }
  | { kind: 'restate'; billingPeriod: string; day: number; factor: string }
  | { kind: 'days'; days: number }
  | {
      kind: 'broken';
      fault: 'truncate' | 'corrupt' | 'empty' | 'fail' | 'busy';
    }
  | { kind: 'lost'; afterRequests: number }
  | { kind: 'restarted'; afterRequests: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.constant<Event>({ kind: 'run' }),
  fc.record({
    kind: fc.constant('restate' as const),
    billingPeriod: fc.constantFrom('2026-10', '2026-11'),
    day: fc.integer({ min: 1, max: 13 }),
    factor: fc.constantFrom('0.5', '1.1', '1.0000001', '2'),
  }),
  fc.record({
    kind: fc.constant('days' as const),
    days: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({
    kind: fc.constant('broken' as const),
    fault: fc.constantFrom(
      'truncate' as const,
      'corrupt' as const,
      'empty' as const,
      'fail' as const,
      'busy' as const,
    ),
  }),
  fc.record({
    kind: fc.constant('lost' as const),
    afterRequests: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({
    kind: fc.constant('restarted' as const),
    afterRequests: fc.integer({ min: 1, max: 60 }),
  }),
);

/** Everything that was true so far, by month and currency. */
class Truths {
  readonly #harness: CspCostsHarness;
  readonly #seen = new Map<string, Set<string>>();

  constructor(harness: CspCostsHarness) {
    this.#harness = harness;
    this.note();
  }

  /** Months that have costs by now. */
  periods(): string[] {
    return PERIODS.filter(billingPeriod =>
      [...this.#seen.keys()].some(key => key.startsWith(billingPeriod)),
    );
  }

  note(): void {
    for (const billingPeriod of PERIODS) {
      for (const total of this.#harness.simulator.truth(billingPeriod).totals) {
        const key = `${billingPeriod} ${total.billingCurrency}`;
        const seen = this.#seen.get(key) ?? new Set();
        seen.add(total.usageCost);
        this.#seen.set(key, seen);
      }
    }
  }

  /** Figures that are shown and were never true. */
  async neverTrue(): Promise<string[]> {
    const wrong: string[] = [];
    for (const billingPeriod of PERIODS) {
      const { totals } = await this.#harness.api.getCostSummary({
        billingPeriod,
      });
      for (const { billingCurrency, usageCost } of totals) {
        const key = `${billingPeriod} ${billingCurrency}`;
        if (!this.#seen.get(key)?.has(usageCost)) {
          wrong.push(`${key} ${usageCost}`);
        }
      }
    }
    return wrong;
  }
}

describe.each(ids)('whatever happens, on %s', databaseId => {
  it('every figure was true once, and in the end the ledger is what Microsoft has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 2, maxLength: 7 }),
        async events => {
          const harness = await CspCostsHarness.create({
            knex: await databases.init(databaseId),
            simulator: { customers: 2, months: 1, linesPerCustomerDay: 1 },
            collection: { attempts: 2 },
          });
          try {
            const truths = new Truths(harness);
            await harness.untilCollected();
            for (const one of events) {
              await happen(harness, one, truths);
              expect(await truths.neverTrue()).toEqual([]);
            }
            harness.simulator.faults.clear();
            await harness.collect();
            // What the first run found of invoices is collected by now.
            expect((await harness.collect()).status).toBe('succeeded');
            for (const billingPeriod of truths.periods()) {
              await expectTruth(harness, billingPeriod);
            }
          } finally {
            await harness.stop();
          }
        },
      ),
      { numRuns: 8, seed: 20261121, endOnFailure: true },
    );
  });
});

async function happen(
  harness: CspCostsHarness,
  one: Event,
  truths: Truths,
): Promise<void> {
  const { simulator, knex } = harness;
  switch (one.kind) {
    case 'run':
      await harness.collect();
      return;
    case 'restate':
      simulator.restate(one);
      truths.note();
      return;
    case 'days':
      for (let day = 0; day < one.days; day++) {
        simulator.clock.advance(DAY_MS);
        truths.note();
      }
      return;
    case 'broken':
      simulator.faults.add({
        id: 'broken',
        match: { export: 'unbilled-usage' },
        times: 'always',
        fault: {
          truncate: { kind: 'truncate' as const },
          corrupt: { kind: 'corrupt' as const },
          empty: { kind: 'empty' as const },
          fail: { kind: 'fail-operation' as const },
          busy: { kind: 'status' as const, status: 503 },
        }[one.fault],
      });
      await harness.collect();
      simulator.faults.remove('broken');
      return;
    case 'lost':
      // As after a kill: somebody else has the jobs before this one is done.
      await runUntil(harness, one.afterRequests);
      await knex('jobs')
        .where({ status: 'running' })
        .update({ ticket: 'of another process', next_at: knex.fn.now() });
      await harness.untilCollected();
      return;
    default:
      await runUntil(harness, one.afterRequests);
      await harness.stopBackend();
      await harness.startBackend();
      await harness.untilCollected();
  }
}

/** Starts a run, and lets it get as far as some requests to Microsoft, or to its end. */
async function runUntil(
  { api, simulator }: CspCostsHarness,
  requests: number,
): Promise<void> {
  simulator.requests.clear();
  const { runId } = await api.startRun('demo');
  while (
    simulator.requests.entries.length < requests &&
    (await api.getRun(runId)).status === 'running'
  );
}
