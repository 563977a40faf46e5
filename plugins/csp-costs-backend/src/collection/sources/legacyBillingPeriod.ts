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

import { addMonths } from 'backstage-plugin-csp-costs-common';

/**
 * The billing period that an invoice counts in which names none: the month in
 * which the latest billing cycle began that had ended by the date of the invoice.
 *
 * Cycles of legacy invoices last a month and begin on the same day of each. So
 * with cycles from day 1, an invoice of a month is made in the next one; with
 * cycles from day 22, one of 24 November is of October, and so is one of 5
 * December.
 *
 * @param invoiceDate - Begins with `YYYY-MM-DD`.
 * @param cycleDay - 1 to 28. Default 1.
 */
export function legacyBillingPeriod(
  invoiceDate: string,
  cycleDay: number = 1,
): string {
  const month = invoiceDate.slice(0, 7);
  const day = Number(invoiceDate.slice(8, 10));
  return addMonths(month, day >= cycleDay ? -1 : -2);
}
