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

/** Columns of cost details at the billing scopes of a partner, in Microsoft's order and mixed case. */
export const COST_DETAILS_COLUMNS = [
  'invoiceId',
  'previousInvoiceId',
  'billingAccountId',
  'billingAccountName',
  'billingProfileId',
  'billingProfileName',
  'invoiceSectionId',
  'invoiceSectionName',
  'partnerTenantId',
  'partnerName',
  'resellerName',
  'resellerMpnId',
  'customerTenantId',
  'customerName',
  'costCenter',
  'billingPeriodEndDate',
  'billingPeriodStartDate',
  'servicePeriodEndDate',
  'servicePeriodStartDate',
  'date',
  'serviceFamily',
  'productOrderId',
  'productOrderName',
  'consumedService',
  'meterId',
  'meterName',
  'meterCategory',
  'meterSubCategory',
  'meterRegion',
  'ProductId',
  'ProductName',
  'SubscriptionId',
  'subscriptionName',
  'publisherType',
  'publisherId',
  'publisherName',
  'resourceGroupName',
  'ResourceId',
  'resourceLocation',
  'location',
  'effectivePrice',
  'quantity',
  'unitOfMeasure',
  'chargeType',
  'billingCurrency',
  'pricingCurrency',
  'costInBillingCurrency',
  'costInPricingCurrency',
  'costInUsd',
  'paygCostInBillingCurrency',
  'paygCostInUsd',
  'exchangeRatePricingToBilling',
  'exchangeRateDate',
  'isAzureCreditEligible',
  'serviceInfo1',
  'serviceInfo2',
  'additionalInfo',
  'tags',
  'partnerEarnedCreditRate',
  'partnerEarnedCreditApplied',
  'PayGPrice',
  'frequency',
  'term',
  'reservationId',
  'reservationName',
  'PricingModel',
  'unitPrice',
  'benefitId',
  'benefitName',
  'provider',
] as const;

/** A column of cost details. */
export type CostDetailsColumn = (typeof COST_DETAILS_COLUMNS)[number];
