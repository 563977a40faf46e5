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
  formatMoney,
  toChartNumber,
  type Comparison,
  type CostState,
} from 'backstage-plugin-csp-costs-common';
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
import type { TrendDay } from './buildTrend';
import { TrendTooltip } from './TrendTooltip';
import styles from './TrendChart.module.css';

interface ChartRow {
  day: number;
  usage?: number;
  other?: number;
  total?: number;
  previous?: number;
  source: TrendDay;
}

/**
 * The days of a month in one currency as stacked bars, or as a running total,
 * over last month as a dashed line.
 */
export function TrendChart(props: {
  days: TrendDay[];
  kind: 'days' | 'running';
  currency: string;
  state: CostState;
  comparison: Comparison;
  label: string;
  /** In pixels. */
  height: number;
}) {
  const { days, kind, currency, state, comparison, label, height } = props;
  const id = useId().replaceAll(':', '');
  const rows = days.map(
    (source): ChartRow => ({
      day: source.day,
      usage: source.cost && toChartNumber(source.cost.usage),
      other: source.cost && toChartNumber(source.cost.other),
      total: source.cost && toChartNumber(source.cost.total),
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

  function shape(series: 'usage' | 'other') {
    return function TrendBar(bar: BarShapeProps) {
      const { x, y, width } = bar;
      const row = bar.payload as ChartRow;
      // Recharts gives downward bars a negative height.
      const top = bar.height < 0 ? y + bar.height : y;
      let fill = `var(--csp-${series})`;
      if (row.source.incomplete) {
        fill = `url(#${id}${series})`;
      } else if (state === 'estimated') {
        fill = `var(--csp-${series}-soft)`;
      }
      return (
        <rect
          x={x}
          y={top}
          width={width}
          height={Math.abs(bar.height)}
          fill={fill}
          rx={Math.min(1.5, width / 4)}
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
            <Hatch id={`${id}usage`} color="var(--csp-usage)" />
            <Hatch id={`${id}other`} color="var(--csp-other)" />
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
            width={52}
            tickCount={4}
            tickLine={false}
            axisLine={false}
            domain={[smallest => Math.min(0, smallest), 'auto']}
            tickFormatter={(value: number) =>
              formatMoney(String(value), currency, { precision: 'compact' })
            }
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'currentColor', opacity: 0.06 }}
            content={({ active, payload }) => {
              const row = payload?.[0]?.payload as ChartRow | undefined;
              return active && row ? (
                <TrendTooltip
                  day={row.source}
                  running={kind === 'running'}
                  currency={currency}
                  comparison={comparison}
                />
              ) : null;
            }}
          />
          {kind === 'days' ? (
            <Bar
              dataKey="usage"
              stackId="day"
              shape={shape('usage')}
              isAnimationActive={false}
            />
          ) : (
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
          {kind === 'days' && (
            <Bar
              dataKey="other"
              stackId="day"
              shape={shape('other')}
              isAnimationActive={false}
            />
          )}
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
