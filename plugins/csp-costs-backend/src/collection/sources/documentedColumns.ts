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

import type { Source } from 'backstage-plugin-csp-costs-common';
import { familyOf } from '../../ledger/tables';

/** Columns of daily rated usage in Microsoft's documentation. */
const USAGE = `
  AdditionalInfo AvailabilityId BenefitID BenefitOrderID BenefitType
  BillingCurrency BillingPreTaxTotal ChargeEndDate ChargeStartDate ChargeType
  ConsumedService CreditPercentage CreditType CustomerCountry
  CustomerDomainName CustomerId CustomerName EffectiveUnitPrice
  EntitlementDescription EntitlementId InvoiceNumber MeterCategory MeterId
  MeterName MeterRegion MeterSubCategory MeterType MpnId
  PartnerEarnedCreditPercentage PartnerId PartnerName PCToBCExchangeRate
  PCToBCExchangeRateDate PricingCurrency PricingPreTaxTotal ProductId
  ProductName PublisherId PublisherName Quantity ResourceGroup
  ResourceLocation ResourceURI ServiceInfo1 ServiceInfo2 SkuId SkuName
  SubscriptionDescription SubscriptionId Tags Tier2MpnId Unit UnitPrice
  UnitType UsageDate`;

/** Columns of invoice reconciliation in Microsoft's documentation. */
const RECONCILIATION = `
  AlternateId AvailabilityId BillableQuantity BillingFrequency ChargeEndDate
  ChargeStartDate ChargeType CreditReasonCode Currency CustomerCountry
  CustomerDomainName CustomerId CustomerName EffectiveUnitPrice InvoiceNumber
  MeterDescription MpnId OrderDate OrderId PartnerId PCToBCExchangeRate
  PCToBCExchangeRateDate PriceAdjustmentDescription PricingCurrency
  ProductCategory ProductId ProductName ProductQualifiers PromotionId
  PublisherId PublisherName Quantity ReferenceId ReservationOrderId SkuId
  SkuName SubscriptionDescription SubscriptionEndDate SubscriptionId
  SubscriptionStartDate Subtotal TaxTotal TermAndBillingCycle Tier2MpnId Total
  UnitPrice UnitType`;

/** Columns of licence-based and of usage-based lines of legacy invoices in Microsoft's documentation. */
const LEGACY = `
  amount attributes billingCycleType billingProvider chargeEndDate
  chargeStartDate chargeType consumedQuantity currency customerCompanyName
  customerId customerName detailLineItemId domainName durableOfferId
  includedQuantity invoiceLineItemType invoiceNumber listPrice mpnId offerId
  offerName orderId overageQuantity partnerBillableAccountId partnerId
  partnerName postTaxEffectiveRate postTaxTotal pretaxCharges
  pretaxEffectiveRate quantity region resourceGuid resourceName serviceName
  serviceType sku subscriptionDescription subscriptionEndDate subscriptionId
  subscriptionName subscriptionStartDate subtotal
  syndicationPartnerSubscriptionNumber tax taxAmount tier2MpnId
  totalForCustomer totalOtherDiscount unit unitPrice`;

const COLUMNS: Record<string, string> = {
  usage: USAGE,
  reconciliation: RECONCILIATION,
  'legacy-invoice-lines': LEGACY,
};

/** Names of the columns that Microsoft documents for a source, in lower case. */
export function documentedColumns(source: Source): Set<string> {
  const names = COLUMNS[familyOf(source)] ?? '';
  return new Set(names.trim().toLowerCase().split(/\s+/));
}
