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

import type { BreakdownRow, Decimal } from 'backstage-plugin-csp-costs-common';

/** A value of a dimension with what it costs. */
export interface Choice {
  id?: string;
  name: string;
  label: string;
  /** One a currency; never added up. */
  amounts: Array<{ billingCurrency: string; billedCost: Decimal }>;
}

/** The values of a breakdown whose name or id has a text in it, costliest first. */
export function findChoices(
  rows: readonly BreakdownRow[],
  search: string,
  labelOf: (row: BreakdownRow) => string,
): Choice[] {
  const choices = new Map<string, Choice>();
  const wanted = search.trim().toLocaleLowerCase();
  for (const row of rows) {
    const { id, name, billingCurrency, billedCost } = row;
    const key = id ?? name;
    const choice = choices.get(key) ?? {
      id,
      name,
      label: labelOf(row),
      amounts: [],
    };
    choice.amounts.push({ billingCurrency, billedCost });
    choices.set(key, choice);
  }
  return [...choices.values()].filter(({ id, label }) =>
    `${label} ${id ?? ''}`.toLocaleLowerCase().includes(wanted),
  );
}
