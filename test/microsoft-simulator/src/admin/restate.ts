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

import { availableDays } from '../world/availability';
import { Decimal } from '../world/Decimal';
import { formatDay, parseBillingPeriod, type Month } from '../world/months';
import type { Customer } from '../world/partner';
import { PURPOSE } from '../world/purposes';
import { hash } from '../world/random';
import { streamOf } from '../world/usage';
import type { World } from '../world/World';

/** A change of one day of one customer. */
export interface RestateRequest {
  /** `2026-10`. */
  billingPeriod: string;
  customerId?: string;
  /** Day of the month, from 1. */
  day?: number;
  /** Every quantity of the day is multiplied by it; default 1.1. */
  factor?: number | string;
}

/** What was changed. */
export interface RestateResult {
  billingPeriod: string;
  customerId: string;
  /** `2026-10-14`. */
  usageDate: string;
  factor: string;
}

/** Days of a month on which a customer has usage so far. */
function usedDays(world: World, customer: Customer, month: Month): number[] {
  const reader = world.reader({
    kind: 'unbilled-usage',
    month,
    currency: customer.currency,
    days: availableDays(world, month),
    invoiceNumber: '',
    attributeSet: 'full',
    restatements: [],
  });
  const days = new Set<number>();
  for (let index = 0; index < customer.streams; index++) {
    const stream = streamOf(world.seed, customer, index);
    reader.quantities(customer, stream).forEach(line => days.add(line.day));
  }
  return [...days].sort((a, b) => a - b);
}

/**
 * Changes the amounts of one day of one customer from now on. Without a
 * customer or day it picks one that has usage.
 *
 * @throws Error when there is no such usage, the customer is unknown, or the
 * factor would change nothing.
 */
export function restate(world: World, request: RestateRequest): RestateResult {
  const { billingPeriod, customerId, factor = '1.1' } = request;
  const month = parseBillingPeriod(billingPeriod);
  const position =
    hash(world.seed, PURPOSE.restatement, month) % world.customers.length;
  const customer = customerId
    ? world.customer(customerId)
    : world.customers[position];
  if (!customer) {
    throw new Error(`Unknown customer '${customerId}'`);
  }
  const multiplier = Decimal.parse(String(factor)).toPlain();
  if (multiplier === '1') {
    throw new Error('A factor of 1 restates nothing');
  }
  const days = usedDays(world, customer, month);
  const day =
    request.day ??
    days[
      hash(world.seed, PURPOSE.restatement, month, 1) % Math.max(1, days.length)
    ];
  if (day === undefined || !days.includes(day)) {
    throw new Error(
      `${customer.name} has no usage to restate in ${billingPeriod}`,
    );
  }
  world.addRestatement({
    month,
    customer: customer.index,
    day,
    factor: multiplier,
  });
  return {
    billingPeriod,
    customerId: customer.id,
    usageDate: formatDay(month, day),
    factor: multiplier,
  };
}
