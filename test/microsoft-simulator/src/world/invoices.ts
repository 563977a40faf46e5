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

import { isInvoiced } from './availability';
import { Decimal, DecimalSum } from './Decimal';
import { legacyLines } from './legacyLines';
import { daysIn, invoiceTimeOf, monthOf, type Month } from './months';
import type { Currency } from './partner';
import { PURPOSE } from './purposes';
import { hash } from './random';
import type { AttributeSet } from './columns';
import type { DataScope, ExportKind } from './scope';
import { World } from './World';

/** One document of the invoice list. */
export interface Invoice {
  id: string;
  kind: 'new-commerce' | 'legacy' | 'adjustment-note';
  month: Month;
  currency: Currency;
  invoiceDate: Date;
  totalCharges: Decimal;
  /** How much of it is tax; of new-commerce invoices. */
  taxCharges?: Decimal;
  amends?: string;
}

/** The number of the invoice of a month and currency: `G` and nine digits, growing with time. */
export function invoiceNumber(
  world: World,
  month: Month,
  currency: Currency,
): string {
  const first = 16_000_000 + (hash(world.seed, PURPOSE.invoice) % 500_000);
  const offset = (month - 24_000) * 1_371 + (currency === 'EUR' ? 0 : 9);
  return `G${String(first + offset).padStart(9, '0')}`;
}

/** The issued new-commerce invoices, newest first, without their totals. */
export function issuedInvoices(
  world: World,
): Array<{ id: string; month: Month; currency: Currency }> {
  const invoices: Array<{ id: string; month: Month; currency: Currency }> = [];
  for (
    let month = monthOf(world.clock.now()) - 1;
    month >= world.firstMonth;
    month--
  ) {
    if (isInvoiced(world, month)) {
      for (const currency of World.currencies) {
        if (world.customersIn(currency).length > 0) {
          invoices.push({
            id: invoiceNumber(world, month, currency),
            month,
            currency,
          });
        }
      }
    }
  }
  return invoices;
}

/** What a billed export of an invoice holds right now. */
export function billedScope(
  world: World,
  kind: ExportKind,
  invoice: { id: string; month: Month; currency: Currency },
  attributeSet: AttributeSet = 'full',
): DataScope {
  return {
    kind,
    month: invoice.month,
    currency: invoice.currency,
    days: daysIn(invoice.month),
    invoiceNumber: invoice.id,
    attributeSet,
    restatements: world.restatementsOf(invoice.month, invoice.currency),
  };
}

/** The sum of `Total` of all reconciliation lines of a billed scope. */
export function invoiceTotal(world: World, scope: DataScope): Decimal {
  const sum = new DecimalSum();
  for (const customer of world.customersIn(scope.currency)) {
    for (const line of world.reconciliation(customer, scope)) {
      sum.add(line.total);
    }
  }
  return sum.value.roundDown(2);
}

/** The sum of `TaxTotal` of all reconciliation lines of a billed scope. */
function invoiceTax(world: World, scope: DataScope): Decimal {
  const sum = new DecimalSum();
  for (const customer of world.customersIn(scope.currency)) {
    for (const line of world.reconciliation(customer, scope)) {
      sum.add(line.taxTotal);
    }
  }
  return sum.value;
}

/** The issued legacy invoices, newest first: one for each month and currency that has a new-commerce one. */
export function legacyInvoices(world: World): Invoice[] {
  if (world.legacyLines === 0) {
    return [];
  }
  return issuedInvoices(world).map(({ month, currency }) => {
    const number = hash(
      world.seed,
      PURPOSE.legacy,
      month,
      currency === 'EUR' ? 0 : 1,
    );
    const invoice = {
      id: `D0${number.toString(36).toUpperCase().padStart(7, '0')}`,
      month,
      currency,
    };
    return {
      ...invoice,
      kind: 'legacy',
      invoiceDate: invoiceTimeOf(month),
      totalCharges: world.remember(`total/${invoice.id}`, () => {
        const sum = new DecimalSum();
        for (const { pretax, tax } of legacyLines(world, invoice)) {
          sum.add(pretax);
          sum.add(tax);
        }
        return sum.value.round(2);
      }),
    };
  });
}

/** All documents of the invoice list: of new commerce, newest first, then the legacy ones. */
export async function listInvoices(world: World): Promise<Invoice[]> {
  const invoices: Invoice[] = [];
  for (const issued of issuedInvoices(world)) {
    const scope = billedScope(world, 'billed-reconciliation', issued);
    await world.prepare(scope);
    const invoice: Invoice = {
      ...issued,
      kind: 'new-commerce',
      invoiceDate: invoiceTimeOf(issued.month),
      totalCharges: world.remember(
        `total/${issued.id}/${JSON.stringify(scope.restatements)}`,
        () => invoiceTotal(world, scope),
      ),
      taxCharges: world.remember(
        `tax/${issued.id}/${JSON.stringify(scope.restatements)}`,
        () => invoiceTax(world, scope),
      ),
    };
    if (issued.month === world.firstMonth && issued.currency === 'EUR') {
      invoices.push({
        ...invoice,
        id: `G${String(Number(issued.id.slice(1)) + 4).padStart(9, '0')}`,
        kind: 'adjustment-note',
        invoiceDate: new Date(invoice.invoiceDate.getTime() + 3 * 86_400_000),
        totalCharges: Decimal.of(
          -BigInt(1_000 + (hash(world.seed, PURPOSE.invoice, 1) % 9_000)),
          2,
        ),
        taxCharges: undefined,
        amends: issued.id,
      });
    }
    invoices.push(invoice);
  }
  invoices.push(...legacyInvoices(world));
  return invoices.filter(one => one.invoiceDate <= world.clock.now());
}
