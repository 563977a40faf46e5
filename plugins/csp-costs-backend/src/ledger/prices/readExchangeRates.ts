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

import { normalizeDecimal } from 'backstage-plugin-csp-costs-common';
import { LedgerError } from '../LedgerError';
import { readRows } from '../load/openEngine';
import { openSheet } from './openSheet';

/** What a unit of a currency was worth in a month. */
export interface MonthlyRate {
  /** ISO 4217. */
  currency: string;
  /** In US dollars; decimal text with every digit that Microsoft sent. */
  usdPerUnit: string;
}

const NAME = 'the exchange rates';
const CURRENCY = /^[A-Z]{3}$/;
const RATE = /^\d+(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * Reads Microsoft's exchange rates of a month.
 *
 * @param month - `2026-10`.
 * @throws LedgerError when there are none, one of them makes no sense, or they
 * are of another month.
 */
export async function readExchangeRates(
  options: { file: string; month: string; spillDirectory: string },
  signal: AbortSignal,
): Promise<MonthlyRate[]> {
  const { file, month, spillDirectory } = options;
  const rows = await openSheet(
    {
      file,
      name: NAME,
      columns: ['CurrencyCode', 'USDPerUnit', 'Month'],
      spillDirectory,
    },
    (connection, from) =>
      readRows(
        connection,
        `select "CurrencyCode" as currency, "USDPerUnit" as rate, "Month" as month from ${from}`,
      ),
    signal,
  );
  if (rows.length === 0) {
    throw new LedgerError('EMPTY', `${NAME} have no line`);
  }
  const rates = new Map<string, string>();
  for (const [index, row] of rows.entries()) {
    const currency = String(row.currency ?? '').trim();
    const rate = String(row.rate ?? '').trim();
    const line = index + 1;
    if (!CURRENCY.test(currency) || !RATE.test(rate)) {
      throw new LedgerError(
        'UNREADABLE',
        `line ${line} of ${NAME} has no currency with its rate`,
      );
    }
    if (!isOfMonth(String(row.month ?? ''), month)) {
      throw new LedgerError(
        'WRONG_PERIOD',
        `line ${line} of ${NAME} is of the month "${row.month}" and not of ${month}`,
      );
    }
    const usdPerUnit = normalizeDecimal(rate);
    if (
      usdPerUnit === '0' ||
      (rates.get(currency) ?? usdPerUnit) !== usdPerUnit
    ) {
      throw new LedgerError(
        'UNREADABLE',
        `${NAME} have no single rate of ${currency}`,
      );
    }
    rates.set(currency, usdPerUnit);
  }
  return [...rates].map(([currency, usdPerUnit]) => ({ currency, usdPerUnit }));
}

/**
 * Whether a value means a month. Microsoft's documentation shows the year alone;
 * months are also written as `202610`, `2026-10-01` and `10/1/2026`.
 */
function isOfMonth(text: string, month: string): boolean {
  const american = /^(\d{1,2})\/\d{1,2}\/(\d{4})/.exec(text.trim());
  const digits = american
    ? `${american[2]}${american[1]!.padStart(2, '0')}`
    : text.replace(/\D/g, '');
  const wanted = month.replace('-', '');
  return digits.length === 4
    ? wanted.startsWith(digits)
    : digits.startsWith(wanted);
}
