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
import type { Fault } from '@internal/microsoft-simulator';
import type { JsonObject } from '@backstage/types';
import type { RunDetail, RunJob } from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases, ids } = testDatabases();

const START = new Date('2026-11-14T09:00:00Z');
const HOUR_MS = 60 * 60 * 1000;
const LIST = /^\/v1\/customers\/([^/]+)\/subscriptions$/;
const REFUSED: Fault = {
  kind: 'status',
  status: 403,
  body: { code: '20002', description: 'Access denied.', source: 'PartnerFD' },
};

describe.each(ids)('lists of subscriptions on %s', databaseId => {
  let harness: CspCostsHarness;
  let customerIds: string[];

  async function start(
    options: {
      customers?: number;
      collection?: JsonObject;
      startBackend?: boolean;
    } = {},
  ) {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      startBackend: false,
      simulator: { customers: options.customers ?? 3, months: 1 },
      connector: {
        schedule: { cron: '0 * * * *' },
        sources: {
          graphBilling: false,
          priceSheet: false,
          costManagement: false,
        },
      },
      collection: options.collection,
    });
    customerIds = harness.simulator.customers.map(({ id }) => id);
    if (options.startBackend !== false) {
      await harness.startBackend();
      await harness.untilCollected();
    }
  }

  afterEach(() => harness.stop());

  /** Has the lists of a customer, or of all, answered otherwise from now on. */
  function answer(fault: Fault, customerId = '[^/]+') {
    harness.simulator.faults.add({
      match: { path: `^/v1/customers/${customerId}/subscriptions$` },
      times: 'always',
      fault,
    });
  }

  /** Whose lists were asked for since the last time, sorted. */
  function listsRead(): string[] {
    const { requests } = harness.simulator;
    const read = requests
      .find({ path: LIST })
      .map(({ path }) => path.match(LIST)![1]!);
    requests.clear();
    return read.sort();
  }

  /** The run that the schedule starts some hours after the start. */
  async function scheduledRun(hours: number): Promise<RunDetail> {
    harness.simulator.clock.set(new Date(START.getTime() + hours * HOUR_MS));
    await harness.runTask('csp-costs-start-due-runs');
    return harness.untilCollected();
  }

  function jobOf(run: RunDetail): RunJob {
    return run.jobs.find(({ source }) => source === 'subscriptions')!;
  }

  /** Since when all lists have been read, and what is the matter with them. */
  async function freshness(): Promise<unknown[]> {
    const slice = await harness
      .knex('slices')
      .where({ source: 'subscriptions' })
      .first();
    return [
      new Date(slice.verified_at).toISOString(),
      slice.problem && JSON.parse(slice.problem).code,
    ];
  }

  async function namesOf(customerId: string): Promise<string[]> {
    return harness
      .knex('subscriptions')
      .where({ customer_id: customerId })
      .orderBy('name')
      .pluck('name');
  }

  it('are read by the run in which they are due, and are as fresh as the oldest', async () => {
    await start({ collection: { subscriptionsAfter: { hours: 5 } } });
    expect(listsRead()).toEqual([...customerIds].sort());
    const [customerId] = customerIds as [string];
    const before = await namesOf(customerId);
    const [known] = await harness
      .knex('subscriptions')
      .where({ customer_id: customerId, kind: 'commerce' });
    answer(
      {
        kind: 'status',
        status: 200,
        body: {
          totalCount: 1,
          items: [
            {
              id: known.subscription_id,
              offerId: 'CFQ7TTC0LF8R:0001',
              friendlyName: 'Zebra',
              status: 'suspended',
            },
          ],
        },
      },
      customerId,
    );

    expect(jobOf(await scheduledRun(4)).status).toBe('unchanged');
    expect(listsRead()).toEqual([]);
    expect(await namesOf(customerId)).toEqual(before);
    expect(await freshness()).toEqual([START.toISOString(), null]);

    expect(jobOf(await scheduledRun(5)).status).toBe('published');
    expect(listsRead()).toEqual([...customerIds].sort());
    // What is no longer listed keeps its name.
    expect(await namesOf(customerId)).toEqual(
      [...before.filter(name => name !== known.name), 'Zebra'].sort(),
    );
    expect(await freshness()).toEqual(['2026-11-14T14:00:00.000Z', null]);
  });

  it('are read at least twice before they would count as stale', async () => {
    await start({
      collection: {
        staleAfter: { hours: 4 },
        subscriptionsAfter: { days: 3 },
      },
    });
    listsRead();
    await scheduledRun(1);
    expect(listsRead()).toEqual([]);
    await scheduledRun(2);
    expect(listsRead()).toHaveLength(3);
  });

  it('are all read when a person starts the run; those that fail then stay due', async () => {
    await start();
    listsRead();
    const [failing] = customerIds as [string];
    answer({ kind: 'status', status: 500 }, failing);
    const run = await harness.collect();
    expect(jobOf(run)).toMatchObject({ status: 'failed' });
    expect(new Set(listsRead())).toEqual(new Set(customerIds));
    expect(await freshness()).toEqual([
      START.toISOString(),
      expect.any(String),
    ]);

    harness.simulator.faults.clear();
    expect(jobOf(await scheduledRun(1)).status).toBe('published');
    expect(listsRead()).toEqual([failing]);
    expect(await freshness()).toEqual([START.toISOString(), null]);
  });

  it('are not all asked for when Microsoft does not answer, and each is read once in the end', async () => {
    await start({ customers: 30, startBackend: false });
    answer({ kind: 'status', status: 503 });
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(jobOf(run)).toMatchObject({ status: 'failed', attempts: 4 });
    // Four at a time, and each request four times, in four attempts.
    expect(listsRead().length).toBeLessThanOrEqual(2 * 4 * 4 * 4);

    harness.simulator.faults.clear();
    await scheduledRun(1);
    expect(listsRead()).toEqual([...customerIds].sort());
  });

  it('are gone on with where a process stopped', async () => {
    await start({ customers: 8, startBackend: false });
    const [hanging] = customerIds as [string];
    answer({ kind: 'delay', milliseconds: 60_000 }, hanging);
    await harness.startBackend();
    const { requests } = harness.simulator;
    const readBy = () =>
      harness.knex('customers').whereNotNull('subscriptions_read_at');
    while (
      (await readBy()).length < 7 ||
      requests.count({ path: `/v1/customers/${hanging}/` }) === 0
    ) {
      await delay(5);
    }
    await harness.stopBackend();
    harness.simulator.faults.clear();
    await harness.startBackend();
    expect((await harness.untilCollected()).status).toBe('succeeded');
    expect(listsRead()).toEqual([...customerIds, hanging].sort());
  });

  it('count as read when they are refused, and are due when a customer comes back', async () => {
    await start({ startBackend: false });
    const [refused, leaving] = customerIds as [string, string];
    answer(REFUSED, refused);
    await harness.startBackend();
    expect((await harness.untilCollected()).status).toBe('succeeded');
    expect(listsRead()).toEqual([...customerIds].sort());
    const names = await namesOf(leaving);
    expect(names).not.toEqual([]);

    const leaves = harness.simulator.faults.add({
      match: { path: '^/v1/customers$' },
      times: 'always',
      fault: {
        kind: 'status',
        status: 200,
        body: {
          items: customerIds
            .filter(id => id !== leaving)
            .map(id => ({ id, companyProfile: { companyName: id } })),
        },
      },
    });
    await scheduledRun(1);
    expect(listsRead()).toEqual([]);
    expect(await namesOf(leaving)).toEqual(names);

    harness.simulator.faults.remove(leaves);
    await scheduledRun(2);
    expect(listsRead()).toEqual([leaving]);
  });
});
