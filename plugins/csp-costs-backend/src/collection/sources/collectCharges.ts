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

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { saveChargedAzureSubscriptions } from '../../ledger/directory/saveSubscriptions';
import { saveChargedCustomers } from '../../ledger/directory/saveCustomers';
import { dropWithheld } from '../../ledger/generations/holdGeneration';
import { replaceEstimate } from '../../ledger/generations/replaceEstimate';
import {
  openGeneration,
  removeStaged,
  stageGeneration,
  type OpenGeneration,
} from '../../ledger/generations/stageGeneration';
import { LedgerError } from '../../ledger/LedgerError';
import { archiveLines, keepBlobs } from '../../ledger/load/archiveLines';
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
import { assertTicket, keepOperation } from '../queue/holdJob';
import { BlobSpool } from './BlobSpool';
import { ChargeValidation } from './ChargeValidation';
import type { CollectionContext, CollectionOutcome } from './CollectionSource';
import { customerScopeKey, scopedCustomers } from './customerScope';
import { downloadAndLoad } from './downloadAndLoad';
import { documentedColumns } from './documentedColumns';
import { findUnknownColumns } from './findUnknownColumns';
import { publishOrHold, stillWithheld } from './publishOrHold';
import { validateCharges } from './validateCharges';

/**
 * Collects one slice of charges: export, download and load, validate, publish,
 * archive.
 *
 * @remarks
 * Until it publishes nothing that is shown changes. An attempt that is cut off
 * is gone on with: the export that was asked for is waited for, and blobs that
 * are whole stay; whatever else it leaves is removed. The archive is
 * made of the blobs afterwards, because nobody waits for it; an attempt that
 * ends in between leaves them to the next one.
 */
export async function collectCharges(
  context: CollectionContext,
  options: { mapping: ChargeMapping; request: BillingExport },
): Promise<CollectionOutcome> {
  const validation = new ChargeValidation(verdicts =>
    context.report({ validation: verdicts }),
  );
  const spool = await BlobSpool.open(context.archiveDirectory, context.job);
  try {
    const outcome = await collect(context, { ...options, validation, spool });
    await spool.close();
    return outcome;
  } catch (error) {
    validation.refused(error);
    const cutOff = context.signal.aborted || error instanceof MicrosoftError;
    if (!cutOff) {
      // What cannot be loaded may be the fault of what is on disk.
      await spool.close();
    }
    if (!context.signal.aborted && !isPassing(error)) {
      await keepOperation(context.knex, context.job, undefined);
    }
    throw error;
  }
}

async function collect(
  context: CollectionContext,
  options: {
    mapping: ChargeMapping;
    request: BillingExport;
    validation: ChargeValidation;
    spool: BlobSpool;
  },
): Promise<CollectionOutcome> {
  const { slice, knex, archiveDirectory, now, job } = context;
  await removeStaged(knex, { sliceId: slice.slice_id, archiveDirectory });

  const manifest = await requestExport(context, options.request);
  if (!manifest) {
    return noData(context);
  }
  const current = await findCurrent(context, manifest);
  if (current) {
    await knex.transaction(async tx => {
      await assertTicket(tx, job);
      await recordVerified(tx, slice.slice_id, now());
      await dropWithheld(tx, slice.slice_id, now());
      await replaceEstimate(tx, slice);
    });
    await archive(context, current, options.mapping);
    return { end: 'unchanged' };
  }
  const withheld = await stillWithheld(context, manifest.eTag);
  if (withheld) {
    await archive(context, withheld.generation, options.mapping);
    return withheld.outcome;
  }
  return loadAndPublish(context, { ...options, manifest });
}

/** Whether the export that was asked for is of use to the next attempt. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof MicrosoftError &&
    error.transient &&
    ['http', 'network', 'budget', 'identity'].includes(error.kind)
  );
}

/** Undefined when Microsoft has no data, and there was none before. */
async function requestExport(
  { clients, connector, slice, knex, job, report, signal }: CollectionContext,
  request: BillingExport,
): Promise<ExportManifest | undefined> {
  report({ stage: 'exporting' });
  let manifest: ExportManifest;
  try {
    manifest = await clients.graphBilling.export(request, {
      operationUrl: job.operationUrl,
      onRequested: url => keepOperation(knex, job, url),
      signal,
    });
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

/** The generation that is shown, when it is what Microsoft has. */
async function findCurrent(
  { knex, slice, connector }: CollectionContext,
  manifest: ExportManifest,
): Promise<GenerationRow | undefined> {
  if (
    !slice.current_generation_id ||
    slice.customer_scope !== customerScopeKey(connector.settings)
  ) {
    return undefined;
  }
  return knex<GenerationRow>('generations')
    .where({
      generation_id: slice.current_generation_id,
      etag: manifest.eTag,
    })
    .first();
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
    spool: BlobSpool;
    validation: ChargeValidation;
  },
): Promise<CollectionOutcome> {
  const { connector, signal } = context;
  const load = await ChargeLoad.create({
    mapping: options.mapping,
    spillDirectory: join(options.spool.directory, 'spill'),
    customerIds: scopedCustomers(connector.settings),
    signal,
  });
  let generation: OpenGeneration;
  try {
    const { blobs, bytes } = await downloadAndLoad(context, {
      ...options,
      load,
    });
    if (blobs.length === 0) {
      return await nothingInside(context);
    }
    generation = await stage(context, { ...options, load, blobs, bytes });
  } finally {
    load.close();
  }
  const outcome = await publishOrHold(context, generation, options.validation);
  await archive(context, { archive_path: generation.path }, options.mapping);
  return outcome;
}

/** Puts a load that passes its checks into the database, beside what is shown. */
async function stage(
  context: CollectionContext,
  options: {
    load: ChargeLoad;
    manifest: ExportManifest;
    blobs: LoadableBlob[];
    bytes: number;
    spool: BlobSpool;
    validation: ChargeValidation;
  },
): Promise<OpenGeneration> {
  const { job, slice, knex, connector, report, signal, now } = context;
  const { load, manifest, blobs, bytes, spool, validation } = options;
  const summary = load.summary();
  report({ quarantinedLineCount: summary.quarantinedLineCount });
  validateCharges(
    job,
    {
      blobNames: manifest.blobNames,
      blobs,
      summary,
      unknownColumns: await findUnknownColumns(
        blobs.map(({ file }) => file),
        documentedColumns(job.source),
      ),
    },
    validation,
  );
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
  await keepBlobs(blobs, generation.directory);
  await stageGeneration(knex, {
    generation,
    load,
    summary,
    quarantinedLines: load.quarantinedLines(),
    blobCount: manifest.blobNames.length,
    bytes,
    directory: spool.directory,
    signal,
  });
  return generation;
}

/** Makes the archive of a generation, unless an attempt before has done that. */
async function archive(
  { archiveDirectory, job, report, signal }: CollectionContext,
  generation: Pick<GenerationRow, 'archive_path'>,
  mapping: ChargeMapping,
): Promise<void> {
  if (!generation.archive_path) {
    return;
  }
  const spillDirectory = join(archiveDirectory, '.spool', `${job.ticket}`);
  report({ stage: 'archiving' });
  try {
    await archiveLines({
      directory: join(archiveDirectory, generation.archive_path),
      mapping,
      spillDirectory,
      signal,
    });
  } finally {
    await rm(spillDirectory, { recursive: true, force: true });
  }
}
