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

import type { Decimal } from './Decimal';
import type { Month } from './months';
import type { Currency } from './partner';

/** Something a customer is charged for in a month, before rounding and tax. */
export interface Charge {
  day: number;
  chargeType: string;
  product: { name: string; productId: string; skuId: string; category: string };
  publisher?: string;
  subscriptionId: string;
  subscriptionName: string;
  orderId: string;
  unitPrice: Decimal;
  effectiveUnitPrice: Decimal;
  quantity: Decimal;
  pricingCurrency: Currency;
  formula: 'usage' | 'seat';
  end?: [month: Month, day: number];
  term?: string;
  frequency?: string;
  meterDescription?: string;
  unitType?: string;
  reservationOrderId?: string;
  creditReasonCode?: string;
  adjustment?: string;
  subscriptionStart?: [month: Month, day: number];
}
