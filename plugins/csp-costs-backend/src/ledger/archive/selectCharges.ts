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

import {
  normalizeDecimal,
  type Charge,
  type ChargeCategory,
  type ChargesQuery,
} from 'backstage-plugin-csp-costs-common';
import type { ChargeMapping } from '../load/ChargeMapping';
import { identifier, literal } from '../load/extractLines';
import type { EngineRow } from '../load/openEngine';
import type { ResolvedScope } from '../query/resolveScope';
import { conditionsOfScope, equals } from './conditionsOfScope';

/** What one row of {@link selectCharges} says. */
export type ChargeOfLine = Omit<
  Charge,
  'connectorId' | 'source' | 'invoiceId' | 'generationId' | 'eTag' | 'line'
> & {
  /** Which charge of the line, from 0. */
  charge: number;
};

const TEXT_FIELDS = [
  'customerId',
  'customerName',
  'azureSubscriptionId',
  'azureSubscriptionName',
  'resourceGroup',
  'resourceId',
  'region',
  'tags',
  'serviceName',
  'productName',
  'billingCurrency',
  'blobName',
] as const;

/** SQL for the columns that files of before they were kept lack, without a row. */
const NO_RESOURCE = `select null::varchar as "resourceId",
  null::varchar as region, null::varchar as tags where false`;

/**
 * SQL for the charges in a Parquet file that are part of the figures, in the
 * order of lines, behind a position in the file.
 */
export function selectCharges(
  file: string,
  options: {
    mapping: ChargeMapping;
    filter: Pick<
      ChargesQuery,
      'date' | 'billingCurrency' | 'lineNumber' | 'includeLine'
    >;
    scope: Omit<ResolvedScope, 'connectorIds'>;
    after: { line: number; charge: number };
    limit: number;
  },
): string {
  const { mapping, filter, after, limit } = options;
  const fields = TEXT_FIELDS.map(identifier).join(', ');
  const charges = mapping.charges.map(
    ({ amountColumn, skipZero }, index) => `
      select ${fields}, strftime("chargePeriodStart", '%Y-%m-%d') as day,
        category_${index} as category, ${identifier(amountColumn)} as amount,
        "lineNumber", ${index} as charge
      from (${NO_RESOURCE} union all by name from read_parquet(${literal(
      file,
    )}))
      where reason is null and category_${index} is not null
        and "lineNumber" >= ${after.line}${
      skipZero ? ` and ${isNotZero(amountColumn)}` : ''
    }`,
  );
  const conditions = [
    `("lineNumber" > ${after.line} or charge > ${after.charge})`,
    ...conditionsOfScope(options.scope),
    ...[
      equals('day', filter.date),
      equals('billingCurrency', filter.billingCurrency),
      filter.lineNumber ? [`"lineNumber" = ${filter.lineNumber}`] : [],
    ].flat(),
  ];
  return `
    select * from (${charges.join(' union all ')})
    where ${conditions.join(' and ')}
    order by "lineNumber", charge limit ${limit}`;
}

/**
 * SQL for some lines of a Parquet file as Microsoft sent them. They are looked
 * up on their own, because they are many times as large as all else.
 */
export function selectLines(
  file: string,
  lineNumbers: readonly number[],
): string {
  return `
    select "lineNumber"::int as number, line from read_parquet(${literal(file)})
    where "lineNumber" in (${lineNumbers.join(', ')}) and line is not null`;
}

/** SQL condition for an amount, as text, that is not zero. */
function isNotZero(column: string): string {
  return `regexp_matches(split_part(lower(${identifier(
    column,
  )}), 'e', 1), '[1-9]')`;
}

/** Reads a row of {@link selectCharges}. */
export function readCharge(row: EngineRow): ChargeOfLine {
  const text = (name: string) => {
    const value = row[name];
    return value === null || value === undefined ? undefined : String(value);
  };
  return {
    customerId: String(row.customerId),
    customerName: text('customerName'),
    azureSubscriptionId: text('azureSubscriptionId'),
    azureSubscriptionName: text('azureSubscriptionName'),
    resourceGroup: text('resourceGroup'),
    resourceId: text('resourceId'),
    region: text('region'),
    tags: text('tags'),
    serviceName: text('serviceName'),
    productName: text('productName'),
    chargeCategory: String(row.category) as ChargeCategory,
    chargePeriodStart: String(row.day),
    billingCurrency: String(row.billingCurrency),
    billedCost: normalizeDecimal(String(row.amount)),
    blobName: String(row.blobName),
    lineNumber: Number(row.lineNumber),
    charge: Number(row.charge),
  };
}
