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
import { billingPeriodOf } from 'backstage-plugin-csp-costs-common';
import { UnusableConnectorError } from '../../connectors/UnusableConnectorError';
import { problemOf } from '../../errors';
import {
  findPriceSheet,
  savePriceSheet,
} from '../../ledger/prices/priceSheets';
import { writePriceSheet } from '../../ledger/prices/writePriceSheet';
import {
  recordNoData,
  recordVerified,
} from '../../ledger/slices/recordSliceOutcome';
import { assertTicket } from '../queue/holdJob';
import type { CollectionSource } from './CollectionSource';
import { downloadPrices } from './downloadPrices';
import { removeSpool } from './spoolOf';

/** Pay-as-you-go Azure; its prices are retail prices in US dollars. */
const VIEW = 'azure_consumption';

/**
 * The price sheet of a month, from the Partner API. Its lines are
 * kept in the archive.
 *
 * @remarks
 * A file is written under a name of its own before the row points to it, so a
 * crash leaves the sheet before or the new one. The file before goes last.
 */
export const priceSheetSource: CollectionSource = {
  source: 'price-sheet',

  async collect(context) {
    const { archive, archiveDirectory, connector, job, knex } = context;
    const { slice, now, report, signal } = context;
    const market = connector.settings.country;
    if (!market) {
      throw new UnusableConnectorError(problemOf('MARKET_MISSING', now()));
    }
    const key = {
      connector_id: job.connectorId,
      market,
      view: VIEW,
      month: job.sliceKey,
    };
    const downloaded = await downloadPrices(context, {
      kind: 'price-sheet',
      market,
      view: VIEW,
      // A job that is retried in a later month stays with its own.
      formerMonth:
        job.sliceKey === billingPeriodOf(now()) ? undefined : job.sliceKey,
    });
    if (!downloaded) {
      await recordNoData(knex, slice.slice_id);
      await removeSpool(archiveDirectory, job);
      return { end: 'no-data' };
    }
    const shown = await findPriceSheet(knex, key);
    if (shown?.sha256 === downloaded.sha256) {
      report({ lineCount: Number(shown.row_count) });
    } else {
      report({ stage: 'archiving' });
      const { sha256, bytes, file, directory } = downloaded;
      const target = join(directory, 'price-sheet.parquet');
      const { rowCount } = await writePriceSheet(
        { file, market, target, spillDirectory: directory },
        signal,
      );
      report({ lineCount: rowCount });
      const path = `${job.connectorId}/price-sheet/${VIEW}-${market}-${
        job.sliceKey
      }-${sha256.slice(0, 16)}.parquet`;
      await archive.put(target, path, signal);
      await knex.transaction(async tx => {
        await assertTicket(tx, job);
        await savePriceSheet(tx, {
          ...key,
          row_count: rowCount,
          bytes,
          sha256,
          archive_path: path,
          collected_at: now().toISOString(),
        });
      });
      if (shown) {
        await archive.remove(shown.archive_path, signal);
      }
    }
    await recordVerified(knex, slice.slice_id, now());
    await removeSpool(archiveDirectory, job);
    return {
      end: shown?.sha256 === downloaded.sha256 ? 'unchanged' : 'published',
    };
  },
};
