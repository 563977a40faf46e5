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

const STEPS = [1, 2, 2.5, 5, 10];

/** Grid lines of an axis that there are room for. */
const LINES = 4;

/**
 * An axis from zero, or from the smallest value where that is below, up to a
 * round number. Below zero it is only as long as it has to be: a small credit
 * must not take half of a chart.
 */
export function axisOf(values: readonly number[]): {
  domain: [number, number];
  ticks: number[];
} {
  const smallest = Math.min(0, ...values);
  const largest = Math.max(0, ...values);
  const rough = (largest - smallest) / LINES || 1;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * (STEPS.find(one => one * magnitude >= rough) ?? 10);
  const lines = Math.ceil(largest / step) || (smallest < 0 ? 0 : 1);
  const below = Math.floor(-smallest / step);
  return {
    domain: [smallest, lines * step],
    ticks: Array.from(
      { length: lines + below + 1 },
      (_, index) => (index - below) * step,
    ),
  };
}
