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

import { availableDays, chargedDays } from './availability';
import type { AttributeSet } from './columns';
import { billedScope, issuedInvoices } from './invoices';
import { monthOf } from './months';
import { hashText } from './random';
import type { DataScope, ExportKind } from './scope';
import { World } from './World';

/** What a client asks of one of the four exports. */
export type ExportRequest =
  | {
      kind: 'billed-usage' | 'billed-reconciliation';
      invoiceId: string;
      attributeSet: AttributeSet;
    }
  | {
      kind: 'unbilled-usage' | 'unbilled-reconciliation';
      currencyCode: string;
      billingPeriod: 'current' | 'last';
      attributeSet: AttributeSet;
    };

/** The data a request would get at this simulated moment; undefined when there is none. */
export function resolveExport(
  world: World,
  request: ExportRequest,
): DataScope | undefined {
  if ('invoiceId' in request) {
    const invoice = issuedInvoices(world).find(
      one => one.id === request.invoiceId,
    );
    return (
      invoice && billedScope(world, request.kind, invoice, request.attributeSet)
    );
  }
  const current = monthOf(world.clock.now());
  const month = request.billingPeriod === 'current' ? current : current - 1;
  const currency = World.currencies.find(one => one === request.currencyCode);
  if (!currency || world.customersIn(currency).length === 0) {
    return undefined;
  }
  return unbilledScope(
    world,
    request.kind,
    month,
    currency,
    request.attributeSet,
  );
}

/** The unbilled data of a month and currency right now; undefined when there is none. */
export function unbilledScope(
  world: World,
  kind: ExportKind,
  month: number,
  currency: DataScope['currency'],
  attributeSet: AttributeSet = 'full',
): DataScope | undefined {
  const days =
    kind === 'unbilled-usage'
      ? availableDays(world, month)
      : chargedDays(world, month);
  if (days === 0) {
    return undefined;
  }
  return {
    kind,
    month,
    currency,
    days,
    invoiceNumber: '',
    attributeSet,
    restatements: world.restatementsOf(month, currency),
  };
}

/** A name for the exact content of a scope: equal when, and only when, the lines are equal. */
export function eTagOf(
  world: World,
  scope: DataScope,
  lineCount: number,
): string {
  const revision =
    scope.kind === 'unbilled-reconciliation'
      ? `${lineCount}`
      : `${
          scope.kind === 'unbilled-usage' ? scope.days : 'billed'
        };${scope.restatements
          .map(one => `${one.customer}/${one.day}x${one.factor}`)
          .join(';')}`;
  const text = [
    world.seed,
    world.customers.length,
    scope.kind,
    scope.month,
    scope.currency,
    scope.attributeSet,
    lineCount,
    revision,
  ].join('|');
  const number =
    BigInt(hashText(text)) * 0x1_0000_0000n + BigInt(hashText(`${text}#`));
  return `W${number.toString(36)}${hashText(`#${text}`).toString(36)}`;
}
