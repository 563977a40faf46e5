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

import { mkdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { saveChargedAzureSubscriptions } from '../../ledger/directory/saveSubscriptions';
import { saveChargedCustomers } from '../../ledger/directory/saveCustomers';
import { publishGeneration } from '../../ledger/generations/publishGeneration';
import { replaceEstimate } from '../../ledger/generations/replaceEstimate';
import {
  openGeneration,
  removeStaged,
  stageGeneration,
} from '../../ledger/generations/stageGeneration';
import { LedgerError } from '../../ledger/LedgerError';
import { ChargeLoad, type LoadableBlob } from '../../ledger/load/ChargeLoad';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';
import {
  recordNoData,
  recordVerified,
} from '../../ledger/slices/recordSliceOutcome';
import { isBilled, type GenerationRow } from '../../ledger/tables';
import type { BillingExport } from '../../microsoft/graphBilling/GraphBillingClient';
import type { ExportManifest } from '../../microsoft/graphBilling/readManifest';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import { assertTicket } from '../queue/holdJob';
import type { CollectionContext, CollectionOutcome } from './CollectionSource';
import { customerScopeKey, scopedCustomers } from './customerScope';
import { validateCharges } from './validateCharges';

/**
 * Collects one slice of charges: export, download, load, validate, publish.
 *
 * @remarks
 * Until the last step nothing that is shown changes. Whatever a failed or
 * interrupted attempt leaves behind is removed by the next one.
 */
export async function collectCharges(
  context: CollectionContext,
  options: { mapping: ChargeMapping; request: BillingExport },
): Promise<CollectionOutcome> {
  const { slice, knex, archiveDirectory, now, job } = context;
  const jobSpool = join(archiveDirectory, '.spool', job.jobId);
  await rm(jobSpool, { recursive: true, force: true });
  await removeStaged(knex, { sliceId: slice.slice_id, archiveDirectory });

  const manifest = await requestExport(context, options.request);
  if (!manifest) {
    return noData(context);
  }
  if (await isCurrent(context, manifest)) {
    await knex.transaction(async tx => {
      await assertTicket(tx, job);
      await recordVerified(tx, slice.slice_id, now());
      await replaceEstimate(tx, slice);
    });
    return { end: 'unchanged' };
  }

  // By ticket: a worker that lost the job must not touch its successor's files.
  const spool = join(jobSpool, job.ticket);
  await mkdir(spool, { recursive: true });
  try {
    const { blobs, bytes } = await download(context, manifest, spool);
    if (blobs.length === 0) {
      return await nothingInside(context);
    }
    await loadAndPublish(context, {
      mapping: options.mapping,
      manifest,
      blobs,
      bytes,
      spool,
    });
    return { end: 'published' };
  } finally {
    await rm(spool, { recursive: true, force: true });
    await rmdir(jobSpool).catch(() => {});
  }
}

/** Undefined when Microsoft has no data, and there was none before. */
async function requestExport(
  { clients, connector, slice, job, report, signal }: CollectionContext,
  request: BillingExport,
): Promise<ExportManifest | undefined> {
  report({ stage: 'exporting' });
  let manifest: ExportManifest;
  try {
    manifest = await clients.graphBilling.export(request, signal);
  } catch (error) {
    if (
      error instanceof MicrosoftError &&
      error.kind === 'operation' &&
      error.code === '5000'
    ) {
      if (slice.current_generation_id) {
        throw new LedgerError(
          'EMPTY',
          'Microsoft says that it has no data, although it had some before',
          error,
        );
      }
      return undefined;
    }
    throw error;
  }
  if (
    manifest.partnerTenantId.toLowerCase() !==
    connector.settings.partnerTenantId
  ) {
    throw new LedgerError(
      'WRONG_TENANT',
      `the export belongs to partner tenant ${manifest.partnerTenantId}`,
    );
  }
  if (
    !isBilled(slice.source) &&
    manifest.billingPeriod &&
    manifest.billingPeriod !== job.billingPeriod
  ) {
    // At the start of a month Microsoft serves the month before for a while.
    if (!slice.current_generation_id) {
      return undefined;
    }
    throw new LedgerError(
      'WRONG_PERIOD',
      `the export is of ${manifest.billingPeriod} instead of ${job.billingPeriod}`,
    );
  }
  return manifest;
}

async function isCurrent(
  { knex, slice, connector }: CollectionContext,
  manifest: ExportManifest,
): Promise<boolean> {
  if (!slice.current_generation_id) {
    return false;
  }
  const current = await knex<GenerationRow>('generations')
    .where({ generation_id: slice.current_generation_id })
    .first('etag');
  return (
    current?.etag === manifest.eTag &&
    slice.customer_scope === customerScopeKey(connector.settings)
  );
}

async function download(
  { clients, report, signal }: CollectionContext,
  manifest: ExportManifest,
  spool: string,
): Promise<{ blobs: LoadableBlob[]; bytes: number }> {
  const blobs: LoadableBlob[] = [];
  let bytes = 0;
  const onBytes = (received: number) => {
    bytes += received;
    report({ bytes });
  };
  report({ stage: 'downloading' });
  for (const [index, name] of manifest.blobNames.entries()) {
    const file = join(spool, `blob-${index}.json.gz`);
    const { lineCount } = await clients.graphBilling.download({
      manifest,
      blobName: name,
      file,
      onBytes,
      signal,
    });
    if (lineCount > 0) {
      blobs.push({ name, file, lineCount });
    }
  }
  return { blobs, bytes };
}

async function nothingInside(
  context: CollectionContext,
): Promise<CollectionOutcome> {
  if (context.slice.current_generation_id) {
    throw new LedgerError(
      'EMPTY',
      'the export has no lines, although it had some before',
    );
  }
  return noData(context);
}

async function noData({
  knex,
  slice,
  job,
}: CollectionContext): Promise<CollectionOutcome> {
  await knex.transaction(async tx => {
    await assertTicket(tx, job);
    await recordNoData(tx, slice.slice_id);
    await replaceEstimate(tx, slice);
  });
  return { end: 'no-data' };
}

async function loadAndPublish(
  context: CollectionContext,
  options: {
    mapping: ChargeMapping;
    manifest: ExportManifest;
    blobs: LoadableBlob[];
    bytes: number;
    spool: string;
  },
): Promise<void> {
  const { job, slice, knex, connector, report, signal, now } = context;
  const { mapping, manifest, blobs, bytes, spool } = options;
  const generation = await openGeneration(knex, {
    sliceId: slice.slice_id,
    archiveDirectory: context.archiveDirectory,
    folder: join(
      connector.connectorId,
      slice.source,
      slice.slice_key.replaceAll(':', '_'),
    ),
    etag: manifest.eTag,
    now: now(),
  });
  report({ stage: 'loading' });
  let lineCount = 0;
  const load = await ChargeLoad.create({
    blobs,
    mapping,
    directory: generation.directory,
    spillDirectory: join(spool, 'spill'),
    customerIds: scopedCustomers(connector.settings),
    onLines: lines => {
      lineCount += lines;
      report({ lineCount });
    },
    signal,
  });
  try {
    const summary = await load.summary();
    report({ quarantinedLineCount: summary.quarantinedLineCount });
    validateCharges(job, summary);
    const quarantinedLines =
      summary.quarantinedLineCount > 0
        ? await load.quarantinedLines(blobs)
        : [];
    await saveChargedCustomers(
      knex,
      connector.connectorId,
      await load.customers(),
    );
    await saveChargedAzureSubscriptions(
      knex,
      connector.connectorId,
      await load.azureSubscriptions(),
    );
    await stageGeneration(knex, {
      generation,
      load,
      summary,
      quarantinedLines,
      blobCount: manifest.blobNames.length,
      bytes,
      signal,
    });
  } finally {
    load.close();
  }
  await publishGeneration(knex, {
    staged: generation,
    customerScope: customerScopeKey(connector.settings),
    now: now(),
    guard: tx => assertTicket(tx, job),
  });
}
