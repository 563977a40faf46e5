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

import { azureProduct } from './azureProduct';
import { USAGE_COLUMNS } from './columns';
import { Decimal } from './Decimal';
import { LineTemplate, type Cell } from './LineTemplate';
import { daysIn, formatDay } from './months';
import type { Customer, Partner } from './partner';

import { mix, pick } from './random';
import type { DataScope } from './scope';
import type { Stream, UsageReader } from './usage';

const SLOTS = new Set([
  'UsageDate',
  'Quantity',
  'BillingPreTaxTotal',
  'PricingPreTaxTotal',
]);
const WORKLOADS = [
  'checkout',
  'catalog',
  'billing',
  'identity',
  'reporting',
  'search',
  'intranet',
  'warehouse',
  'telemetry',
  'website',
];
const ZERO = Decimal.of(0n, 0);
const FIFTEEN = Decimal.of(15n, 0);
const HUNDRED = Decimal.of(100n, 0);

function cellsOf(
  partner: Partner,
  customer: Customer,
  stream: Stream,
  scope: DataScope,
  rate: Decimal,
): Record<string, Cell> {
  const { meter, entitlement, state } = stream;
  const style = mix(state, 20);
  const blank: Cell = style % 2 === 0 ? '' : null;
  const zone = style % 3 === 0 ? 'Z' : '';
  const workload = pick(WORKLOADS, mix(state, 21));
  const group = `rg-${workload}-${entitlement.environment}`;
  const resource = `${meter.prefix}-${workload}-${
    entitlement.environment
  }-${String((mix(state, 22) % 40) + 1).padStart(2, '0')}`;
  const product = azureProduct(meter, customer.region);
  const last = daysIn(scope.month);
  const tags =
    style % 10 < 7
      ? JSON.stringify({
          environment: entitlement.environment,
          team: workload,
          ...(style % 5 === 0
            ? { 'cost center': `CC-${1000 + (style % 90)}` }
            : {}),
        })
      : '';
  return {
    PartnerId: partner.tenantId,
    PartnerName: partner.name,
    CustomerId: customer.id,
    CustomerName: customer.name,
    CustomerDomainName: customer.domain,
    CustomerCountry: customer.country,
    MpnId: partner.mpnId,
    Tier2MpnId: scope.invoiceNumber === '' ? '' : customer.tier2MpnId,
    InvoiceNumber: scope.invoiceNumber,
    ProductId: product.productId,
    SkuId: meter.sku,
    AvailabilityId: product.availabilityId,
    SkuName: product.skuName,
    ProductName: product.productName,
    PublisherName: 'Microsoft',
    PublisherId: blank,
    SubscriptionDescription: 'Azure plan',
    SubscriptionId: customer.azurePlanId,
    ChargeStartDate: `${formatDay(scope.month, 1)}T00:00:00${zone}`,
    ChargeEndDate:
      style % 7 === 0
        ? `${formatDay(scope.month + 1, 1)}T00:00:00${zone}`
        : `${formatDay(scope.month, last)}T00:00:00${zone}`,
    MeterType: `${meter.name} - ${customer.region}`,
    MeterCategory: meter.service,
    MeterId: product.meterId,
    MeterSubCategory: meter.subCategory,
    MeterName: meter.name,
    MeterRegion: customer.region,
    Unit: meter.unitType,
    ResourceLocation: customer.region.replace(/ /g, '').toUpperCase(),
    ConsumedService: meter.consumedService,
    ResourceGroup: style % 4 === 0 ? group.toUpperCase() : group,
    ResourceURI: `/subscriptions/${entitlement.id}/resourceGroups/${group}/providers/${meter.consumedService}/${meter.resourceType}/${resource}`,
    ChargeType: 'new',
    UnitPrice: stream.unitPrice,
    UnitType: meter.unitType,
    BillingCurrency: customer.currency,
    PricingCurrency: 'USD',
    ServiceInfo1: blank,
    ServiceInfo2: style % 6 === 0 ? 'Canonical' : '',
    Tags: tags,
    AdditionalInfo: meter.additionalInfo ?? blank,
    EffectiveUnitPrice: stream.effectiveUnitPrice,
    PCToBCExchangeRate: rate,
    PCToBCExchangeRateDate: `${formatDay(scope.month, last)}T00:00:00${zone}`,
    EntitlementId: entitlement.id,
    EntitlementDescription: entitlement.name,
    PartnerEarnedCreditPercentage: stream.credited ? FIFTEEN : ZERO,
    CreditPercentage: style % 50 === 0 ? HUNDRED : ZERO,
    CreditType:
      style % 50 === 0 ? 'Azure Credit Applied' : 'Credit Not Applied',
    BenefitOrderId: blank,
    BenefitId: blank,
    BenefitType: style % 9 === 0 ? 'Charge' : blank,
  };
}

/** The usage lines of one stream as JSON lines. */
export function usageText(
  partner: Partner,
  customer: Customer,
  stream: Stream,
  scope: DataScope,
  reader: UsageReader,
  without: ReadonlySet<string>,
): string[] {
  const columns =
    without.size === 0
      ? USAGE_COLUMNS[scope.attributeSet]
      : USAGE_COLUMNS[scope.attributeSet].filter(name => !without.has(name));
  const template = LineTemplate.create(
    columns,
    SLOTS,
    cellsOf(partner, customer, stream, scope, reader.rate),
  );
  const zone = mix(stream.state, 20) % 3 === 0 ? 'Z' : '';
  return reader.amounts(customer, stream).map(line => {
    const quantity = line.quantity.toString();
    return template.fill({
      UsageDate: `"${formatDay(line.month, line.day)}T00:00:00${zone}"`,
      Quantity:
        mix(stream.state, line.day) % 8 === 0 ? `"${quantity}"` : quantity,
      BillingPreTaxTotal: line.billing.toString(),
      PricingPreTaxTotal: line.pricing.toString(),
    });
  });
}
