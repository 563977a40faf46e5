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

import type { BillingPeriod } from './billingPeriod';
import type { Decimal } from './money';
import type { ChargeCategory, Source } from './types';

/**
 * A total that Microsoft changed after it had been published: of one customer,
 * service and charge category in one slice. That an invoice takes the place of
 * an estimate is billing, not a restatement; neither is the daily growth of an
 * estimate, nor a change of the customers that a connector collects.
 *
 * @public
 */
export interface Restatement {
  /** Which connector. */
  connectorId: string;
  /** Which dataset. */
  source: Source;
  /** Which month. */
  billingPeriod: BillingPeriod;
  /** ISO 4217, of the amounts. */
  billingCurrency: string;
  /** Which invoice; absent for an estimate. */
  invoiceId?: string;
  /** Tenant id of the customer. */
  customerId: string;
  /** Name of the customer; its tenant id where no name is known. */
  customerName: string;
  /** FOCUS ServiceName; for what is not usage, the product. Empty where Microsoft names none. */
  serviceName: string;
  /** Tax is a total of its own. */
  chargeCategory: ChargeCategory;
  /** Total in the generation before; `0` when it had none. */
  costBefore: Decimal;
  /** Total now; `0` when there is none any more. */
  costAfter: Decimal;
  /** `costAfter - costBefore`; never `0`. */
  costChange: Decimal;
  /**
   * Of an estimate: the last day that was compared, `YYYY-MM-DD`. Microsoft
   * still fills later days, so the totals leave them out.
   */
  throughDate?: string;
  /** The generation that was shown before. It is removed after a while. */
  previousGenerationId: string;
  /** The generation that took its place. */
  generationId: string;
  /** When it was published, ISO 8601. */
  restatedAt: string;
}

/**
 * Which restatements are asked for. Fields narrow down together.
 *
 * @public
 */
export interface RestatementsQuery {
  /** Only of this connector. */
  connectorId?: string;
  /** Only of this customer. */
  customerId?: string;
  /** Only of this month. */
  billingPeriod?: BillingPeriod;
  /** Only of this invoice. */
  invoiceId?: string;
  /** Changed on or after this UTC day, `YYYY-MM-DD`. */
  from?: string;
  /** Changed on or before this UTC day, `YYYY-MM-DD`. */
  to?: string;
  /** Entries of a page, 1 to 500; default 50. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * A page of restatements.
 *
 * @public
 */
export interface RestatementsPage {
  /**
   * Newest first; those that were published together by the size of the
   * change, largest first.
   */
  items: Restatement[];
  /** Asks for the next page; absent on the last one. */
  nextCursor?: string;
}
