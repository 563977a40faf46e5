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

import { isInvoiced } from '../world/availability';
import type { Decimal } from '../world/Decimal';
import { unbilledScope } from '../world/exports';
import { billedScope, invoiceNumber } from '../world/invoices';
import { formatDay, type Month } from '../world/months';
import type { Customer } from '../world/partner';
import type { DataScope } from '../world/scope';
import { streamOf, type Stream } from '../world/usage';
import { World } from '../world/World';

/** A line of usage with what it costs the partner, and at the retail price. */
export interface RetailLine {
  stream: Stream;
  /** `YYYY-MM-DD` */
  date: string;
  quantity: Decimal;
  partnerCost: Decimal;
  retailCost: Decimal;
}

/** The usage of a month as it is at this moment, a scope a currency. */
export function retailScopes(world: World, month: Month): DataScope[] {
  return World.currencies.flatMap(currency => {
    const invoice = {
      id: invoiceNumber(world, month, currency),
      month,
      currency,
    };
    const scope = isInvoiced(world, month)
      ? billedScope(world, 'billed-usage', invoice)
      : unbilledScope(world, 'unbilled-usage', month, currency);
    return scope && world.customersIn(currency).length > 0 ? [scope] : [];
  });
}

/** What a customer used in a scope. */
export function* retailLines(
  world: World,
  customer: Customer,
  scope: DataScope,
): Generator<RetailLine> {
  const reader = world.reader(scope);
  for (let index = 0; index < customer.streams; index++) {
    const stream = streamOf(world.seed, customer, index);
    for (const line of reader.amounts(customer, stream)) {
      yield {
        stream,
        date: formatDay(line.month, line.day),
        quantity: line.quantity,
        partnerCost: line.billing,
        retailCost: line.quantity
          .times(stream.unitPrice)
          .times(reader.rate)
          .toNetPrecision(),
      };
    }
  }
}
