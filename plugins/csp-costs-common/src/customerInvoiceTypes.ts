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

/**
 * What an invoice has of one customer. The invoice itself is about all
 * customers of the partner.
 *
 * @public
 */
export interface CustomerInvoice {
  /** Which connector. */
  connectorId: string;
  /** Microsoft's number, such as `G000024130`. */
  invoiceId: string;
  /** UTC day, `YYYY-MM-DD`; absent while only its charges are known. */
  invoiceDate?: string;
  /** Which month. */
  billingPeriod: BillingPeriod;
  /** ISO 4217. */
  billingCurrency: string;
  /** Charges of the customer on it, before tax. */
  billedCost: Decimal;
  /** Tax on them; not part of `billedCost`. */
  taxCost: Decimal;
  /** Whether every dataset of the invoice has been read; if not, there may be more. */
  complete: boolean;
}
