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

import { Decimal, power } from './Decimal';
import { exchangeRate } from './exchangeRate';
import { METERS, type Meter } from './meters';
import { absoluteDay, daysIn, type Month } from './months';
import type { Customer, Entitlement } from './partner';
import { PURPOSE } from './purposes';
import { hash, mix, unit } from './random';
import { isBilled, type DataScope, type Restatement } from './scope';

const AFTER_CREDIT = Decimal.parse('0.85');
const PRICES = new Map(METERS.map(one => [one.sku, Decimal.parse(one.price)]));
const METER_ORDER = [0, 4, 3, 11, 7, 9, 22, 6, 8, 1, 20, 17, 14, 2, 21, 15];

/** One resource and meter of a customer: everything that does not change by day. */
export interface Stream {
  index: number;
  state: number;
  meter: Meter;
  entitlement: Entitlement;
  credited: boolean;
  unitPrice: Decimal;
  effectiveUnitPrice: Decimal;
}

/** One usage line without its text. */
export interface UsageAmounts {
  month: Month;
  day: number;
  quantity: Decimal;
  /** Cost in the pricing currency, as a .NET decimal. */
  pricing: Decimal;
  /** Cost in the billing currency, as a .NET decimal. */
  billing: Decimal;
}

/** Which resource and meter the n-th stream of a customer is. */
export function streamOf(
  seed: number,
  customer: Customer,
  index: number,
): Stream {
  const state = hash(seed, PURPOSE.stream, customer.index, index);
  const meterIndex =
    index < METER_ORDER.length
      ? METER_ORDER[(index + customer.index) % METER_ORDER.length] ?? 0
      : mix(state, 1) % METERS.length;
  const meter = METERS[meterIndex];
  const subscription =
    mix(state, 2) % 3 === 0 ? mix(state, 3) % customer.entitlements.length : 0;
  const entitlement = customer.entitlements[subscription];
  const unitPrice = meter && PRICES.get(meter.sku);
  if (!meter || !entitlement || !unitPrice) {
    throw new Error(`No meter or Azure subscription for stream ${index}`);
  }
  const credited = meter.earnsCredit && mix(state, 4) % 100 < 88;
  return {
    index,
    state,
    meter,
    entitlement,
    credited,
    unitPrice,
    effectiveUnitPrice: credited ? unitPrice.times(AFTER_CREDIT) : unitPrice,
  };
}

/** Whether a stream has a line on a day: most daily, some on weekdays, a few now and then. */
function isActive(state: number, day: number): boolean {
  const kind = mix(state, 5) % 20;
  if (kind < 15) {
    return true;
  }
  if (kind < 18) {
    const weekday = (day + 4) % 7;
    return weekday !== 0 && weekday !== 6;
  }
  return mix(state, day) % 5 < 2;
}

function quantityOf(
  seed: number,
  customer: Customer,
  stream: Stream,
  day: number,
): Decimal {
  const { meter, state } = stream;
  const noise = mix(mix(state, PURPOSE.quantity), day);
  const weekday = (day + 4) % 7;
  const rhythm = weekday === 0 || weekday === 6 ? meter.weekend : 1;
  const growth = 1 + ((unit(mix(state, 6)) - 0.3) * 0.07 * (day - 20_400)) / 30;
  const spike = mix(noise, 7) % 150 === 0 ? 4 : 1;
  const amount =
    meter.daily *
    customer.size *
    (0.3 + 1.4 * unit(mix(state, 8))) *
    rhythm *
    Math.min(5, Math.max(0.2, growth)) *
    (0.85 + 0.3 * unit(noise)) *
    spike;
  if (meter.digits === 4) {
    return Decimal.of(BigInt(Math.max(1, Math.round(amount * 1e4))), 4);
  }
  const millionths = BigInt(Math.max(1, Math.round(amount * 1e6)));
  if (meter.digits === 6) {
    return Decimal.of(millionths, 6);
  }
  const tail =
    (mix(noise, seed) % 1_000_000) * 1_000_000 + (mix(noise, 9) % 1_000_000);
  return Decimal.of(millionths * power(12) + BigInt(tail), 18);
}

