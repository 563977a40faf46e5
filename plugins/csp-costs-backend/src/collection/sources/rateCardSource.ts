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

import { UnusableConnectorError } from '../../connectors/UnusableConnectorError';
import { problemOf } from '../../errors';
import { LedgerError } from '../../ledger/LedgerError';
import { saveMeterNames } from '../../ledger/prices/saveMeterNames';
import { recordVerified } from '../../ledger/slices/recordSliceOutcome';
import { assertTicket } from '../queue/holdJob';
import type { CollectionSource } from './CollectionSource';

/**
 * What meters are called in the connector's language, from Partner Center's
 * rate card. Its prices are of Microsoft's former offer and are not read.
 */
export const rateCardSource: CollectionSource = {
  source: 'rate-card',

  async collect({ clients, job, knex, slice, now, report, signal }) {
    const locale = job.sliceKey;
    report({ stage: 'reading' });
    const card = await clients.partnerCenter.rateCard(locale, signal);
    report({ lineCount: card.meters.length });
    if (card.meters.length === 0) {
      throw new LedgerError('EMPTY', 'the rate card has no meter');
    }
    if (languageOf(card.locale) !== languageOf(locale)) {
      throw new UnusableConnectorError(
        problemOf('WRONG_LANGUAGE', now(), {
          cause: `The names were not taken over: they are in the language "${card.locale}" and not in ${locale}.`,
        }),
      );
    }
    const saved = await knex.transaction(async tx => {
      await assertTicket(tx, job);
      return saveMeterNames(
        tx,
        locale,
        card.meters.map(meter => ({
          ...meter,
          meterId: meter.id.toLowerCase(),
        })),
      );
    });
    await recordVerified(knex, slice.slice_id, now());
    return { end: saved > 0 ? 'published' : 'unchanged' };
  },
};

/** `nl` of `nl-NL`. */
function languageOf(locale: string): string {
  return locale.split('-')[0]!.toLowerCase();
}
