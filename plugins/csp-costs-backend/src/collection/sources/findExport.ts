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

import { LedgerError } from '../../ledger/LedgerError';
import { isBilled } from '../../ledger/tables';
import type { BillingExport } from '../../microsoft/graphBilling/GraphBillingClient';
import type { ExportManifest } from '../../microsoft/graphBilling/readManifest';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import { keepOperation } from '../queue/holdJob';
import type { FindVersion } from './ChargeVersion';
import type { CollectionContext } from './CollectionSource';
import { downloadAndLoad } from './downloadAndLoad';

/** Finds charges in an export of Graph partner billing. */
export function findExport(request: BillingExport): FindVersion {
  return async (context, { mapping, spool }) => {
    const manifest = await requestExport(context, request);
    return (
      manifest && {
        eTag: manifest.eTag,
        blobNames: manifest.blobNames,
        load: load =>
          downloadAndLoad(context, { manifest, mapping, spool, load }),
      }
    );
  };
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
