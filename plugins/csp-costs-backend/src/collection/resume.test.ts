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

import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunDetail } from 'backstage-plugin-csp-costs-common';
import type { Fault, FaultMatch } from '@internal/microsoft-simulator';
import {
  endLeases,
  killProcess,
  startProcess,
} from '../__testUtils__/backendProcesses';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

/** The third blob of the slice that is cut off. */
const BLOB: FaultMatch = {
  export: 'unbilled-usage',
  currencyCode: 'EUR',
  billingPeriod: '2026-11',
  path: 'part-00002',
};
const BLOB_PATH = /BillingMonth=202611.*Currency=EUR.*part-00002/;
/** The blobs that the slice has beside it. */
const OTHER_BLOBS = 4;
const HANGS: Fault = { kind: 'delay', milliseconds: 60_000 };

describe.each(ids)('an attempt that is cut off, on %s', databaseId => {
  let harness: CspCostsHarness;

  beforeEach(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      startBackend: false,
      simulator: { linesPerBlob: 30, months: 1 },
      // One at a time, so that nothing else is cut off at the same moment.
      collection: { concurrency: 1 },
    });
  });

  afterEach(() => harness.stop());

  /** Waits until one blob hangs, and the others of its slice have arrived. */
  async function untilBlobHangs() {
    const { simulator, archiveDirectory } = harness;
    while (simulator.requests.count({ path: BLOB_PATH }) === 0) {
      await delay(5);
    }
    simulator.faults.clear();
    const spool = join(archiveDirectory, '.spool');
    // An empty one is being written.
    const isWritten = async (name: string) =>
      name.endsWith('.received.json') &&
      (await stat(join(spool, name))).size > 0;
    const received = async () =>
      Promise.all((await readdir(spool, { recursive: true })).map(isWritten));
    while ((await received()).filter(Boolean).length < OTHER_BLOBS) {
      await delay(5);
    }
  }

  async function stopWhileBlobHangs() {
    harness.simulator.faults.add({
      match: BLOB,
      times: 'always',
      fault: HANGS,
    });
    await harness.startBackend();
    await untilBlobHangs();
    await harness.stopBackend();
  }

  /** How often each blob was asked for, when not once. */
  function repeatedBlobs(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { path } of harness.simulator.requests.find({
      service: 'storage',
    })) {
      counts[path] = (counts[path] ?? 0) + 1;
    }
    return Object.fromEntries(
      Object.entries(counts).filter(([, count]) => count !== 1),
    );
  }

  /** Exports that were asked for beyond one for each slice. */
  function repeatedExports(run: RunDetail): number {
    return (
      harness.simulator.requests.count({ method: 'POST', path: /\/export$/ }) -
      run.jobs.filter(job => /usage|reconciliation/.test(job.source)).length
    );
  }

  async function expectWhole(run: RunDetail) {
    expect(run.status).toBe('succeeded');
    await expectTruth(harness, '2026-11');
    await expectTruth(harness, '2026-10');
    expect(await readdir(join(harness.archiveDirectory, '.spool'))).toEqual([]);
  }

  it('is gone on with: the same export, and only the blobs that are missing', async () => {
    await stopWhileBlobHangs();
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(repeatedExports(run)).toBe(0);
    expect(repeatedBlobs()).toEqual({
      [harness.simulator.requests.find({ path: BLOB_PATH })[0]!.path]: 2,
    });
    await expectWhole(run);
  });

  if (databaseId.startsWith('POSTGRES')) {
    it('is gone on with by another process when its own was killed', async () => {
      harness.simulator.faults.add({
        match: BLOB,
        times: 'always',
        fault: HANGS,
      });
      const backend = await startProcess(harness);
      await untilBlobHangs();
      await killProcess(backend);
      await endLeases(harness.knex);
      await harness.startBackend();
      const run = await harness.untilCollected();
      expect(repeatedExports(run)).toBe(0);
      expect(Object.values(repeatedBlobs())).toEqual([2]);
      await expectWhole(run);
    });
  }

  it('by a signature that expires asks for one new export, and keeps what it has', async () => {
    harness.simulator.faults.add({
      match: BLOB,
      fault: { kind: 'expire-signature' },
    });
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(repeatedExports(run)).toBe(1);
    expect(
      Object.entries(repeatedBlobs()).map(([path, count]) => [
        BLOB_PATH.test(path),
        count,
      ]),
    ).toEqual([[true, 2]]);
    await expectWhole(run);
  });

  it('does not mix what it has with data that Microsoft changed meanwhile', async () => {
    await stopWhileBlobHangs();
    harness.simulator.restate({ billingPeriod: '2026-11', factor: '1.5' });
    await harness
      .knex('jobs')
      .whereNotNull('operation_at')
      .update({ operation_at: '2020-01-01T00:00:00.000Z' });
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(repeatedExports(run)).toBe(1);
    await expectWhole(run);
  });

  it('asks anew when Microsoft does not know the export any more', async () => {
    await stopWhileBlobHangs();
    const [{ operation_url: known }] = await harness
      .knex('jobs')
      .whereNotNull('operation_url');
    await harness
      .knex('jobs')
      .whereNotNull('operation_url')
      .update({ operation_url: `${known}0` });
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(repeatedExports(run)).toBe(1);
    expect(Object.values(repeatedBlobs())).toEqual([2]);
    await expectWhole(run);
  });

  it('stops within a second when its run is cancelled, and leaves nothing', async () => {
    harness.simulator.faults.add({
      match: BLOB,
      times: 'always',
      fault: HANGS,
    });
    await harness.startBackend();
    await untilBlobHangs();
    const spool = join(harness.archiveDirectory, '.spool');
    const ofJob = await readdir(spool);
    expect(ofJob).toHaveLength(1);
    // What a process left whose job has ended elsewhere.
    await mkdir(join(spool, 'stray', 'ticket'), { recursive: true });
    await harness.runTask('csp-costs-remove-stray-files');
    expect(await readdir(spool)).toEqual(ofJob);

    const [{ runId }] = (await harness.api.getRuns('demo')) as [RunDetail];
    await expect(harness.api.cancelRun(runId)).resolves.toMatchObject({
      status: 'cancelled',
    });
    while ((await readdir(spool)).length > 0) {
      await delay(5);
    }
    const shown = await harness.knex('generations').pluck('status');
    expect(shown.filter(status => status !== 'published')).toEqual([]);
    const { coverage } = await harness.api.getCostSummary({
      billingPeriod: '2026-11',
    });
    expect(coverage.complete).toBe(false);

    await expectWhole(await harness.collect());
  });
});
