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
  sumDecimals,
  type Comparison,
  type CostTotal,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { formatDay, formatMonthName, formatWeekday } from '../../format/dates';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { Money } from '../money/Money';
import type { Trend } from './buildTrend';

interface TableRow {
  key: string;
  label: string;
  usage?: Decimal;
  other?: Decimal;
  total?: Decimal;
  previous?: Decimal;
}

/** The same as the chart, in figures. */
export function TrendTable(props: {
  trend: Trend;
  total: CostTotal;
  comparison: Comparison;
  caption: string;
}) {
  const { trend, total, comparison, caption } = props;
  const { billingCurrency: currency } = total;

  function money(amount: Decimal | undefined) {
    return amount === undefined ? undefined : (
      <Money amount={amount} currency={currency} precision="minor" />
    );
  }

  const columns: DataColumn<TableRow>[] = [
    { id: 'day', label: 'Day', cell: row => row.label },
    {
      id: 'usage',
      label: 'Usage',
      align: 'end',
      cell: row => money(row.usage),
    },
    {
      id: 'other',
      label: 'Licences and other',
      align: 'end',
      cell: row => money(row.other),
    },
    {
      id: 'total',
      label: 'Total',
      align: 'end',
      cell: row => money(row.total),
    },
    {
      id: 'previous',
      label: formatMonthName(comparison.billingPeriod),
      align: 'end',
      cell: row => money(row.previous),
    },
  ];

  const rows: TableRow[] = [
    ...trend.earlier.map(cost => ({
      key: cost.date,
      label: `${formatDay(cost.date)}, late`,
      usage: cost.usageCost,
      other: cost.otherCost,
      total: sumDecimals([cost.usageCost, cost.otherCost]),
    })),
    ...trend.days
      .filter(day => day.date !== undefined)
      .map(day => ({
        key: day.date as string,
        label: `${formatWeekday(day.date as string)}${
          day.incomplete ? ', not complete' : ''
        }`,
        ...day.cost,
        previous: day.previous,
      })),
  ];

  return (
    <DataTable
      caption={caption}
      dense
      columns={columns}
      rows={rows}
      rowKey={row => row.key}
      footer={{
        key: 'total',
        label: 'Month',
        usage: total.usageCost,
        other: total.otherCost,
        total: total.billedCost,
        previous: total.previousCost,
      }}
    />
  );
}
