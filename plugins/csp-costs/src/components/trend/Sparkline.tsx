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
  type BillingPeriod,
  type Comparison,
  type CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import { buildTrend, runningTotals } from './buildTrend';
import styles from './Sparkline.module.css';

const WIDTH = 100;
const HEIGHT = 40;
// Room for the stroke at the edges.
const INSET = 2;

/**
 * This month as it adds up, over last month as a ghost. Drawn by hand: a page
 * holds dozens, and each is only two lines.
 */
export function Sparkline(props: {
  total: CostTotal;
  billingPeriod: BillingPeriod;
  comparison: Comparison;
}) {
  const { total, billingPeriod, comparison } = props;
  const { current, ghost } = useMemo(() => {
    const days = runningTotals(buildTrend(total, billingPeriod, comparison));
    const values = days.map(day => ({
      current: day.cost && toChartNumber(day.cost.total),
      ghost:
        day.previous === undefined ? undefined : toChartNumber(day.previous),
    }));
    const all = values
      .flatMap(value => [value.current, value.ghost])
      .filter(value => value !== undefined);
    const scale = scaleOf(
      days.length,
      Math.min(0, ...all),
      Math.max(0, ...all),
    );
    return {
      current: pointsOf(
        values.map(value => value.current),
        scale,
      ),
      ghost: pointsOf(
        values.map(value => value.ghost),
        scale,
      ),
    };
  }, [total, billingPeriod, comparison]);

  const last = current.at(-1);
  const first = current[0];
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles.ghost} d={lineOf(ghost)} />
      {first && last && (
        <>
          <path
            className={styles.area}
            d={`${lineOf(current)}L${last.x},${HEIGHT}L${first.x},${HEIGHT}Z`}
          />
          <path className={styles.line} d={lineOf(current)} />
          {/* A round cap stays round although the drawing is stretched. */}
          <path className={styles.end} d={`M${last.x},${last.y}h0`} />
        </>
      )}
    </svg>
  );
}

interface Point {
  x: number;
  y: number;
}

function scaleOf(count: number, lowest: number, highest: number) {
  const range = highest - lowest || 1;
  return {
    x: (index: number) =>
      INSET + (index / Math.max(1, count - 1)) * (WIDTH - 2 * INSET),
    y: (value: number) =>
      HEIGHT - INSET - ((value - lowest) / range) * (HEIGHT - 2 * INSET),
  };
}

function pointsOf(
  values: Array<number | undefined>,
  scale: ReturnType<typeof scaleOf>,
): Point[] {
  return values.flatMap((value, index) =>
    value === undefined ? [] : [{ x: scale.x(index), y: scale.y(value) }],
  );
}

function lineOf(points: Point[]): string {
  return points
    .map(
      ({ x, y }, index) =>
        `${index === 0 ? 'M' : 'L'}${x.toFixed(2)},${y.toFixed(2)}`,
    )
    .join('');
}
