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

import { Button } from '@backstage/ui';
import type {
  Comparison,
  CostTotal,
  Decimal,
} from 'backstage-plugin-csp-costs-common';
import { formatDay, formatMonthName, formatWeekday } from '../../format/dates';
import { useTexts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { Money } from '../money/Money';
import type { Stack } from './buildStack';
import { seriesName } from './seriesName';
import styles from './TrendTable.module.css';

interface TableRow {
  key: string;
  label: string;
  /** Absent for the whole month. */
  date?: string;
  /** In the order of the series. */
  amounts?: Decimal[];
  total?: Decimal;
  previous?: Decimal;
}

/** The same as the chart, in figures. */
export function TrendTable(props: {
  stack: Stack;
  total: CostTotal;
  comparison: Comparison;
  caption: string;
  /** Shows the charges of a day. */
  onShow: (date: string) => void;
}) {
  const { stack, total, comparison, caption, onShow } = props;
  const { billingCurrency: currency } = total;
  const t = useTexts();

  function money(amount: Decimal | undefined) {
    return amount === undefined ? undefined : (
      <Money amount={amount} currency={currency} precision="minor" />
    );
  }

  const columns: DataColumn<TableRow>[] = [
    {
      id: 'day',
      label: t('trend.day'),
      cell: ({ date, label, total: cost }) =>
        date && cost !== undefined ? (
          <Button
            size="small"
            variant="tertiary"
            className={styles.day}
            aria-label={t('trend.openDay', { day: label })}
            onPress={() => onShow(date)}
          >
            {label}
          </Button>
        ) : (
          label
        ),
    },
    ...stack.series.map(
      (series, index): DataColumn<TableRow> => ({
        id: series.key,
        label: seriesName(t, stack.dimension, series),
        align: 'end',
        cell: row => money(row.amounts?.[index]),
      }),
    ),
    {
      id: 'total',
      label: t('trend.total'),
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
    ...stack.earlier.map(day => ({
      ...day,
      key: day.date,
      label: t('trend.lateDay', { day: formatDay(day.date) }),
    })),
    ...stack.days.flatMap(({ date, incomplete, ...day }): TableRow[] => {
      if (!date) {
        return [];
      }
      const name = formatWeekday(date);
      return [
        {
          ...day,
          key: date,
          date,
          label: incomplete ? t('trend.notComplete', { day: name }) : name,
        },
      ];
    }),
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
        label: t('trend.month'),
        amounts: stack.series.map(({ billedCost }) => billedCost),
        total: stack.total,
        previous: total.previousCost,
      }}
    />
  );
}
