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
import { sumDecimals, type Decimal } from 'backstage-plugin-csp-costs-common';
import { literal } from '../load/extractLines';
import { readRows, type EngineRow } from '../load/openEngine';
import type { ChargeSource } from '../tables';
import type { InvoiceEvidence, UsageGroup } from './InvoiceEvidence';

/** Sources of an invoice of new commerce, and their columns of amounts. */
const AMOUNTS: Partial<Record<ChargeSource, { cost: string; tax?: string }>> = {
  'billed-usage': { cost: 'BillingPreTaxTotal' },
  'billed-reconciliation': { cost: 'Subtotal', tax: 'TaxTotal' },
};

/** Whether lines of a source prove something in a tie-out. */
export function hasEvidence(source: ChargeSource): boolean {
  return AMOUNTS[source] !== undefined;
}

/**
 * Reads evidence out of the Parquet file of one blob.
 *
 * @remarks
 * Amounts of a group are listed and added up outside of the engine, which has
 * no type for all the digits of a .NET decimal.
 */
export async function readEvidence(
  connection: DuckDBConnection,
  file: string,
  source: ChargeSource,
): Promise<InvoiceEvidence> {
  const { cost, tax } = AMOUNTS[source]!;
  const isDaily = source === 'billed-usage';
  // Other refusals are about the amounts themselves.
  const proved = `(reason is null or reason like 'MISSING%' or reason = 'UNREADABLE_DATE')`;
  const rows = await readRows(
    connection,
    `select coalesce("customerId", '') as customer,
      ${textOf('SkuId')} as sku, ${numberOf('PCToBCExchangeRate')} as rate,
      ${isDaily ? `strftime("chargePeriodStart", '%Y-%m')` : 'null'} as month,
      reason is not null as quarantined,
      ${isDaily ? 'true' : 'overlapping'} as usage,
      count(*)::int as lines, string_agg("${cost}", ' ') as costs,
      ${tax ? `string_agg("${tax}", ' ')` : `''`} as taxes,
      ${
        isDaily ? `string_agg(${numberOf('PricingPreTaxTotal')}, ' ')` : `''`
      } as pricing
    from read_parquet(${literal(file)})
    where ${proved} and "${cost}" is not null
      and (${isDaily ? 'true' : 'overlapping'} or reason is not null)
    group by all`,
  );
  const quarantined = rows.filter(row => row.quarantined);
  return {
    groups: rows.filter(row => row.usage).map(row => toGroup(row, isDaily)),
    quarantined: {
      lineCount: quarantined.reduce((sum, row) => sum + Number(row.lines), 0),
      cost: sumDecimals(
        quarantined
          .filter(row => isDaily || !row.usage)
          .map(row => sumOf(row.costs)),
      ),
      tax: sumDecimals(quarantined.map(row => sumOf(row.taxes))),
    },
  };
}

/** Adds the evidence of blobs up. */
export function mergeEvidence(
  parts: readonly InvoiceEvidence[],
): InvoiceEvidence {
  const groups = new Map<string, UsageGroup>();
  for (const group of parts.flatMap(part => part.groups)) {
    const { customerId, sku, rate, month } = group;
    const key = JSON.stringify([customerId, sku, rate, month]);
    const known = groups.get(key);
    groups.set(
      key,
      known
        ? {
            ...known,
            lineCount: known.lineCount + group.lineCount,
            cost: sumDecimals([known.cost, group.cost]),
            ...(known.pricingCost !== undefined && {
              pricingCost: sumDecimals([
                known.pricingCost,
                group.pricingCost ?? '0',
              ]),
            }),
          }
        : group,
    );
  }
  return {
    groups: [...groups.values()],
    quarantined: {
      lineCount: parts.reduce(
        (sum, { quarantined }) => sum + quarantined.lineCount,
        0,
      ),
      cost: sumDecimals(parts.map(({ quarantined }) => quarantined.cost)),
      tax: sumDecimals(parts.map(({ quarantined }) => quarantined.tax)),
    },
  };
}

function toGroup(row: EngineRow, isDaily: boolean): UsageGroup {
  return {
    customerId: String(row.customer),
    sku: String(row.sku),
    rate: String(row.rate),
    lineCount: Number(row.lines),
    cost: sumOf(row.costs),
    ...(isDaily && {
      month: row.month ? String(row.month) : '',
      pricingCost: sumOf(row.pricing),
    }),
  };
}

function sumOf(list: unknown): Decimal {
  return sumDecimals(
    String(list ?? '')
      .split(' ')
      .filter(amount => amount !== ''),
  );
}

/** SQL for a text of the line as Microsoft sent it, empty where there is none. */
function textOf(column: string): string {
  return `regexp_extract(line, ${literal(
    `(?i)"${column}"\\s*:\\s*"([^"\\\\]*)"`,
  )}, 1)`;
}

/** SQL for a number of the line, with all its digits, empty where there is none. */
function numberOf(column: string): string {
  return `regexp_extract(line, ${literal(
    `(?i)"${column}"\\s*:\\s*"?\\s*(-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)\\s*"?\\s*[,}]`,
  )}, 1)`;
}
