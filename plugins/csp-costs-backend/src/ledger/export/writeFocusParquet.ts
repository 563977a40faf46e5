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

import type { DuckDBConnection } from '@duckdb/node-api';
import { InputError } from '@backstage/errors';
import { identifier, literal } from '../load/extractLines';
import { FOCUS_COLUMNS } from './focusColumns';

/** Digits of DuckDB's largest decimal. */
const MAX_DIGITS = 38;

/** Digits of amounts, before and behind the point. */
export interface AmountDigits {
  whole: number;
  fraction: number;
}

/** The digits that both of two amounts need, at least. */
export function moreDigits(digits: AmountDigits, amount: string): AmountDigits {
  const [whole = '', fraction = ''] = amount.replace('-', '').split('.');
  return {
    whole: Math.max(digits.whole, whole.length),
    fraction: Math.max(digits.fraction, fraction.length),
  };
}

/**
 * Makes a Parquet file of an export in CSV. Amounts are decimals with as many
 * digits as they need, so that none is rounded.
 *
 * @throws InputError when that are more digits than Parquet has.
 */
export async function writeFocusParquet(
  connection: DuckDBConnection,
  options: { csv: string; parquet: string; digits: AmountDigits },
): Promise<void> {
  const { csv, parquet, digits } = options;
  if (digits.whole + digits.fraction > MAX_DIGITS) {
    throw new InputError(
      `Amounts have ${
        digits.whole + digits.fraction
      } digits and Parquet has room for ${MAX_DIGITS}; take format=csv`,
    );
  }
  const types = {
    decimal: `decimal(${MAX_DIGITS}, ${digits.fraction})`,
    timestamp: 'timestamp',
  };
  const columns = FOCUS_COLUMNS.map(({ name, type }) => {
    const column = identifier(name);
    return type ? `${column}::${types[type]} as ${column}` : column;
  });
  const texts = FOCUS_COLUMNS.map(({ name }) => `${literal(name)}: 'VARCHAR'`);
  await connection.run(`
    copy (
      select ${columns.join(', ')}
      from read_csv(${literal(csv)}, columns = {${texts.join(', ')}},
        header = true, auto_detect = false, delim = ',', quote = '"',
        escape = '"', new_line = '\\r\\n')
    ) to ${literal(parquet)} (format parquet, compression zstd)`);
}