/** The customer whose usage of the month before appears in this month's invoice. */
export function lateCustomerOf(
  seed: number,
  month: Month,
  customers: number,
): number {
  return hash(seed, PURPOSE.lateLine, month) % customers;
}

/** Reads usage lines of one scope; the same for text, truth and reconciliation. */
export class UsageReader {
  readonly #seed: number;
  readonly #customers: number;
  readonly #scope: DataScope;
  readonly #firstDay: number;
  readonly #restatements: Map<string, Restatement[]>;

  readonly rate: Decimal;

  private constructor(seed: number, customers: number, scope: DataScope) {
    this.#seed = seed;
    this.#customers = customers;
    this.#scope = scope;
    this.#firstDay = absoluteDay(scope.month, 1);
    this.rate = exchangeRate(seed, scope.month, scope.currency);
    this.#restatements = new Map();
    for (const one of scope.restatements) {
      const key = `${one.customer}/${one.day}`;
      this.#restatements.set(key, [
        ...(this.#restatements.get(key) ?? []),
        one,
      ]);
    }
  }

  static create(
    seed: number,
    customers: number,
    scope: DataScope,
  ): UsageReader {
    return new UsageReader(seed, customers, scope);
  }

  /** How many lines a stream has, without computing them. */
  count(customer: Customer, index: number): number {
    const state = hash(this.#seed, PURPOSE.stream, customer.index, index);
    let count = this.#hasLateLine(customer, index) ? 1 : 0;
    for (let day = 0; day < this.#scope.days; day++) {
      if (isActive(state, this.#firstDay + day)) {
        count++;
      }
    }
    return count;
  }

  /** Quantities of a stream by day, the late line last. */
  quantities(
    customer: Customer,
    stream: Stream,
  ): Array<{ month: Month; day: number; quantity: Decimal }> {
    const { month, days } = this.#scope;
    const lines: Array<{ month: Month; day: number; quantity: Decimal }> = [];
    for (let day = 1; day <= days; day++) {
      const absolute = this.#firstDay + day - 1;
      if (isActive(stream.state, absolute)) {
        let quantity = quantityOf(this.#seed, customer, stream, absolute);
        if (this.#restatements.size > 0) {
          quantity = this.#restate(customer.index, day, quantity);
        }
        lines.push({ month, day, quantity });
      }
    }
    if (this.#hasLateLine(customer, stream.index)) {
      const day = daysIn(month - 1);
      const quantity = quantityOf(
        this.#seed,
        customer,
        stream,
        absoluteDay(month - 1, day),
      );
      lines.push({ month: month - 1, day, quantity });
    }
    return lines;
  }

  /** All lines of a stream with their costs. */
  amounts(customer: Customer, stream: Stream): UsageAmounts[] {
    const inBilling = stream.effectiveUnitPrice.times(this.rate);
    return this.quantities(customer, stream).map(
      ({ month, day, quantity }) => ({
        month,
        day,
        quantity,
        pricing: quantity.times(stream.effectiveUnitPrice).toNetPrecision(),
        billing: quantity.times(inBilling).toNetPrecision(),
      }),
    );
  }

  #hasLateLine(customer: Customer, stream: number): boolean {
    return (
      stream === 0 &&
      isBilled(this.#scope) &&
      customer.index ===
        lateCustomerOf(this.#seed, this.#scope.month, this.#customers)
    );
  }

  #restate(customer: number, day: number, quantity: Decimal): Decimal {
    let restated = quantity;
    for (const one of this.#restatements.get(`${customer}/${day}`) ?? []) {
      restated = restated.times(Decimal.parse(one.factor)).round(18);
    }
    return restated;
  }
}
