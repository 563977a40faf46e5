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
import { exchangeRate } from './exchangeRate';
import type { Cell } from './LineTemplate';
import { daysIn, formatDay, type Month } from './months';
import { licenceCharges } from './licences';
import type { Customer, Partner } from './partner';
import { onceAMonth, usageCharges, type MeterQuantity } from './purchases';
import { PURPOSE } from './purposes';
import { guid, hash, hashText } from './random';
import { isBilled, type DataScope } from './scope';

/** One invoice reconciliation line: the amounts that add up, and its cells. */
export interface ReconciliationLine {
  /** Present exactly on pay-as-you-go usage lines. */
  meterDescription: string;
  subtotal: Decimal;
  taxTotal: Decimal;
  total: Decimal;
  cells: Record<string, Cell>;
}

const ONE = Decimal.of(1n, 0);

/** The end of the yearly term that `at` falls in. */
function termEnd(
  [month, day]: [Month, number],
  at: [Month, number],
): [Month, number] {
  const years = Math.floor((at[0] - month) / 12) + 1;
  return [month + years * 12, day];
}

function toLine(
  seed: number,
  partner: Partner,
  customer: Customer,
  scope: DataScope,
  charge: Charge,
): ReconciliationLine {
  const { month, invoiceNumber } = scope;
  // The same charge looks the same in every export, whatever stands before it.
  const identity = hashText(
    `${charge.orderId}/${charge.product.skuId}/${charge.chargeType}/${charge.day}/${charge.effectiveUnitPrice}`,
  );
  const style = hash(seed, customer.index, month, identity);
  const zone = style % 3 === 0 ? 'Z' : '';
  const blank: Cell = style % 2 === 0 ? '' : null;
  const date = (value: [Month, number]): string =>
    `${formatDay(
      value[0],
      Math.min(value[1], daysIn(value[0])),
    )}T00:00:00${zone}`;
  const rate =
    charge.pricingCurrency === customer.currency
      ? ONE
      : exchangeRate(seed, month, customer.currency);
  const subtotal =
    charge.formula === 'usage'
      ? charge.effectiveUnitPrice
          .times(charge.quantity)
          .roundDown(2)
          .times(rate)
          .roundDown(2)
      : charge.effectiveUnitPrice
          .times(rate)
          .roundDown(2)
          .times(charge.quantity)
          .roundDown(2);
  const taxTotal = subtotal
    .times(Decimal.of(BigInt(customer.taxPerMille), 3))
    .round(2);
  const total = subtotal.plus(taxTotal);
  const start: [Month, number] = [month, charge.day];
  const meterDescription = charge.meterDescription ?? '';
  return {
    meterDescription,
    subtotal,
    taxTotal,
    total,
    cells: {
      PartnerId: partner.tenantId,
      CustomerId: customer.id,
      CustomerName: customer.name,
      CustomerDomainName: customer.domain,
      CustomerCountry: customer.country,
      InvoiceNumber: invoiceNumber,
      MpnId: partner.mpnId,
      Tier2MpnId: invoiceNumber === '' ? '' : customer.tier2MpnId,
      OrderId: charge.orderId,
      OrderDate: date(charge.subscriptionStart ?? start),
      ProductId: charge.product.productId,
      SkuId: charge.product.skuId,
      AvailabilityId: charge.product.productId.replace(/^.{6}/, 'CFQ7TT'),
      SkuName: charge.product.name,
      ProductName: charge.product.name,
      ChargeType: charge.chargeType,
      UnitPrice: charge.unitPrice,
      Quantity: charge.quantity,
      Subtotal: subtotal,
      TaxTotal: taxTotal,
      Total: total,
      Currency: customer.currency,
      PriceAdjustmentDescription: charge.adjustment ?? blank,
      PublisherName: charge.publisher ?? 'Microsoft',
      PublisherId: blank,
      SubscriptionDescription: charge.subscriptionName,
      SubscriptionId: charge.subscriptionId,
      ChargeStartDate: date(start),
      ChargeEndDate: date(charge.end ?? start),
      TermAndBillingCycle: charge.term ?? '',
      EffectiveUnitPrice: charge.effectiveUnitPrice,
      UnitType:
        charge.unitType ?? (charge.formula === 'seat' ? 'Licenses' : ''),
      AlternateId: charge.orderId,
      BillableQuantity: charge.quantity,
      BillingFrequency: invoiceNumber === '' ? '' : charge.frequency ?? blank,
      PricingCurrency: charge.pricingCurrency,
      PCToBCExchangeRate: rate,
      PCToBCExchangeRateDate: date([month, daysIn(month)]),
      MeterDescription: meterDescription === '' ? blank : meterDescription,
      ReservationOrderId: charge.reservationOrderId ?? blank,
      CreditReasonCode: charge.creditReasonCode ?? blank,
      SubscriptionStartDate: charge.subscriptionStart
        ? date(charge.subscriptionStart)
        : null,
      SubscriptionEndDate: charge.subscriptionStart
        ? date(termEnd(charge.subscriptionStart, start))
        : null,
      ReferenceId: guid(seed, PURPOSE.order, customer.index, month, identity),
      ProductQualifiers: blank,
      PromotionId: blank,
      ProductCategory: charge.product.category,
    },
  };
}

/**
 * The reconciliation lines of one customer. Pay-as-you-go lines exist only in
 * billed data; `used` is asked for only then.
 */
export function reconciliationLines(
  seed: number,
  partner: Partner,
  customer: Customer,
  customers: number,
  scope: DataScope,
  used: () => MeterQuantity[],
): ReconciliationLine[] {
  const charges = [
    ...licenceCharges(seed, customer, scope.month),
    ...onceAMonth(seed, customer, customers, scope.month),
  ].filter(charge => charge.day <= scope.days);
  if (isBilled(scope)) {
    charges.push(...usageCharges(customer, scope.month, used()));
  }
  return charges.map(charge => toLine(seed, partner, customer, scope, charge));
}
