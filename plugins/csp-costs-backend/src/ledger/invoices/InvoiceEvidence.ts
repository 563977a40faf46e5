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

import type { Decimal } from 'backstage-plugin-csp-costs-common';

/** Lines of usage of one customer and SKU that are alike in rate and month. */
export interface UsageGroup {
  /** Lower case; empty where the line names none. */
  customerId: string;
  /** Empty where the line names none. */
  sku: string;
  /** From pricing to billing currency, as text; empty where the line names none. */
  rate: string;
  /** Month of the day that they are of, `YYYY-MM`; only of daily usage. */
  month?: string;
  lineCount: number;
  /** In the billing currency: `Subtotal`, or `BillingPreTaxTotal`. */
  cost: Decimal;
  /** In the pricing currency; only of daily usage. */
  pricingCost?: Decimal;
}

/**
 * What the lines of a generation prove in a tie-out, besides its figures.
 *
 * Of reconciliation, `groups` are the lines whose cost daily usage has, and
 * which are in no figure; of daily usage, all lines.
 */
export interface InvoiceEvidence {
  groups: UsageGroup[];
  /**
   * Lines that are in no figure because something of them cannot be read. Those
   * whose amounts can be read all the same are in `groups` too, if usage.
   */
  quarantined: {
    /** Lines whose amounts can be read. */
    lineCount: number;
    /** Before tax, of those that are no usage of a reconciliation. */
    cost: Decimal;
    tax: Decimal;
  };
}
