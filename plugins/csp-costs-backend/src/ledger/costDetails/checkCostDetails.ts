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
import { LedgerError } from '../LedgerError';
import { readRows } from '../load/openEngine';

/** Columns that are used, by what they are called here; Microsoft mixes the case of their names. */
export const COLUMNS = {
  account: 'billingAccountId',
  partner: 'partnerTenantId',
  customer: 'customerTenantId',
  subscription: 'SubscriptionId',
  day: 'date',
  kind: 'chargeType',
  invoice: 'invoiceId',
  currency: 'billingCurrency',
  cost: 'costInBillingCurrency',
  retail: 'paygCostInBillingCurrency',
  rate: 'partnerEarnedCreditRate',
  credited: 'partnerEarnedCreditApplied',
} as const;

type Column = keyof typeof COLUMNS;

const RATE = String.raw`\d(\.\d{1,9})?`;

const AMOUNT = String.raw`-?\d+(\.\d+)?([eE][+-]?\d{1,2})?`;

/** What cannot be read in a line, by column: SQL that is true of it. */
const UNREADABLE: Partial<Record<Column, string>> = {
  customer: `customer is null`,
  day: `day is null`,
  cost: `cost is null or not regexp_full_match(cost, '${AMOUNT}')`,
  retail: `retail is not null and not regexp_full_match(retail, '${AMOUNT}')`,
  credited: `coalesce(lower(credited), 'false') not in ('true', 'false')`,
  rate: `lower(credited) = 'true'
    and (rate is null or not regexp_full_match(rate, '${RATE}'))`,
};

/** What the lines of a report must be of. */
export interface CostDetailsScope {
  billingAccountName: string;
  /** Tenant id, lower case. */
  partnerTenantId: string;
  /** Tenant id, lower case; absent for all customers. */
  customerId?: string;
  /** `YYYY-MM-DD`, of which no line is later. */
  to: string;
  /** `YYYY-MM-DD`, of which no line is earlier; charges may come late. */
  earliest: string;
  /** ISO 4217; empty for any. */
  billingCurrencies: readonly string[];
}

/**
 * Refuses lines that cannot be read.
 *
 * @param connection - Has the table `lines`, with the keys of {@link COLUMNS}.
 * @throws LedgerError that names the column.
 */
export async function assertReadable(
  connection: DuckDBConnection,
): Promise<void> {
  const entries = Object.entries(UNREADABLE) as Array<[Column, string]>;
  const [row] = await readRows(
    connection,
    `select ${entries
      .map(
        ([column, condition]) =>
          `(count(*) filter (${condition}))::int as ${column}`,
      )
      .join(', ')} from lines`,
  );
  const [found] = entries.filter(([column]) => Number(row?.[column]) > 0);
  if (found) {
    throw new LedgerError(
      'UNREADABLE',
      `${COLUMNS[found[0]]} cannot be read in ${row?.[found[0]]} of its lines`,
    );
  }
}

/**
 * Refuses lines of something else than was asked for.
 *
 * @param connection - Has the table `lines`, with the keys of {@link COLUMNS}.
 * @throws LedgerError
 */
export async function assertScope(
  connection: DuckDBConnection,
  scope: CostDetailsScope,
): Promise<void> {
  const list = (sql: string) =>
    `coalesce(array_to_string(list_sort(list_distinct(list(${sql}))), ','), '')`;
  const [row] = await readRows(
    connection,
    `select count(*)::int as lines,
      ${list(
        `coalesce(lower(regexp_extract(account, '[^/]*$')), '')`,
      )} as account,
      ${list(`coalesce(lower(partner), '')`)} as partner,
      ${list(`lower(customer)`)} as customer,
      ${list(`coalesce(currency, '')`)} as currency,
      strftime(min(day), '%Y-%m-%d') as first_day,
      strftime(max(day), '%Y-%m-%d') as last_day
    from lines`,
  );
  if (!row?.lines) {
    return;
  }
  const { billingAccountName, partnerTenantId, customerId } = scope;
  if (row.account !== billingAccountName.toLowerCase()) {
    throw new LedgerError(
      'WRONG_BILLING_ACCOUNT',
      `it is of billing account "${row.account}" instead of ${billingAccountName}`,
    );
  }
  if (row.partner !== partnerTenantId) {
    throw new LedgerError(
      'WRONG_TENANT',
      `it belongs to partner tenant "${row.partner}"`,
    );
  }
  if (customerId && row.customer !== customerId) {
    throw new LedgerError(
      'WRONG_TENANT',
      `it has charges of other customers than ${customerId}`,
    );
  }
  const foreign = String(row.currency)
    .split(',')
    .filter(
      currency =>
        !/^[A-Z]{3}$/.test(currency) ||
        (scope.billingCurrencies.length > 0 &&
          !scope.billingCurrencies.includes(currency)),
    );
  if (foreign.length > 0) {
    throw new LedgerError(
      'WRONG_CURRENCY',
      `it has charges in "${foreign.join(
        ', ',
      )}", which the connector does not name among its billing currencies`,
    );
  }
  if (
    String(row.first_day) < scope.earliest ||
    String(row.last_day) > scope.to
  ) {
    throw new LedgerError(
      'WRONG_PERIOD',
      `its charges are of ${row.first_day} to ${row.last_day}`,
    );
  }
}
