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
  subtractDecimals,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { readList } from '../../database/dialect';

/** The cost of each day of a row of `cost_totals`, whose lists were selected by `listText`. */
export function unfoldDays(
  row: Readonly<Record<string, string>>,
): Array<{ date: string; billedCost: Decimal }> {
  const runningCosts = readList(row.running_costs!);
  return readList(row.days!).map((date, index) => ({
    date,
    billedCost: subtractDecimals(
      runningCosts[index]!,
      runningCosts[index - 1] ?? '0',
    ),
  }));
}
