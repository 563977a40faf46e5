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
import { applyMigrations } from '../../database/applyMigrations';
import { claimJob } from './claimJob';
import { assertTicket, extendLease, TicketLostError } from './holdJob';
import { readRun } from './readRuns';
import { postponeJob, releaseJob, settleJob } from './settleJob';
import { startRun } from './startRun';
import type { ClaimedJob } from './tables';

jest.setTimeout(60_000);

const { databases, ids } = testDatabases();

const now = new Date('2026-11-14T09:00:00Z');
const LEASE = { leaseMs: 60_000, now };
const DONE = {
  bytes: 0,
  lineCount: 0,
  quarantinedLineCount: 0,
  followUps: [],
  now,
} as const;

describe.each(ids)('the job queue on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations({ getClient: async () => knex });
  });

  async function start(sources: Array<'customers' | 'invoices'>) {
    return startRun(knex, {
      connectorId: 'demo',
      trigger: 'manual',
      slices: sources.map(source => ({
        connectorId: 'demo',
        source,
        sliceKey: 'all',
      })),
      now,
    });
  }

  async function claim(): Promise<ClaimedJob> {
    const job = await claimJob(knex, LEASE);
    expect(job).toBeDefined();
    return job!;
  }

  async function endLease(job: ClaimedJob) {
    await knex('jobs')
      .where({ job_id: job.jobId })
      .update({ next_at: '2020-01-01T00:00:00.000Z' });
  }

  it('gives each job to one worker only', async () => {
    await start(['customers', 'invoices']);
    const jobs = await Promise.all(
      Array.from({ length: 6 }, () => claimJob(knex, LEASE)),
    );
    const claimed = jobs.filter(job => job !== undefined);
    expect(claimed.map(job => job.source).sort()).toEqual([
      'customers',
      'invoices',
    ]);
  });

  it('takes a job from a worker that fell silent, and lets it do no harm', async () => {
    const { runId } = await start(['customers']);
    const silent = await claim();
    await endLease(silent);
    const second = await claim();
    expect(second).toMatchObject({ jobId: silent.jobId, attempts: 2 });

    await expect(extendLease(knex, silent, LEASE)).rejects.toThrow(
      TicketLostError,
    );
    await expect(
      knex.transaction(tx => assertTicket(tx, silent)),
    ).rejects.toThrow(TicketLostError);
    await expect(
      settleJob(knex, silent, { ...DONE, end: 'published' }),
    ).rejects.toThrow(TicketLostError);
    await releaseJob(knex, silent);
    expect((await readRun(knex, runId)).status).toBe('running');

    await extendLease(knex, second, LEASE);
    await settleJob(knex, second, { ...DONE, end: 'unchanged' });
    expect(await readRun(knex, runId)).toMatchObject({
      status: 'succeeded',
      finishedJobCount: 1,
    });
  });

  it('tries again when the time has come, and not before', async () => {
    await start(['customers']);
    const job = await claim();
    const problem = { code: 'X', cause: 'c', remedy: 'r', since: 's' };
    await postponeJob(knex, job, { delayMs: 60_000, problem });
    expect(await claimJob(knex, LEASE)).toBeUndefined();
    expect((await readRun(knex, job.runId)).jobs).toMatchObject([
      { status: 'waiting', attempts: 1, problem },
    ]);
    await endLease(job);
    expect((await claim()).attempts).toBe(2);
  });

  it('does not count an attempt that a shutdown ended', async () => {
    await start(['customers']);
    await releaseJob(knex, await claim());
    expect((await claim()).attempts).toBe(1);
  });

  it('ends the run with its last job, follow-ups included', async () => {
    const { runId } = await start(['customers', 'invoices']);
    const [first, second] = [await claim(), await claim()];
    await settleJob(knex, first, {
      ...DONE,
      end: 'published',
      followUps: [
        { connectorId: 'demo', source: 'subscriptions', sliceKey: 'all' },
      ],
    });
    await settleJob(knex, second, {
      ...DONE,
      end: 'failed',
      problem: { code: 'X', cause: 'c', remedy: 'r', since: 's' },
    });
    expect(await readRun(knex, runId)).toMatchObject({
      status: 'running',
      jobCount: 3,
    });
    expect(await start(['customers'])).toEqual({ runId, started: false });

    await settleJob(knex, await claim(), { ...DONE, end: 'published' });
    expect(await readRun(knex, runId)).toMatchObject({
      status: 'partial',
      jobCount: 3,
      failedJobCount: 1,
    });
    expect((await start(['customers'])).started).toBe(true);
  });
});
