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
import { ArchiveError } from '../../ledger/archive/ArchiveError';
import { keepBlobs } from '../../ledger/archive/keptFiles';
import { ChargeLoad, type LoadableBlob } from '../../ledger/load/ChargeLoad';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';
import {
  recordNoData,
  recordVerified,
} from '../../ledger/slices/recordSliceOutcome';
import type { GenerationRow } from '../../ledger/tables';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import { assertTicket, keepOperation } from '../queue/holdJob';
import { BlobSpool } from './BlobSpool';
import { ChargeValidation } from './ChargeValidation';
import type { ChargeVersion, FindVersion } from './ChargeVersion';
import type { CollectionContext, CollectionOutcome } from './CollectionSource';
import { customerScopeKey, scopedCustomers } from './customerScope';
import { documentedColumns } from './documentedColumns';
import { findUnknownColumns } from './findUnknownColumns';
import { publishOrHold, stillWithheld } from './publishOrHold';
import { validateCharges } from './validateCharges';

/**
 * Collects one slice of charges: export, download and load, validate, publish.
 *
 * @remarks
 * Until it publishes nothing that is shown changes. An attempt that is cut off
 * is gone on with: the export that was asked for is waited for, and blobs that
 * are whole stay; whatever else it leaves is removed. The archive has the
 * blobs before anything is shown; Parquet is made of them afterwards, by whom
 * nobody waits for.
 */
export async function collectCharges(
  context: CollectionContext,
  options: { mapping: ChargeMapping; find: FindVersion },
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
    const cutOff =
      context.signal.aborted ||
      error instanceof MicrosoftError ||
      error instanceof ArchiveError;
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
    find: FindVersion;
    validation: ChargeValidation;
    spool: BlobSpool;
  },
): Promise<CollectionOutcome> {
  const { slice, knex, archive, now, job, signal } = context;
  await removeStaged(knex, { sliceId: slice.slice_id, archive, signal });

  const version = await options.find(context, options);
  if (!version) {
    return noData(context);
  }
  const current = await findCurrent(context, version);
  if (current) {
    await knex.transaction(async tx => {
      await assertTicket(tx, job);
      await recordVerified(tx, slice.slice_id, now());
      await dropWithheld(tx, slice.slice_id, now());
      await replaceEstimate(tx, slice);
    });
    return { end: 'unchanged' };
  }
  const withheld = await stillWithheld(context, version.eTag);
  if (withheld) {
    return withheld;
  }
  return loadAndPublish(context, { ...options, version });
}

/** Whether the export that was asked for is of use to the next attempt. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof MicrosoftError &&
    error.transient &&
    ['http', 'network', 'budget', 'identity'].includes(error.kind)
  );
}

/** The generation that is shown, when it is what Microsoft has. */
async function findCurrent(
  { knex, slice, connector }: CollectionContext,
  version: ChargeVersion,
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
      etag: version.eTag,
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
    version: ChargeVersion;
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
    const { blobs, bytes } = await options.version.load(load);
    if (blobs.length === 0) {
      return await nothingInside(context);
    }
    generation = await stage(context, { ...options, load, blobs, bytes });
  } finally {
    load.close();
  }
  return publishOrHold(context, generation, options.validation);
}

/** Puts a load that passes its checks into the database, beside what is shown. */
async function stage(
  context: CollectionContext,
  options: {
    load: ChargeLoad;
    version: ChargeVersion;
    blobs: LoadableBlob[];
    bytes: number;
    spool: BlobSpool;
    validation: ChargeValidation;
  },
): Promise<OpenGeneration> {
  const { job, slice, knex, connector, report, signal, now } = context;
  const { load, version, blobs, bytes, spool, validation } = options;
  const summary = await load.summary();
  report({ quarantinedLineCount: summary.quarantinedLineCount });
  validateCharges(
    job,
    {
      blobNames: version.blobNames,
      blobs,
      summary,
      unknownColumns: await findUnknownColumns(
        blobs,
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
    folder: join(
      connector.connectorId,
      slice.source,
      slice.slice_key.replaceAll(':', '_'),
    ),
    etag: version.eTag,
    now: now(),
  });
  await keepBlobs(context.archive, {
    folder: generation.path,
    generation: {
      generationId: generation.generationId,
      source: slice.source,
      eTag: version.eTag,
      customerIds: scopedCustomers(connector.settings),
    },
    blobs,
    workDirectory: spool.directory,
    signal,
  });
  await stageGeneration(knex, {
    generation,
    load,
    summary,
    quarantinedLines: load.quarantinedLines(),
    blobCount: version.blobNames.length,
    bytes,
    directory: spool.directory,
    signal,
  });
  return generation;
}
