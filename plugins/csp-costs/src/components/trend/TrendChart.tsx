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
  toChartNumber,
  type Comparison,
  type CostState,
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import { useId } from 'react';
import {
  Area,
  Bar,
  ComposedChart,
  CartesianGrid,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type BarShapeProps,
} from 'recharts';
import { axisOf } from './axisOf';
import type { Stack, StackDay, StackSeries } from './buildStack';
import { TrendTooltip } from './TrendTooltip';
import styles from './TrendChart.module.css';

/** In pixels. */
const CHARACTER_WIDTH = 7.5;
const AXIS_PADDING = 14;

interface ChartRow {
  day: number;
  /** In the order of the series. */
  amounts?: number[];
  total?: number;
  previous?: number;
  source: StackDay;
}

/**
 * The days of a month in one currency as stacked bars, or as a running total,
 * over last month as a dashed line.
 */
export function TrendChart(props: {
  stack: Stack;
  /** In the order of the series. */
  colors: string[];
  days: StackDay[];
  /** Keys of the series that are not drawn. */
  hidden: ReadonlySet<string>;
  kind: 'days' | 'running';
  currency: string;
  state: CostState;
  comparison: Comparison;
  label: string;
  /** In pixels. */
  height: number;
  /** Shows the charges of a day, of one series where that is a value. */
  onShow: (date: string, series?: StackSeries) => void;
}) {
  const { stack, colors, days, hidden, kind, currency, state } = props;
  const { comparison, label, height, onShow } = props;
  const id = useId().replaceAll(':', '');
  const rows = days.map(
    (source): ChartRow => ({
      day: source.day,
      amounts: source.amounts?.map(toChartNumber),
      total:
        source.total === undefined ? undefined : toChartNumber(source.total),
      previous:
        source.previous === undefined
          ? undefined
          : toChartNumber(source.previous),
      source,
    }),
  );
  const ticks = rows
    .map(row => row.day)
    .filter(day => day === 1 || (day % 5 === 0 && day < 31));
  const drawn = stack.series.flatMap((series, index) =>
    hidden.has(series.key) ? [] : [{ series, index }],
  );

  const axis = axisOf(
    rows.flatMap(row => [
      ...(kind === 'running' ? [row.total ?? 0] : heightsOf(row, drawn)),
      row.previous ?? 0,
    ]),
  );

  function labelOf(tick: number) {
    return formatMoney(String(tick), currency, { precision: 'compact' });
  }

  const axisWidth =
    Math.max(...axis.ticks.map(tick => labelOf(tick).length)) *
      CHARACTER_WIDTH +
    AXIS_PADDING;

  function shape(series: StackSeries, index: number) {
    return function TrendBar(bar: BarShapeProps) {
      const { x, y, width } = bar;
      const { source } = bar.payload as ChartRow;
      // Recharts gives downward bars a negative height.
      const top = bar.height < 0 ? y + bar.height : y;
      const color = colors[index];
      return (
        <rect
          className={styles.bar}
          x={x}
          y={top}
          width={width}
          height={Math.abs(bar.height)}
          fill={source.incomplete ? `url(#${id}-${index})` : color}
          fillOpacity={state === 'estimated' ? 0.78 : 1}
          rx={Math.min(1.5, width / 4)}
          onClick={() => source.date && onShow(source.date, series)}
        />
      );
    };
  }

  return (
    <div className={styles.chart} style={{ height }}>
      <ResponsiveContainer width="100%" height={height}>
        <ComposedChart
          data={rows}
          stackOffset="sign"
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
          barCategoryGap="18%"
          title={label}
        >
          <defs>
            {drawn.map(({ series, index }) => (
              <Hatch
                key={series.key}
                id={`${id}-${index}`}
                color={colors[index] ?? ''}
              />
            ))}
          </defs>
          <CartesianGrid vertical={false} stroke="var(--csp-grid)" />
          <XAxis
            dataKey="day"
            ticks={ticks}
            interval={0}
            tickLine={false}
            axisLine={{ stroke: 'var(--csp-line)' }}
            tickMargin={6}
            height={26}
          />
          <YAxis
            width={axisWidth}
            ticks={axis.ticks}
            domain={axis.domain}
            interval={0}
            tickLine={false}
            axisLine={false}
            tickFormatter={labelOf}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'currentColor', opacity: 0.06 }}
            content={({ active, payload }) => {
              const row = payload?.[0]?.payload as ChartRow | undefined;
              return active && row ? (
                <TrendTooltip
                  stack={stack}
                  colors={colors}
                  day={row.source}
                  running={kind === 'running'}
                  currency={currency}
                  comparison={comparison}
                />
              ) : null;
            }}
          />
          {kind === 'running' && (
            <Area
              dataKey="total"
              stroke="var(--csp-usage)"
              strokeWidth={2}
              fill="var(--csp-usage)"
              fillOpacity={0.14}
              isAnimationActive={false}
              dot={false}
              activeDot={{ r: 4, strokeWidth: 0 }}
            />
          )}
          {kind === 'days' &&
            drawn.map(({ series, index }) => (
              <Bar
                key={series.key}
                dataKey={(row: ChartRow) => row.amounts?.[index]}
                stackId="day"
                shape={shape(series, index)}
                isAnimationActive={false}
              />
            ))}
          <Line
            dataKey="previous"
            stroke="var(--csp-ghost)"
            strokeWidth={1.5}
            strokeDasharray="4 3"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

/** How far the bars of a day reach, below zero and above. */
function heightsOf(
  row: ChartRow,
  drawn: ReadonlyArray<{ index: number }>,
): [number, number] {
  const amounts = drawn.map(({ index }) => row.amounts?.[index] ?? 0);
  const sumOf = (some: number[]) => some.reduce((a, b) => a + b, 0);
  return [
    sumOf(amounts.filter(amount => amount < 0)),
    sumOf(amounts.filter(amount => amount > 0)),
  ];
}

function Hatch({ id, color }: { id: string; color: string }) {
  return (
    <pattern
      id={id}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="5" height="5" fill={color} opacity="0.22" />
      <rect width="2" height="5" fill={color} />
    </pattern>
  );
}
