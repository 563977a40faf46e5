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

import type { Decimal } from '../world/Decimal';
import type { Invoice } from '../world/invoices';
import { daysIn, formatBillingPeriod, formatDay } from '../world/months';
import type { Currency, Customer } from '../world/partner';
import { guid } from '../world/random';
import type { World } from '../world/World';

const DOCUMENT_TYPES: Record<Invoice['kind'], string> = {
  'new-commerce': 'Invoice',
  legacy: 'Invoice',
  'adjustment-note': 'CreditNote',
};

function profileName(world: World, currency: Currency): string {
  return guid(world.seed, 904, currency === 'EUR' ? 1 : 2);
}

function profileTitle(currency: Currency): string {
  return `Invoices in ${currency}`;
}

/** A billing profile: one a currency. */
export function billingProfile(
  world: World,
  accountId: string,
  currency: Currency,
): object {
  const name = profileName(world, currency);
  return {
    id: `${accountId}/billingProfiles/${name}`,
    name,
    type: 'Microsoft.Billing/billingAccounts/billingProfiles',
    properties: {
      displayName: profileTitle(currency),
      currency,
      country: world.partner.country,
      invoiceDay: 5,
      status: 'Active',
      systemId: name,
    },
  };
}

/** A customer of the billing account; its name is the customer's tenant id. */
export function billingCustomer(
  world: World,
  accountId: string,
  customer: Customer,
): object {
  const profile = profileName(world, customer.currency);
  return {
    id: `${accountId}/customers/${customer.id}`,
    name: customer.id,
    type: 'Microsoft.Billing/billingAccounts/customers',
    properties: {
      displayName: customer.name,
      billingProfileId: `${accountId}/billingProfiles/${profile}`,
      billingProfileDisplayName: profileTitle(customer.currency),
      systemId: customer.commerceId,
      status: 'Active',
    },
  };
}

/** An invoice or note of new commerce; its name is the invoice's number. */
export function billingInvoice(
  world: World,
  accountId: string,
  invoice: Invoice,
): object {
  const moneyOf = (amount: Decimal) => ({
    currency: invoice.currency,
    // JSON has no decimals; what stands in the text is what is meant.
    value: Number(amount.toPlain()),
  });
  const money = moneyOf(invoice.totalCharges);
  const profile = profileName(world, invoice.currency);
  const amends = invoice.amends
    ? `${accountId}/invoices/${invoice.amends}`
    : undefined;
  return {
    id: `${accountId}/invoices/${invoice.id}`,
    name: invoice.id,
    type: 'Microsoft.Billing/billingAccounts/invoices',
    properties: {
      amountDue: money,
      billedAmount: money,
      totalAmount: money,
      ...(invoice.taxCharges ? { taxAmount: moneyOf(invoice.taxCharges) } : {}),
      billingProfileId: `${accountId}/billingProfiles/${profile}`,
      billingProfileDisplayName: profileTitle(invoice.currency),
      documentType: DOCUMENT_TYPES[invoice.kind],
      ...(amends ? { creditForDocumentId: amends } : {}),
      documents: [],
      dueDate: new Date(
        invoice.invoiceDate.getTime() + 30 * 86_400_000,
      ).toISOString(),
      invoiceDate: invoice.invoiceDate.toISOString(),
      invoicePeriodStartDate: `${formatBillingPeriod(
        invoice.month,
      )}-01T00:00:00Z`,
      invoicePeriodEndDate: `${formatDay(
        invoice.month,
        daysIn(invoice.month),
      )}T00:00:00Z`,
      invoiceType: 'AzureServices',
      isMonthlyInvoice: true,
      status: 'Due',
    },
  };
}
