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
import { cancelRun } from './cancelRun';
import { claimJob } from './claimJob';
import {
  assertTicket,
  extendLease,
  keepOperation,
  TicketLostError,
} from './holdJob';
import { pauseLane, readPauses, resumeLane } from './lanes';
import { readRun } from './readRuns';
import { retryJobs } from './retryJobs';
import { postponeJob, releaseJob, settleJob } from './settleJob';
import { startRun } from './startRun';
import type { ClaimedJob } from './tables';

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

  /** Starts a run with as many slices of one source. */
  async function startMany(connectorId: string, count: number) {
    return startRun(knex, {
      connectorId,
      trigger: 'schedule',
      slices: Array.from({ length: count }, (_, index) => ({
        connectorId,
        source: 'billed-usage' as const,
        sliceKey: `G${index}`,
      })),
      now,
    });
  }

  async function fail(job: ClaimedJob) {
    await settleJob(knex, job, {
      ...DONE,
      end: 'failed',
      problem: { code: 'X', cause: 'c', remedy: 'r', since: 's' },
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

  it('serves connectors in turn, however many jobs one of them has', async () => {
    await startMany('large', 40);
    await startMany('small', 3);
    const order: string[] = [];
    for (let count = 0; count < 8; count++) {
      const job = await claim();
      order.push(job.connectorId);
      await settleJob(knex, job, { ...DONE, end: 'unchanged' });
    }
    expect(order).toEqual([
      'large',
      'small',
      'large',
      'small',
      'large',
      'small',
      'large',
      'large',
    ]);
  });

  it('gives a free worker to the connector with the fewest jobs at work', async () => {
    await startMany('large', 40);
    const long = [await claim(), await claim(), await claim()];
    await startMany('small', 4);
    const order: string[] = [];
    for (let count = 0; count < 4; count++) {
      order.push((await claim()).connectorId);
    }
    // After three of the small one they are level, and it is the large one's turn.
    expect(order).toEqual(['small', 'small', 'small', 'large']);
    expect(long.map(job => job.connectorId)).toEqual([
      'large',
      'large',
      'large',
    ]);
  });

  it('takes what is for today first, whosever it is, and of a backfill the newest month', async () => {
    const backfill = (connectorId: string, periods: string[]) =>
      startRun(knex, {
        connectorId,
        trigger: 'backfill',
        slices: periods.map((billingPeriod, index) => ({
          connectorId,
          source: 'billed-usage' as const,
          sliceKey: billingPeriod,
          billingPeriod,
          priority: 3 + index,
        })),
        now,
      });
    const { runId } = await backfill('first', ['2026-08', '2026-07']);
    await backfill('first', ['2026-07', '2026-06']);
    await backfill('second', ['2026-08']);
    // Of two runs, the first one that has a slice keeps it.
    const today = await startRun(knex, {
      connectorId: 'second',
      trigger: 'schedule',
      slices: ['2026-11', '2026-08'].map(sliceKey => ({
        connectorId: 'second',
        source: 'billed-usage',
        sliceKey,
      })),
      now,
    });
    expect((await readRun(knex, today.runId)).jobCount).toBe(1);
    expect((await readRun(knex, runId)).jobCount).toBe(3);
    const empty = await startRun(knex, {
      connectorId: 'first',
      trigger: 'schedule',
      slices: [
        { connectorId: 'first', source: 'billed-usage', sliceKey: '2026-08' },
      ],
      now,
    });
    expect(await readRun(knex, empty.runId)).toMatchObject({
      status: 'succeeded',
      jobCount: 0,
    });

    const first = await claim();
    expect(`${first.connectorId} ${first.sliceKey}`).toBe('second 2026-11');
    expect(await claimJob(knex, { ...LEASE, onlyToday: true })).toBeUndefined();
    const taken: string[] = [];
    for (let count = 0; count < 4; count++) {
      const { connectorId, sliceKey } = await claim();
      taken.push(`${connectorId} ${sliceKey}`);
    }
    expect(taken.filter(one => one.startsWith('first'))).toEqual([
      'first 2026-08',
      'first 2026-07',
      'first 2026-06',
    ]);
  });

  it('retries a slice where it is being collected already', async () => {
    const failed = await startMany('demo', 1);
    await fail(await claim());
    const again = await startMany('demo', 1);
    const [dead] = (await readRun(knex, failed.runId)).jobs;
    const by = { by: 'user:default/ann', now };
    expect(await retryJobs(knex, { jobId: dead!.jobId }, by)).toEqual({
      runId: again.runId,
    });
    expect((await readRun(knex, failed.runId)).jobs).toMatchObject([
      { status: 'failed', retriedIn: again.runId },
    ]);
    await cancelRun(knex, again.runId, by);
    await retryJobs(knex, { jobId: dead!.jobId }, by);
    expect((await claim()).sliceKey).toBe('G0');
  });

  it('begins nothing of a connector that is paused, and lets what is at work end', async () => {
    await startMany('paused', 2);
    await startMany('other', 1);
    const atWork = await claim();
    expect(atWork.connectorId).toBe('other');
    await settleJob(knex, atWork, { ...DONE, end: 'unchanged' });
    const job = await claim();
    await pauseLane(knex, 'paused', { by: 'user:default/ann', now });
    await pauseLane(knex, 'paused', { by: 'user:default/bob', now });
    expect(await readPauses(knex)).toEqual(
      new Map([
        ['paused', { since: now.toISOString(), pausedBy: 'user:default/ann' }],
      ]),
    );
    expect(await claimJob(knex, LEASE)).toBeUndefined();
    await extendLease(knex, job, LEASE);
    await settleJob(knex, job, { ...DONE, end: 'published' });
    expect(await claimJob(knex, LEASE)).toBeUndefined();
    await expect(
      retryJobs(knex, { jobId: job.jobId }, { by: 'x', now }),
    ).rejects.toThrow('paused');

    await resumeLane(knex, 'paused');
    expect((await claim()).connectorId).toBe('paused');
  });

  it('takes every ticket of a run that is cancelled, and ends it', async () => {
    const { runId } = await startMany('demo', 3);
    const [done, running] = [await claim(), await claim()];
    await settleJob(knex, done, { ...DONE, end: 'published' });
    await cancelRun(knex, runId, { by: 'user:default/ann', now });
    await expect(extendLease(knex, running, LEASE)).rejects.toThrow(
      TicketLostError,
    );
    await expect(
      settleJob(knex, running, { ...DONE, end: 'published' }),
    ).rejects.toThrow(TicketLostError);
    await releaseJob(knex, running);
    expect(await claimJob(knex, LEASE)).toBeUndefined();
    const run = await readRun(knex, runId);
    expect(run).toMatchObject({
      status: 'cancelled',
      cancelledBy: 'user:default/ann',
      finishedAt: now.toISOString(),
      finishedJobCount: 3,
    });
    expect(run.jobs.map(job => job.status).sort()).toEqual([
      'cancelled',
      'cancelled',
      'published',
    ]);
    await expect(cancelRun(knex, runId, { by: 'x', now })).rejects.toThrow(
      'has ended already',
    );
    expect((await startMany('demo', 1)).started).toBe(true);
  });

  it('retries a failed job in its run while that goes on, with attempts anew', async () => {
    const { runId } = await startMany('demo', 2);
    const job = await claim();
    await keepOperation(knex, job, 'https://graph.example/operation');
    await fail(job);
    const by = { by: 'user:default/ann', now };
    expect(await retryJobs(knex, { jobId: job.jobId }, by)).toEqual({ runId });
    await expect(retryJobs(knex, { jobId: job.jobId }, by)).rejects.toThrow(
      'has not failed',
    );
    const [first, second] = [await claim(), await claim()];
    const again = [first, second].find(({ jobId }) => jobId === job.jobId);
    expect(again).toMatchObject({ attempts: 1, operationUrl: undefined });
    expect(await readRun(knex, runId)).toMatchObject({
      status: 'running',
      jobCount: 2,
      failedJobCount: 0,
    });
  });

  it('retries what failed in a run that has ended in one new run, once', async () => {
    const { runId } = await startMany('demo', 3);
    await fail(await claim());
    const dead = await claim();
    await fail(dead);
    await settleJob(knex, await claim(), { ...DONE, end: 'published' });
    const by = { by: 'user:default/ann', now };
    const retried = await retryJobs(knex, { runId }, by);
    expect(retried.runId).not.toBe(runId);
    expect(await readRun(knex, retried.runId)).toMatchObject({
      trigger: 'retry',
      requestedBy: 'user:default/ann',
      status: 'running',
      jobCount: 2,
    });
    expect(
      (await readRun(knex, runId)).jobs.map(job => [job.status, job.retriedIn]),
    ).toEqual(
      expect.arrayContaining([
        ['failed', retried.runId],
        ['failed', retried.runId],
        ['published', undefined],
      ]),
    );
    await expect(retryJobs(knex, { runId }, by)).rejects.toThrow(
      'no failed job',
    );
    await expect(retryJobs(knex, { jobId: dead.jobId }, by)).rejects.toThrow(
      'has been retried already',
    );
    await expect(retryJobs(knex, { runId: dead.jobId }, by)).rejects.toThrow(
      'No run has the id',
    );
  });

  it('hands an export on to the next attempt, unless it is of yesterday', async () => {
    await start(['customers']);
    const first = await claim();
    await keepOperation(knex, first, 'https://graph.example/operation');
    await endLease(first);
    const second = await claim();
    expect(second.operationUrl).toBe('https://graph.example/operation');
    await expect(keepOperation(knex, first, undefined)).rejects.toThrow(
      TicketLostError,
    );
    await knex('jobs').update({ operation_at: '2020-01-01T00:00:00.000Z' });
    await endLease(second);
    expect((await claim()).operationUrl).toBeUndefined();
  });
});
