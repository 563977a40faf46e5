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

import type { Charge } from './Charge';
import { Decimal } from './Decimal';
import { METERS } from './meters';
import { daysIn, type Month } from './months';
import type { Customer } from './partner';
import { PURPOSE } from './purposes';
import { guid, hash, hex } from './random';

/** How much of one meter a customer used in a month. */
export interface MeterQuantity {
  sku: string;
  credited: boolean;
  quantity: Decimal;
}

const ONE = Decimal.of(1n, 0);
const AFTER_CREDIT = Decimal.parse('0.85');

/** The purchases and credits that happen once a month somewhere in the partner's book. */
export function onceAMonth(
  seed: number,
  customer: Customer,
  customers: number,
  month: Month,
): Charge[] {
  const charges: Charge[] = [];
  const isChosen = (purpose: number) =>
    hash(seed, purpose, month) % customers === customer.index;
  const commitment = (
    purpose: number,
    name: string,
    productId: string,
    price: string,
  ): void => {
    if (!isChosen(purpose)) {
      return;
    }
    const day = 2 + (hash(seed, purpose, month, 1) % 20);
    const order = guid(seed, purpose, month, 2);
    charges.push({
      day,
      chargeType: 'new',
      product: { name, productId, skuId: '00HX', category: 'Azure' },
      subscriptionId: customer.azurePlanId,
      subscriptionName: 'Azure plan',
      orderId: hex(12, seed, purpose, month, 3),
      unitPrice: Decimal.parse(price),
      effectiveUnitPrice: Decimal.parse(price),
      quantity: Decimal.of(BigInt(1 + (hash(seed, purpose, month, 4) % 3)), 0),
      pricingCurrency: 'USD',
      formula: 'seat',
      end: [month + 12, Math.max(1, day - 1)],
      term: 'One-Year commitment for yearly billing',
      frequency: 'Annual',
      reservationOrderId: order,
      subscriptionStart: [month, day],
    });
  };
  commitment(
    PURPOSE.reservation,
    'Reserved VM Instance, Standard_D4s_v5, 1 Year',
    'DZH318Z09R8D',
    '1182.384',
  );
  commitment(
    PURPOSE.savingsPlan,
    'Azure Savings Plan for Compute, 1 Year',
    'DZH318Z082M3',
    '876.00',
  );
  if (isChosen(PURPOSE.credit)) {
    const amount = Decimal.of(
      BigInt(2_500 + (hash(seed, PURPOSE.credit, month, 1) % 20_000)),
      2,
    ).negate();
    charges.push({
      day: daysIn(month),
      chargeType: 'customerCredit',
      product: {
        name: 'Azure Credit Offer',
        productId: 'DZH318Z0BPS6',
        skuId: '0001',
        category: 'Azure',
      },
      subscriptionId: customer.azurePlanId,
      subscriptionName: 'Azure plan',
      orderId: customer.orderId,
      unitPrice: amount,
      effectiveUnitPrice: amount,
      quantity: ONE,
      pricingCurrency: customer.currency,
      formula: 'seat',
      creditReasonCode: 'Azure Credit Offer',
    });
  }
  return charges;
}

/** Pay-as-you-go usage of a month, one charge per meter. */
export function usageCharges(
  customer: Customer,
  month: Month,
  used: MeterQuantity[],
): Charge[] {
  return used.map(({ sku, credited, quantity }) => {
    const meter = METERS[parseInt(sku, 16) - 1];
    if (!meter) {
      throw new Error(`No meter with SKU ${sku}`);
    }
    const unitPrice = Decimal.parse(meter.price);
    return {
      day: 1,
      chargeType: 'new',
      product: {
        name: `${meter.subCategory} - ${meter.name}`,
        productId: `DZH318Z0M${sku}`,
        skuId: sku,
        category: 'Azure',
      },
      subscriptionId: customer.azurePlanId,
      subscriptionName: 'Azure plan',
      orderId: customer.orderId,
      unitPrice,
      effectiveUnitPrice: credited ? unitPrice.times(AFTER_CREDIT) : unitPrice,
      quantity,
      pricingCurrency: 'USD',
      formula: 'usage',
      end: [month, daysIn(month)],
      meterDescription: `${meter.subCategory} - ${meter.name} - ${customer.region}`,
      unitType: meter.unitType,
      adjustment: credited
        ? '["15.0% Partner earned credit for services managed"]'
        : undefined,
    };
  });
}
