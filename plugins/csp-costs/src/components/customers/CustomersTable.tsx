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

import { Card, Link, VisuallyHidden } from '@backstage/ui';
import {
  type Budget,
  type Comparison,
  type CostTotal,
  type CustomerCosts,
} from 'backstage-plugin-csp-costs-common';
import { Fragment, useState, type ReactNode } from 'react';
import { formatComparison, formatMonthName } from '../../format/dates';
import { useTexts, type Texts } from '../../translation/useTexts';
import tableStyles from '../layout/DataTable.module.css';
import { CoverageLine } from '../coverage/CoverageLine';
import { Change } from '../money/Change';
import { Money } from '../money/Money';
import { Sparkline } from '../trend/Sparkline';
import { BudgetLine } from './BudgetLine';
import type { CustomerListProps } from './CustomerListProps';
import { Forecast } from './Forecast';
import { rootFontSize } from './rootFontSize';
import { useListFocus } from './useListFocus';
import { useShownCustomers } from './useShownCustomers';
import { useWindowedRows } from './useWindowedRows';
import styles from './CustomersTable.module.css';

/** Height of every row, in `rem`. */
const ROW_HEIGHT_REM = 4.5;

interface Column {
  id: string;
  label: string;
  align?: 'end';
  cell(customer: CustomerCosts, budgets: readonly Budget[]): ReactNode;
}

/** Customers as a table, with what the cards have. */
export function CustomersTable(props: CustomerListProps) {
  const { count, comparison, startAt } = props;
  const t = useTexts();
  const [body, setBody] = useState<HTMLTableSectionElement | null>(null);
  const { focused, handlers } = useListFocus({
    list: body,
    count,
    columns: 1,
    first: startAt,
    onOpen: props.onOpen,
  });
  const rows = useWindowedRows({
    list: body,
    count,
    rowHeight: ROW_HEIGHT_REM * rootFontSize(),
    pinned: focused,
  });
  const shown = useShownCustomers(props, rows);
  const columns = columnsOf(t, props, comparison);
  const height = { height: `${ROW_HEIGHT_REM}rem` };
  return (
    <>
      {shown.failure}
      <Card className={styles.card}>
        <div className={styles.frame}>
          <table
            className={`${tableStyles.table} ${styles.table}`}
            aria-rowcount={count + 1}
            aria-busy={shown.isLoading}
          >
            <caption>
              <VisuallyHidden>{t('customers.title')}</VisuallyHidden>
            </caption>
            <thead>
              <tr aria-rowindex={1}>
                {columns.map(column => (
                  <th key={column.id} scope="col" data-align={column.align}>
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={setBody} {...handlers}>
              {rows.map((index, position) => {
                const customer = shown.itemAt(index);
                const budgets = customer ? shown.budgetsOf(customer) : [];
                return (
                  <Fragment key={index}>
                    <Gap rows={index - (rows[position - 1] ?? -1) - 1} />
                    <tr
                      data-index={index}
                      aria-rowindex={index + 2}
                      style={height}
                    >
                      {columns.map((column, place) => {
                        const Cell = place === 0 ? 'th' : 'td';
                        return (
                          <Cell
                            key={column.id}
                            scope={place === 0 ? 'row' : undefined}
                            data-align={column.align}
                          >
                            {customer && column.cell(customer, budgets)}
                          </Cell>
                        );
                      })}
                    </tr>
                  </Fragment>
                );
              })}
              <Gap rows={count - (rows.at(-1) ?? -1) - 1} />
            </tbody>
          </table>
        </div>
      </Card>
    </>
  );
}

/** Stands for rows that are out of sight. */
function Gap({ rows }: { rows: number }) {
  return rows > 0 ? (
    <tr aria-hidden="true" style={{ height: `${rows * ROW_HEIGHT_REM}rem` }} />
  ) : null;
}

function columnsOf(
  t: Texts,
  { hrefOf, billingPeriod }: CustomerListProps,
  comparison: Comparison,
): Column[] {
  /** One line a currency. */
  const each =
    (cell: (total: CostTotal, budgets: readonly Budget[]) => ReactNode) =>
    ({ totals }: CustomerCosts, budgets: readonly Budget[]) =>
      totals.map(total => (
        <div key={total.billingCurrency} className={styles.amount}>
          {cell(total, budgets)}
        </div>
      ));
  return [
    {
      id: 'name',
      label: t('customers.customer'),
      cell: customer => (
        <div className={styles.name}>
          <Link
            href={hrefOf(customer)}
            aria-label={t('customers.costsOf', { name: customer.customerName })}
            standalone
          >
            {customer.customerName}
          </Link>
          <span className={styles.domain}>
            {customer.domainName ?? customer.customerId}
          </span>
        </div>
      ),
    },
    {
      id: 'cost',
      label: t('customers.cost'),
      align: 'end',
      cell: each(total => (
        <strong>
          <Money amount={total.billedCost} currency={total.billingCurrency} />
        </strong>
      )),
    },
    {
      id: 'change',
      label: t('customers.changeVersus', {
        days: formatComparison(comparison),
      }),
      align: 'end',
      cell: each(total => (
        <Change
          amount={total.billedCost}
          comparable={total.comparableCost}
          currency={total.billingCurrency}
          comparison={comparison}
          bare
        />
      )),
    },
    {
      id: 'previous',
      label: formatMonthName(comparison.billingPeriod),
      align: 'end',
      cell: each(
        total =>
          total.previousCost !== undefined && (
            <Money
              amount={total.previousCost}
              currency={total.billingCurrency}
            />
          ),
      ),
    },
    {
      id: 'forecast',
      label: t('forecast.label'),
      align: 'end',
      cell: each(
        total =>
          total.forecastCost !== undefined && (
            <Forecast
              amount={total.forecastCost}
              currency={total.billingCurrency}
            />
          ),
      ),
    },
    {
      id: 'usage',
      label: t('customers.usage'),
      align: 'end',
      cell: each(total => (
        <Money amount={total.usageCost} currency={total.billingCurrency} />
      )),
    },
    {
      id: 'other',
      label: t('customers.other'),
      align: 'end',
      cell: each(total => (
        <Money amount={total.otherCost} currency={total.billingCurrency} />
      )),
    },
    {
      id: 'days',
      label: t('customers.days'),
      cell: ({ totals: [first] }) =>
        first && (
          <div className={styles.days}>
            <Sparkline
              total={first}
              billingPeriod={billingPeriod}
              comparison={comparison}
            />
          </div>
        ),
    },
    {
      id: 'services',
      label: t('customers.topService'),
      cell: each(total => (
        <span className={styles.service}>
          {total.services[0]?.name || t('customers.noService')}
        </span>
      )),
    },
    {
      id: 'budget',
      label: t('budget.title'),
      cell: each((total, budgets) => {
        const budget = budgets.find(
          one => one.billingCurrency === total.billingCurrency,
        );
        return budget && <BudgetLine budget={budget} total={total} />;
      }),
    },
    {
      id: 'state',
      label: t('customers.state'),
      cell: ({ totals, coverage }) => (
        <CoverageLine
          coverage={coverage}
          state={
            new Set(totals.map(({ state }) => state)).size === 1
              ? totals[0]?.state
              : undefined
          }
          short
        />
      ),
    },
  ];
}
