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
  toChartNumber,
  type Decimal,
  type TieOutResidual,
} from 'backstage-plugin-csp-costs-common';

/** Where a bar of a waterfall stands, in hundredths of its width. */
export interface Step {
  start: number;
  width: number;
  /** Whether it adds to our lines. */
  adds: boolean;
}

/**
 * Bars that lead from our lines to the total, one behind the other: each begins
 * where the one before has ended.
 */
export function stepsOf(
  residuals: ReadonlyArray<Pick<TieOutResidual, 'amount'>>,
): Step[] {
  const ends: Decimal[] = ['0'];
  for (const { amount } of residuals) {
    ends.push(sumDecimals([ends.at(-1)!, amount]));
  }
  const points = ends.map(toChartNumber);
  const lowest = Math.min(...points);
  const range = Math.max(...points) - lowest || 1;
  return residuals.map((_, index) => {
    const from = points[index]!;
    const to = points[index + 1]!;
    return {
      start: ((Math.min(from, to) - lowest) / range) * 100,
      width: (Math.abs(to - from) / range) * 100,
      adds: to >= from,
    };
  });
}
