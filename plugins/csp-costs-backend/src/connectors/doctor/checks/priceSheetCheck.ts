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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain, problemOf } from '../../../errors';
import { readExchangeRates } from '../../../ledger/prices/readExchangeRates';
import { MicrosoftError } from '../../../microsoft/MicrosoftError';
import { PartnerApiClient } from '../../../microsoft/partnerApi/PartnerApiClient';
import { priceRefusal } from '../../priceRefusal';
import { registrationPage } from '../adminPages';
import type { ConnectorCheck } from '../ConnectorCheck';
import { fail, pass } from '../verdicts';

/** Whether prices and exchange rates can be read. */
export const priceSheetCheck: ConnectorCheck = {
  checkId: 'data-price-sheet',
  title: 'Price sheets and exchange rates',
  group: 'data',
  why: 'Prices come from an API of its own, which answers in the name of a person only.',
  hiddenBy: ['app-sign-in', 'service-principals', 'delegated-access'],
  skip: ({ connector }) =>
    connector.settings.sources.priceSheet
      ? undefined
      : 'The price sheet is switched off.',
  async run({ connector, delegatedTokens, http, now, signal }) {
    const { cloud } = connector;
    if (!cloud.partnerApiUrl) {
      return fail(
        problemOf('SOURCE_NOT_IN_CLOUD', now),
        `The cloud "${cloud.name}" has no price sheets.`,
      );
    }
    if (!delegatedTokens) {
      return fail(
        problemOf('CONSENT_MISSING', now),
        'Nobody has signed in with Microsoft yet.',
      );
    }
    // The smallest file of this API; that of a closed month is always there.
    const month = new Date(
      Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1),
    )
      .toISOString()
      .slice(0, 7);
    const directory = await mkdtemp(join(tmpdir(), 'csp-costs-check-'));
    try {
      const file = join(directory, 'exchange-rates.csv');
      await new PartnerApiClient({
        cloud,
        http,
        tokens: delegatedTokens,
      }).download({ kind: 'exchange-rates', month }, { target: file, signal });
      const rates = await readExchangeRates(
        { file, month, spillDirectory: directory },
        signal,
      );
      return pass(
        `The Partner API gives prices: ${rates.length} exchange rates of ${month} were read.`,
      );
    } catch (error) {
      const code = priceRefusal(error);
      if (code && error instanceof MicrosoftError) {
        return fail(
          problemOf(code, now, { error }),
          'The Partner API refuses the exchange rates.',
          {
            values: [
              {
                label: 'Application id of Microsoft Partner',
                value: '4990cffe-04e8-4e8b-808a-1175604b879f',
              },
              { label: 'Delegated permission', value: 'user_impersonation' },
            ],
            links: registrationPage(connector, 'CallAnAPI'),
          },
        );
      }
      return fail(explain(error, now), 'The exchange rates cannot be read.');
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};
