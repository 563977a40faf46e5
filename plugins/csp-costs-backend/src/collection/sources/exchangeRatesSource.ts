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

import { readExchangeRates } from '../../ledger/prices/readExchangeRates';
import { saveExchangeRates } from '../../ledger/prices/saveExchangeRates';
import {
  recordNoData,
  recordVerified,
} from '../../ledger/slices/recordSliceOutcome';
import { assertTicket } from '../queue/holdJob';
import type { CollectionSource } from './CollectionSource';
import { downloadPrices } from './downloadPrices';
import { removeSpool } from './spoolOf';

/** The exchange rates that Microsoft fixes for a month, from the Partner API. */
export const exchangeRatesSource: CollectionSource = {
  source: 'exchange-rates',

  async collect(context) {
    const { archiveDirectory, job, knex, slice, now, report, signal } = context;
    const month = job.sliceKey;
    const downloaded = await downloadPrices(context, {
      kind: 'exchange-rates',
      month,
    });
    if (!downloaded) {
      await recordNoData(knex, slice.slice_id);
      await removeSpool(archiveDirectory, job);
      return { end: 'no-data' };
    }
    report({ stage: 'reading' });
    const rates = await readExchangeRates(
      {
        file: downloaded.file,
        month,
        spillDirectory: downloaded.directory,
      },
      signal,
    );
    report({ lineCount: rates.length });
    const changed = await knex.transaction(async tx => {
      await assertTicket(tx, job);
      return saveExchangeRates(tx, {
        connectorId: job.connectorId,
        month,
        rates,
        now: now(),
      });
    });
    await recordVerified(knex, slice.slice_id, now());
    await removeSpool(archiveDirectory, job);
    return { end: changed ? 'published' : 'unchanged' };
  },
};
