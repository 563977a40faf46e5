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

import type { AttributeSet } from './columns';
import type { Month } from './months';
import type { Currency } from './partner';

/** One day of one customer whose usage was changed afterwards. */
export interface Restatement {
  month: Month;
  customer: number;
  day: number;
  /** Plain decimal text; every quantity of that day is multiplied by it. */
  factor: string;
}

/** The four datasets of Graph partner billing. */
export type ExportKind =
  | 'billed-usage'
  | 'unbilled-usage'
  | 'billed-reconciliation'
  | 'unbilled-reconciliation';

/** Exactly which lines an export holds. It never changes once it is made. */
export interface DataScope {
  kind: ExportKind;
  month: Month;
  currency: Currency;
  /** Days of the month the data reaches, from 1; the whole month when billed. */
  days: number;
  /** Empty in unbilled data. */
  invoiceNumber: string;
  attributeSet: AttributeSet;
  restatements: readonly Restatement[];
}

/** Whether a scope is of an issued invoice. */
export function isBilled(scope: DataScope): boolean {
  return scope.kind.startsWith('billed');
}
