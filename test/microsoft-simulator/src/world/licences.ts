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
import { daysIn, type Month } from './months';
import type { Currency, Customer } from './partner';
import { LICENCES, MARKETPLACE } from './products';
import { PURPOSE } from './purposes';
import { guid, hash, hex, pick, unit } from './random';

/** A licence subscription of a customer. */
export interface LicenceSubscription {
  id: string;
  name: string;
  productId: string;
  skuId: string;
  category: string;
  publisher: string;
  unitPrice: Decimal;
  pricingCurrency: Currency;
  startMonth: Month;
  /** Day of the month it is charged on, 1 to 28. */
  day: number;
  seats: number;
  term: 'P1M' | 'P1Y';
}

const FIRST_SALE: Month = 2025 * 12 + 2;

function seats(count: number): Decimal {
  return Decimal.of(BigInt(count), 0);
}

/** The licence and marketplace subscriptions a customer has ever bought. */
export function licencesOf(
  seed: number,
  customer: Customer,
): LicenceSubscription[] {
  const draw = (part: number) =>
    hash(seed, PURPOSE.licence, customer.index, part);
  const count = 1 + (draw(0) % 4);
  const people = Math.max(
    2,
    Math.round(customer.size * (4 + 16 * unit(draw(1)))),
  );
  const subscriptions: LicenceSubscription[] = [];
  for (let part = 0; part < count; part++) {
    const product = pick(LICENCES, draw(2) + part * 2);
    subscriptions.push({
      id: guid(seed, PURPOSE.licence, customer.index, part),
      name: product.name,
      productId: product.productId,
      skuId: product.skuId,
      category: product.category,
      publisher: 'Microsoft',
      unitPrice: Decimal.parse(product.price[customer.currency]),
      pricingCurrency: customer.currency,
      startMonth: FIRST_SALE + (draw(10 + part) % 20),
      day: 1 + (draw(20 + part) % 28),
      seats: Math.max(1, Math.round(people / (part + 1))),
      term: draw(30 + part) % 3 === 0 ? 'P1M' : 'P1Y',
    });
  }
  if (hash(seed, PURPOSE.marketplace, customer.index) % 6 === 0) {
    const product = pick(MARKETPLACE, draw(40));
    subscriptions.push({
      id: guid(seed, PURPOSE.marketplace, customer.index),
      name: product.name,
      productId: product.productId,
      skuId: product.skuId,
      category: product.category,
      publisher: product.publisher,
      unitPrice: Decimal.parse(product.price.USD),
      pricingCurrency: 'USD',
      startMonth: FIRST_SALE,
      day: 1 + (draw(41) % 28),
      seats: people,
      term: 'P1M',
    });
  }
  return subscriptions;
}

/** Seats added (or removed, below zero) in a month, and on which day. */
function changeOf(
  seed: number,
  customer: Customer,
  part: number,
  licence: LicenceSubscription,
  month: Month,
): { day: number; seats: number } | undefined {
  if (month <= licence.startMonth || licence.day > 20 || licence.seats < 4) {
    return undefined;
  }
  const draw = hash(seed, PURPOSE.licenceChange, customer.index, part, month);
  const kind = draw % 9;
  if (kind > 2) {
    return undefined;
  }
  const step =
    1 +
    (hash(seed, PURPOSE.licenceChange, draw) %
      Math.max(1, Math.floor(licence.seats / 20)));
  const previous =
    hash(seed, PURPOSE.licenceChange, customer.index, part, month - 1) % 9;
  // A removal only takes back what the month before added, so seats never fall below the start.
  if (kind === 0) {
    return previous === 1 ? { day: licence.day + 4, seats: -1 } : undefined;
  }
  return { day: licence.day + 3, seats: step };
}

function seatsAt(
  seed: number,
  customer: Customer,
  part: number,
  licence: LicenceSubscription,
  month: Month,
): number {
  let count = licence.seats;
  for (let m = licence.startMonth + 1; m < month; m++) {
    count += changeOf(seed, customer, part, licence, m)?.seats ?? 0;
  }
  return count;
}

/** What the licences of a customer are charged in a month: cycles, and seats added or removed. */
export function licenceCharges(
  seed: number,
  customer: Customer,
  month: Month,
): Charge[] {
  const charges: Charge[] = [];
  licencesOf(seed, customer).forEach((licence, part) => {
    if (month < licence.startMonth) {
      return;
    }
    const yearly = licence.term === 'P1Y';
    const base = {
      product: licence,
      publisher: licence.publisher,
      subscriptionId: licence.id,
      subscriptionName: licence.name,
      orderId: hex(12, seed, PURPOSE.order, customer.index, part + 1),
      unitPrice: licence.unitPrice,
      pricingCurrency: licence.pricingCurrency,
      formula: 'seat' as const,
      term: yearly
        ? 'One-Year commitment for monthly/yearly billing'
        : 'One-Month commitment for monthly billing',
      frequency: 'Monthly',
      subscriptionStart: [licence.startMonth, licence.day] as [Month, number],
    };
    const cycleEnd: [Month, number] =
      licence.day === 1 ? [month, daysIn(month)] : [month + 1, licence.day - 1];
    charges.push({
      ...base,
      day: licence.day,
      chargeType: month === licence.startMonth ? 'new' : 'cycleCharge',
      effectiveUnitPrice: licence.unitPrice,
      quantity: seats(seatsAt(seed, customer, part, licence, month)),
      end: cycleEnd,
    });
    const change = changeOf(seed, customer, part, licence, month);
    if (change) {
      const length = daysIn(month);
      const left = length - (change.day - licence.day);
      const prorated = Decimal.of(
        (licence.unitPrice.round(8).roundDown(8).coefficient *
          100n *
          BigInt(left)) /
          BigInt(length),
        10,
      );
      charges.push({
        ...base,
        day: change.day,
        chargeType: change.seats > 0 ? 'addQuantity' : 'removeQuantity',
        effectiveUnitPrice: change.seats > 0 ? prorated : prorated.negate(),
        quantity: seats(Math.abs(change.seats)),
        end: cycleEnd,
      });
    }
  });
  return charges;
}
