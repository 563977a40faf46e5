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

/** Columns in blob order; a star marks those that `attributeSet: basic` keeps too. */
const USAGE = `
PartnerId* PartnerName* CustomerId* CustomerName* CustomerDomainName CustomerCountry MpnId Tier2MpnId
InvoiceNumber* ProductId* SkuId* AvailabilityId SkuName* ProductName PublisherName* PublisherId
SubscriptionDescription SubscriptionId* ChargeStartDate* ChargeEndDate* UsageDate* MeterType MeterCategory
MeterId MeterSubCategory MeterName MeterRegion Unit ResourceLocation ConsumedService ResourceGroup
ResourceURI* ChargeType* UnitPrice* Quantity* UnitType* BillingPreTaxTotal* BillingCurrency*
PricingPreTaxTotal* PricingCurrency* ServiceInfo1 ServiceInfo2 Tags AdditionalInfo* EffectiveUnitPrice*
PCToBCExchangeRate* PCToBCExchangeRateDate EntitlementId* EntitlementDescription
PartnerEarnedCreditPercentage CreditPercentage* CreditType* BenefitOrderId* BenefitId BenefitType*`;

const RECONCILIATION = `
PartnerId* CustomerId* CustomerName* CustomerDomainName CustomerCountry InvoiceNumber* MpnId Tier2MpnId*
OrderId* OrderDate* ProductId* SkuId* AvailabilityId* SkuName* ProductName* ChargeType* UnitPrice* Quantity
Subtotal* TaxTotal* Total* Currency* PriceAdjustmentDescription* PublisherName* PublisherId
SubscriptionDescription SubscriptionId* ChargeStartDate* ChargeEndDate* TermAndBillingCycle*
EffectiveUnitPrice* UnitType AlternateId BillableQuantity* BillingFrequency PricingCurrency*
PCToBCExchangeRate* PCToBCExchangeRateDate MeterDescription ReservationOrderId* CreditReasonCode*
SubscriptionStartDate* SubscriptionEndDate* ReferenceId* ProductQualifiers PromotionId* ProductCategory*`;

/** Which columns an export carries. */
export type AttributeSet = 'full' | 'basic';

function columns(text: string, basicOnly: boolean): readonly string[] {
  return text
    .trim()
    .split(/\s+/)
    .filter(name => !basicOnly || name.endsWith('*'))
    .map(name => name.replace('*', ''));
}

/** Columns of a daily rated usage line, in order. */
export const USAGE_COLUMNS: Record<AttributeSet, readonly string[]> = {
  full: columns(USAGE, false),
  basic: columns(USAGE, true),
};

/** Columns of an invoice reconciliation line, in order. */
export const RECONCILIATION_COLUMNS: Record<AttributeSet, readonly string[]> = {
  full: columns(RECONCILIATION, false),
  basic: columns(RECONCILIATION, true),
};
