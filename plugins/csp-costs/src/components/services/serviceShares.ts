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
  toChartNumber,
  type CostTotal,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';

/** A service, or all the others together, as a part of a total. */
export interface ServiceShare {
  /** Undefined for all the others together. */
  name?: string;
  billedCost: Decimal;
  /** Part of what is drawn, between 0 and 1. Credits are not drawn. */
  share: number;
}

/** The first `count` services of a total, and the rest as one. */
export function serviceShares(total: CostTotal, count: number): ServiceShare[] {
  const top = total.services.slice(0, count);
  const rest = subtractDecimals(
    total.billedCost,
    sumDecimals(top.map(service => service.billedCost)),
  );
  const parts: Array<{ name?: string; billedCost: Decimal }> = top.map(
    ({ name, billedCost }) => ({ name, billedCost }),
  );
  if (compareDecimals(rest, '0') !== 0) {
    parts.push({ billedCost: rest });
  }
  const drawn = parts.map(part => Math.max(0, toChartNumber(part.billedCost)));
  const sum = drawn.reduce((a, b) => a + b, 0) || 1;
  return parts.map((part, index) => ({
    ...part,
    share: (drawn[index] ?? 0) / sum,
  }));
}
