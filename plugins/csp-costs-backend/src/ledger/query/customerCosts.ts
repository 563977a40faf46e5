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
  compareDecimals,
  subtractDecimals,
  sumDecimals,
  type Customer,
  type CustomerCostsPage,
  type CustomersQuery,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { exactSum, isSqlite, readExactSum } from '../../database/dialect';
import { buildTotals, groupBy } from './buildTotals';
import { comparableThrough } from './comparisonOf';
import { PeriodView, type QueryContext } from './PeriodView';
import { readCells } from './readCells';
import { readNamedCosts } from './readNamedCosts';
import type { SliceState } from './readSlices';

const DEFAULT_LIMIT = 24;

interface RankedCustomer extends Customer {
  /** Cost of the period by currency, before tax. */
  costs: Map<string, Decimal>;
  /** Change against the same days of the month before, by currency. */
  changes: Map<string, Decimal>;
}

/**
 * A page of customers with their costs.
 *
 * @remarks
 * All customers are ranked by sums that a small table gives at once; only the
 * customers of the page are then read in detail.
 */
export async function customerCosts(
  context: QueryContext,
  query: CustomersQuery,
): Promise<CustomerCostsPage> {
  const { knex } = context;
  const { offset = 0, limit = DEFAULT_LIMIT } = query;
  const view = await PeriodView.create(context, query.billingPeriod);
  const ranked = await rankCustomers(knex, view, query);
  const page = ranked.slice(offset, offset + limit);
  const customerIds = page.map(customer => customer.customerId);
  const [cells, previousCells, services] = await Promise.all([
    readCells(knex, view.shown, { customerIds }),
    readCells(knex, view.previous, { customerIds }),
    readNamedCosts(knex, view.shown, {
      dimension: 'service',
      customerIds,
      byCustomer: true,
    }),
  ]);
  const cellsOf = groupBy(cells, cell => cell.customerId);
  const previousCellsOf = groupBy(previousCells, cell => cell.customerId);
  const servicesOf = groupBy(services, service => service.customerId);
  return {
    billingPeriod: view.billingPeriod,
    comparison: view.comparison,
    totalCount: ranked.length,
    items: page.map(({ costs: _, changes: __, ...customer }) => {
      const totals = buildTotals({
        cells: cellsOf.get(customer.customerId) ?? [],
        previousCells: previousCellsOf.get(customer.customerId) ?? [],
        services: servicesOf.get(customer.customerId) ?? [],
        comparison: view.comparison,
      });
      return {
        ...customer,
        totals,
        coverage: view.coverage({
          connectorIds: [customer.connectorId],
          billingCurrencies:
            totals.length > 0
              ? totals.map(total => total.billingCurrency)
              : undefined,
        }),
      };
    }),
  };
}

async function rankCustomers(
  knex: Knex,
  view: PeriodView,
  query: CustomersQuery,
): Promise<RankedCustomer[]> {
  const [customers, costs, previous] = await Promise.all([
    findCustomers(knex, query.search),
    sumByCustomer(knex, view.shown),
    sumByCustomer(knex, view.previous, comparableThrough(view.comparison)),
  ]);
  const ranked = customers
    .map(customer => {
      const own = costs.get(customer.customerId) ?? new Map();
      const before = previous.get(customer.customerId) ?? new Map();
      return {
        ...customer,
        costs: own,
        changes: new Map(
          [...own].map(([currency, cost]) => [
            currency,
            subtractDecimals(cost, before.get(currency) ?? '0'),
          ]),
        ),
      };
    })
    .filter(
      customer =>
        !query.billingCurrency || customer.costs.has(query.billingCurrency),
    );
  return ranked.sort(comparator(query, currencyOrder(ranked)));
}

/** Currencies by number of customers, most first. */
function currencyOrder(customers: readonly RankedCustomer[]): string[] {
  const byCurrency = groupBy(
    customers.flatMap(customer => [...customer.costs.keys()]),
    currency => currency,
  );
  return [...byCurrency]
    .sort(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b))
    .map(([currency]) => currency);
}

