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

import { Decimal } from './Decimal';
import type { Invoice } from './invoices';
import { daysIn, formatDay, type Month } from './months';
import type { Customer } from './partner';
import { LICENCES } from './products';
import { PURPOSE } from './purposes';
import { hash, pick } from './random';
import type { World } from './World';

/** Whose line items a legacy invoice has: licences, or Azure of before the Azure plan. */
export type LegacyProvider = 'office' | 'azure';

/** One billing line of a legacy invoice: the amounts that add up. */
export interface LegacyLine {
  customer: Customer;
  provider: LegacyProvider;
  /** Whether it gives money back. */
  credit: boolean;
  pretax: Decimal;
  tax: Decimal;
  /** What else is drawn for the line. */
  draw: number;
}

/** The invoice that a line is of. */
type LegacyInvoice = Pick<Invoice, 'id' | 'month' | 'currency'>;

const NO_DATE = '0001-01-01T00:00:00';

const AZURE_METERS = [
  ['Storage', 'Standard Page Blob', 'LRS Data Stored', '1 GB/Month'],
  ['Azure App Service', 'Standard Plan', 'S1', '1 Hour'],
  ['Virtual Machines', 'D/DS Series Windows', 'D1/DS1', '1 Hour'],
  ['Networking', '', 'Data Transfer Out (GB)', '1 GB'],
] as const;

/** A number of JSON with exactly these digits. */
function rawNumber(value: Decimal): unknown {
  // In the language since ES2025, not yet in TypeScript's types.
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(
    value.toPlain(),
  );
}

/** How many billing lines of a provider an invoice has. */
export function legacyLineCount(
  world: World,
  provider: LegacyProvider,
): number {
  return provider === 'office'
    ? world.legacyLines
    : Math.ceil(world.legacyLines / 3);
}

/** One billing line of a legacy invoice; its number begins with 0. */
export function legacyLine(
  world: World,
  invoice: LegacyInvoice,
  provider: LegacyProvider,
  number: number,
): LegacyLine {
  const part = provider === 'office' ? 1 : 2;
  const draw = hash(world.seed, PURPOSE.legacy, invoice.month, part, number);
  const customer = pick(world.customersIn(invoice.currency), draw >>> 3);
  const credit = draw % 11 === 0;
  const amount =
    provider === 'office' ? licenceAmount(customer, draw) : usageAmount(draw);
  const pretax = credit ? amount.negate() : amount;
  const tax = pretax
    .times(Decimal.of(BigInt(customer.taxPerMille), 3))
    .round(2);
  return { customer, provider, credit, pretax, tax, draw };
}

/** A billing line as v1 prints it. */
export function legacyItem(
  world: World,
  invoice: LegacyInvoice,
  provider: LegacyProvider,
  number: number,
): Record<string, unknown> {
  const line = legacyLine(world, invoice, provider, number);
  const { customer, credit, pretax, tax, draw } = line;
  // v1 prints the same number now as a number, now as text.
  const amountOf = (value: Decimal) =>
    draw % 7 === 0 ? value.toPlain() : rawNumber(value);
  const common = {
    partnerId: world.partner.tenantId,
    customerId: draw % 2 ? customer.id.toUpperCase() : customer.id,
    mpnId: Number(world.partner.mpnId),
    tier2MpnId: -1,
    orderId: customer.orderId,
    domainName: customer.domain,
    billingCycleType: 'Monthly',
    ...period(invoice.month, provider, draw),
    currency: invoice.currency,
    invoiceLineItemType: 'billing_line_items',
    billingProvider: provider,
  };
  return provider === 'office'
    ? {
        ...common,
        ...licence(customer, draw),
        chargeType: credit ? 'Customer credit' : 'Cycle fee',
        amount: amountOf(pretax),
        totalOtherDiscount: 0,
        subtotal: amountOf(pretax),
        tax: amountOf(tax),
        totalForCustomer: amountOf(pretax.plus(tax)),
        attributes: { objectType: 'LicenseBasedLineItem' },
      }
    : {
        ...common,
        ...meter(customer, draw),
        detailLineItemId: number + 1,
        partnerName: world.partner.name,
        invoiceNumber: invoice.id,
        chargeType: credit
          ? 'Credit for current cycle'
          : 'Assess usage fee for current cycle',
        includedQuantity: 0,
        consumedQuantity: 1 + (draw % 744),
        pretaxCharges: amountOf(pretax),
        taxAmount: amountOf(tax),
        postTaxTotal: amountOf(pretax.plus(tax)),
        attributes: { objectType: 'UsageBasedLineItem' },
      };
}

/** What was used to the billing line with this number, on one day: it repeats it, and has no amounts. */
export function legacyUsageItem(
  world: World,
  invoice: LegacyInvoice,
  number: number,
): Record<string, unknown> {
  const { pretaxCharges, taxAmount, postTaxTotal, ...item } = legacyItem(
    world,
    invoice,
    'azure',
    number,
  );
  return {
    ...item,
    usageDate: item.chargeStartDate,
    invoiceLineItemType: 'usage_line_items',
    attributes: { objectType: 'DailyUsageLineItem' },
  };
}

/** All billing lines of a legacy invoice. */
export function* legacyLines(
  world: World,
  invoice: LegacyInvoice,
): Generator<LegacyLine> {
  for (const provider of ['office', 'azure'] as const) {
    const count = legacyLineCount(world, provider);
    for (let number = 0; number < count; number++) {
      yield legacyLine(world, invoice, provider, number);
    }
  }
}

/** Licences are charged for the cycle to come, Azure for the one that has ended. */
function period(month: Month, provider: LegacyProvider, draw: number) {
  const start = provider === 'office' ? month + 1 : month;
  const day = 1 + (draw % 28);
  return {
    chargeStartDate:
      draw % 13 === 0 ? NO_DATE : `${formatDay(start, day)}T00:00:00`,
    chargeEndDate: `${formatDay(start, daysIn(start))}T00:00:00`,
  };
}

function licenceAmount(customer: Customer, draw: number): Decimal {
  const price = pick(LICENCES, draw >>> 5).price[customer.currency];
  return Decimal.parse(price)
    .times(Decimal.of(BigInt(seatsOf(draw)), 0))
    .round(2);
}

function seatsOf(draw: number): number {
  return 1 + ((draw >>> 9) % 20);
}

/** More digits than a double has, as rated usage has them. */
function usageAmount(draw: number): Decimal {
  return Decimal.of(BigInt(draw) * 1_000_000_007n + 13n, 16);
}

function licence(customer: Customer, draw: number) {
  const product = pick(LICENCES, draw >>> 5);
  const name = product.name.toUpperCase();
  return {
    customerName: customer.name.toUpperCase(),
    subscriptionId: `${product.productId}${customer.orderId}`,
    offerId: product.productId,
    offerName: name,
    subscriptionName: name,
    subscriptionDescription: name,
    subscriptionStartDate: '2019-05-12T00:00:00',
    subscriptionEndDate: draw % 3 === 0 ? NO_DATE : '2027-05-11T00:00:00',
    unitPrice: Number(product.price[customer.currency]),
    quantity: seatsOf(draw),
  };
}

function meter(customer: Customer, draw: number) {
  const [serviceName, serviceType, resourceName, unit] = pick(
    AZURE_METERS,
    draw >>> 5,
  );
  return {
    customerCompanyName: customer.name,
    sku: '7UD-00001',
    subscriptionId: customer.commerceId,
    subscriptionName: 'Microsoft Azure',
    subscriptionDescription: 'Microsoft Azure',
    serviceName,
    serviceType,
    resourceName,
    region: '',
    unit,
  };
}
