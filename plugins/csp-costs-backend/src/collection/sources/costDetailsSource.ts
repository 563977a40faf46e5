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

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addMonths,
  firstDayOf,
  lastDayOf,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { CostDetailsLoad } from '../../ledger/costDetails/CostDetailsLoad';
import { publishCostDetails } from '../../ledger/costDetails/publishCostDetails';
import type { CostDetailsReportRow } from '../../ledger/costDetails/tables';
import { LedgerError } from '../../ledger/LedgerError';
import { recordVerified } from '../../ledger/slices/recordSliceOutcome';
import type {
  CostDetailsReport,
  CostDetailsRequest,
} from '../../microsoft/costManagement/CostDetailsReport';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import { assertTicket, keepOperation } from '../queue/holdJob';
import { billingAccountOf } from './billingAccountOf';
import type {
  CollectionContext,
  CollectionOutcome,
  CollectionSource,
} from './CollectionSource';
import { costDetailsKeys, readCostDetailsKey } from './costDetailsKeys';
import { spoolOf } from './spoolOf';

/**
 * Azure costs as the partner pays them and at pay-as-you-go prices, from
 * Cost Management's reports of cost details. They stand beside the charges of
 * the ledger, and are never added to them.
 */
export const costDetailsSource: CollectionSource = {
  source: 'cost-details',

  async collect(context) {
    const { archiveDirectory, job, knex, signal } = context;
    const directory = join(spoolOf(archiveDirectory, job), job.ticket);
    await mkdir(directory, { recursive: true });
    try {
      return await collect(context, directory);
    } catch (error) {
      if (!signal.aborted && !isPassing(error)) {
        await keepOperation(knex, job, undefined);
      }
      throw error;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};

async function collect(
  context: CollectionContext,
  directory: string,
): Promise<CollectionOutcome> {
  const { clients, connector, job, knex, slice, report, signal } = context;
  const key = readCostDetailsKey(job.sliceKey);
  const shown = await knex<CostDetailsReportRow>('cost_details_reports')
    .where({ slice_id: slice.slice_id })
    .first();
  report({ stage: 'exporting' });
  const { name: billingAccountName } = await billingAccountOf(context);
  const request: CostDetailsRequest = {
    billingAccountName,
    customerId: key.customerId,
    from: firstDayOf(key.billingPeriod),
    to: lastDayOf(key.billingPeriod),
    metric: key.metric,
  };
  const made = await clients.costManagement.report(request, {
    operation: job.operationUrl,
    onRequested: operation => keepOperation(knex, job, operation),
    signal,
  });
  const { files, bytes } = await download(context, made, directory);
  if (files.length === 0) {
    return publish(context, { shown, load: undefined, bytes, directory });
  }
  report({ stage: 'loading' });
  const load = await CostDetailsLoad.create({
    files,
    scope: {
      billingAccountName,
      partnerTenantId: connector.settings.partnerTenantId,
      customerId: key.customerId,
      to: request.to,
      earliest: firstDayOf(addMonths(key.billingPeriod, -1)),
      billingCurrencies: connector.settings.billingCurrencies,
    },
    spillDirectory: join(directory, 'spill'),
    signal,
  });
  try {
    report({ lineCount: load.lineCount });
    return await publish(context, {
      shown,
      load: load.lineCount > 0 ? load : undefined,
      bytes,
      directory,
    });
  } finally {
    load.close();
  }
}

async function publish(
  context: CollectionContext,
  options: {
    /** The report that is shown. */
    shown: CostDetailsReportRow | undefined;
    /** The new one; undefined when there is no line in it. */
    load: CostDetailsLoad | undefined;
    bytes: number;
    directory: string;
  },
): Promise<CollectionOutcome> {
  const { job, knex, slice, now, signal } = context;
  const { shown, load, bytes, directory } = options;
  if (!load && shown?.content_hash) {
    throw new LedgerError(
      'EMPTY',
      'Microsoft says that it has no data, although it had some before',
    );
  }
  if (load && shown?.content_hash === load.contentHash) {
    await knex.transaction(async tx => {
      await assertTicket(tx, job);
      await tx<CostDetailsReportRow>('cost_details_reports')
        .where({ report_id: shown.report_id })
        .update({ asked_at: now().toISOString() });
      await recordVerified(tx, slice.slice_id, now());
    });
    return { end: 'unchanged' };
  }
  await publishCostDetails(knex, {
    slice,
    load,
    bytes,
    file: join(directory, 'cost-details.csv'),
    replaced: tx => otherCuts(context, tx),
    now: now(),
    guard: tx => assertTicket(tx, job),
    signal,
  });
  return { end: load ? 'published' : 'no-data' };
}

async function download(
  { clients, report, signal }: CollectionContext,
  made: CostDetailsReport | undefined,
  directory: string,
): Promise<{ files: string[]; bytes: number }> {
  const files: string[] = [];
  const total = { bytes: 0 };
  report({ stage: 'downloading' });
  for (const [index, blob] of (made?.blobs ?? []).entries()) {
    const file = join(directory, `blob-${index}.csv`);
    await clients.costManagement.download({
      blob,
      file,
      onBytes: received => {
        total.bytes += received;
        report(total);
      },
      signal,
    });
    files.push(file);
  }
  return { files, bytes: total.bytes };
}

/**
 * Slices of the same month that are not collected with the present choice of
 * customers: their charges would be counted twice, or are of nobody's interest.
 */
function otherCuts(
  { connector, job }: CollectionContext,
  tx: Knex.Transaction,
): Knex.QueryBuilder {
  const { billingPeriod } = readCostDetailsKey(job.sliceKey);
  return tx('slices')
    .where({
      connector_id: connector.connectorId,
      source: 'cost-details',
      billing_period: billingPeriod,
    })
    .whereNotIn(
      'slice_key',
      costDetailsKeys(connector.settings, billingPeriod),
    );
}

/** Whether the report that was asked for is of use to the next attempt. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof MicrosoftError &&
    error.transient &&
    ['http', 'network', 'budget', 'identity'].includes(error.kind)
  );
}