/**
 * Amounts of different currencies have no order, so customers are ordered
 * within a currency, and currencies follow each other. Customers without costs
 * come last either way.
 */
function comparator(query: CustomersQuery, currencies: string[]) {
  const { sortBy = 'cost' } = query;
  const descending =
    (query.order ?? (sortBy === 'name' ? 'asc' : 'desc')) === 'desc';
  const sign = descending ? -1 : 1;
  const byName = (a: RankedCustomer, b: RankedCustomer) =>
    a.customerName.localeCompare(b.customerName) ||
    a.customerId.localeCompare(b.customerId);
  if (sortBy === 'name') {
    return (a: RankedCustomer, b: RankedCustomer) => sign * byName(a, b);
  }
  const currencyOf = (customer: RankedCustomer) => {
    const currency = query.billingCurrency ?? firstOf(currencies, customer);
    return currency && customer.costs.has(currency) ? currency : undefined;
  };
  const rank = (currency: string | undefined) =>
    currency ? currencies.indexOf(currency) : currencies.length;
  const amounts = (customer: RankedCustomer) =>
    sortBy === 'cost' ? customer.costs : customer.changes;
  return (a: RankedCustomer, b: RankedCustomer) => {
    const currency = currencyOf(a);
    const other = currencyOf(b);
    if (currency !== other || !currency) {
      return rank(currency) - rank(other) || byName(a, b);
    }
    return (
      sign *
        compareDecimals(
          amounts(a).get(currency) ?? '0',
          amounts(b).get(currency) ?? '0',
        ) || byName(a, b)
    );
  };
}

function firstOf(
  currencies: string[],
  customer: RankedCustomer,
): string | undefined {
  return currencies.find(currency => customer.costs.has(currency));
}

async function findCustomers(
  knex: Knex,
  search: string | undefined,
): Promise<Customer[]> {
  const query = knex('customers').select(
    'customer_id',
    'connector_id',
    'customer_name',
    'domain_name',
    'country',
  );
  const words = search?.trim().toLowerCase();
  if (words) {
    const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    query.where(where => {
      for (const column of ['customer_name', 'domain_name', 'customer_id']) {
        where.orWhereRaw(
          isSqlite(knex)
            ? `lower(??) like ? escape '\\'`
            : `lower(??) like ? escape E'\\\\'`,
          [column, pattern],
        );
      }
    });
  }
  const rows: Array<Record<string, string | null>> = await query;
  return rows.map(row => ({
    customerId: row.customer_id!,
    connectorId: row.connector_id!,
    customerName: row.customer_name!,
    domainName: row.domain_name ?? undefined,
    country: row.country ?? undefined,
  }));
}

/** Costs before tax by customer and currency. */
async function sumByCustomer(
  knex: Knex,
  slices: readonly SliceState[],
  through?: string,
): Promise<Map<string, Map<string, Decimal>>> {
  const query = knex('customer_daily_costs')
    .whereIn(
      'generation_id',
      slices.map(slice => slice.current_generation_id!),
    )
    .whereNot({ charge_category: 'Tax' })
    .groupBy('customer_id', 'billing_currency')
    .select('customer_id', 'billing_currency')
    .select(exactSum(knex, 'billed_cost', 'billed_cost'));
  if (through) {
    query.where('charge_period_start', '<=', through);
  }
  const rows: Array<Record<string, string>> = await query;
  const sums = new Map<string, Map<string, Decimal>>();
  for (const row of rows) {
    const own = sums.get(row.customer_id!) ?? new Map<string, Decimal>();
    own.set(
      row.billing_currency!,
      sumDecimals([
        own.get(row.billing_currency!) ?? '0',
        readExactSum(row.billed_cost!),
      ]),
    );
    sums.set(row.customer_id!, own);
  }
  return sums;
}
