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
import { isOneOf } from '../../database/dialect';
import { readableCustomerIds } from '../../rights/CustomerRights';
import { buildTotals, groupBy } from './buildTotals';
import { comparableThrough } from './comparisonOf';
import { PeriodView, type QueryContext } from './PeriodView';
import { readCells } from './readCells';
import { readNamedCosts, type DimensionCost } from './readNamedCosts';
import type { SliceState } from './readSlices';

const DEFAULT_LIMIT = 24;

/** Costs before tax by currency. */
type Costs = ReadonlyMap<string, Decimal>;

const NO_COSTS: Costs = new Map();

/** A customer, which several connectors may know. */
interface KnownCustomer extends Customer {
  connectorIds: string[];
}

interface RankedCustomer {
  customer: KnownCustomer;
  /** Position of the currency that it is ordered in; customers without costs are last. */
  currencyRank: number;
  /** What customers of a currency are ordered by. */
  amount: Decimal;
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
  const ranked = await rankCustomers(context, view, query);
  const page = ranked
    .slice(offset, offset + limit)
    .map(({ customer }) => customer);
  const customerIds = page.map(customer => customer.customerId);
  const [cells, previousCells, services] = await Promise.all([
    readCells(knex, view.shown, { customerIds }),
    readCells(knex, view.previous, { customerIds }),
    readNamedCosts(context, view.shown, {
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
    items: page.map(({ connectorIds, ...customer }) => {
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
          connectorIds,
          billingCurrencies:
            totals.length > 0
              ? totals.map(total => total.billingCurrency)
              : undefined,
        }),
      };
    }),
  };
}

/**
 * All customers that are asked for, in order.
 *
 * @remarks
 * Amounts of different currencies have no order, so customers are ordered
 * within a currency, and currencies follow each other, the one of most customers
 * first. Customers without costs come last either way.
 */
async function rankCustomers(
  context: QueryContext,
  view: PeriodView,
  query: CustomersQuery,
): Promise<RankedCustomer[]> {
  const { knex, rights } = context;
  const { billingCurrency, search, sortBy = 'cost' } = query;
  const customerIds = readableCustomerIds(rights);
  const [customers, costs, previous] = await Promise.all([
    findCustomers(knex, { search, customerIds }),
    sumByCustomer(context, view.shown, { customerIds }),
    sortBy === 'change'
      ? sumByCustomer(context, view.previous, {
          customerIds,
          through: comparableThrough(view.comparison),
        })
      : undefined,
  ]);
  const costsOf = (customer: Customer) =>
    costs.get(customer.customerId) ?? NO_COSTS;
  const wanted = billingCurrency
    ? customers.filter(customer => costsOf(customer).has(billingCurrency))
    : customers;
  const currencies = billingCurrency
    ? [billingCurrency]
    : orderCurrencies(wanted.map(costsOf));
  const ranked = wanted.map(customer => {
    const own = costsOf(customer);
    const currency = currencies.find(one => own.has(one));
    const cost = (currency && own.get(currency)) ?? '0';
    const before = currency
      ? previous?.get(customer.customerId)?.get(currency)
      : undefined;
    return {
      customer,
      currencyRank: currency ? currencies.indexOf(currency) : currencies.length,
      amount: before ? subtractDecimals(cost, before) : cost,
    };
  });
  const descending =
    (query.order ?? (sortBy === 'name' ? 'asc' : 'desc')) === 'desc';
  const sign = descending ? -1 : 1;
  if (sortBy === 'name') {
    return ranked.sort((a, b) => sign * byName(a, b));
  }
  return ranked.sort(
    (a, b) =>
      a.currencyRank - b.currencyRank ||
      sign * compareDecimals(a.amount, b.amount) ||
      byName(a, b),
  );
}

/** Currencies by number of customers, most first. */
function orderCurrencies(costs: readonly Costs[]): string[] {
  const byCurrency = groupBy(
    costs.flatMap(own => [...own.keys()]),
    currency => currency,
  );
  return [...byCurrency]
    .sort(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b))
    .map(([currency]) => currency);
}

function byName(
  { customer: a }: RankedCustomer,
  { customer: b }: RankedCustomer,
): number {
  return (
    a.customerName.localeCompare(b.customerName) ||
    a.customerId.localeCompare(b.customerId)
  );
}

async function findCustomers(
  knex: Knex,
  options: { search?: string; customerIds?: string[] },
): Promise<KnownCustomer[]> {
  const query = knex('customers').select(
    'customer_id',
    'connector_id',
    'customer_name',
    'domain_name',
    'country',
  );
  // A connector that still lists a customer knows it best.
  query.orderBy([{ column: 'listed', order: 'desc' }, 'connector_id']);
  if (options.customerIds) {
    query.where(isOneOf(knex, 'customer_id', options.customerIds));
  }
  const rows: Array<Record<string, string | null>> = await query;
  const words = fold(options.search?.trim() ?? '');
  const found = words
    ? rows.filter(row =>
        [row.customer_name, row.domain_name, row.customer_id].some(text =>
          fold(text ?? '').includes(words),
        ),
      )
    : rows;
  return [...groupBy(found, row => row.customer_id!)].map(
    ([customerId, [row, ...others]]) => ({
      customerId,
      connectorId: row!.connector_id!,
      customerName: row!.customer_name!,
      domainName: row!.domain_name ?? undefined,
      country: row!.country ?? undefined,
      connectorIds: [row!, ...others].map(one => one.connector_id!),
    }),
  );
}

/** Text as it is searched: `Žďár` is found by `zdar`, which a database may not do. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Costs by customer. */
async function sumByCustomer(
  context: QueryContext,
  slices: readonly SliceState[],
  options: { customerIds?: string[]; through?: string },
): Promise<Map<string, Costs>> {
  return sumOnce(
    await readNamedCosts(context, slices, {
      dimension: 'customer',
      ...options,
    }),
  );
}

/** Sums of lists that {@link readNamedCosts} gives more than once. */
const known = new WeakMap<readonly DimensionCost[], Map<string, Costs>>();

function sumOnce(costs: readonly DimensionCost[]): Map<string, Costs> {
  const sums = known.get(costs) ?? sumUp(costs);
  known.set(costs, sums);
  return sums;
}

function sumUp(costs: readonly DimensionCost[]): Map<string, Costs> {
  const sums = new Map<string, Map<string, Decimal>>();
  for (const { value, billingCurrency, billedCost } of costs) {
    const own = sums.get(value) ?? new Map<string, Decimal>();
    const before = own.get(billingCurrency);
    own.set(
      billingCurrency,
      before === undefined ? billedCost : sumDecimals([before, billedCost]),
    );
    sums.set(value, own);
  }
  return sums;
}
