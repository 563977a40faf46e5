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

import type { Customer } from '../world/partner';
import type { Invoice } from '../world/invoices';
import {
  formatDay,
  formatBillingPeriod,
  startOf,
  daysIn,
} from '../world/months';
import { guid, hash, hashText } from '../world/random';
import { licencesOf, type LicenceSubscription } from '../world/licences';
import type { World } from '../world/World';

/** How v1 prints "no date". */
const NO_DATE = '0001-01-01T00:00:00';
const SYMBOLS: Record<string, string> = { EUR: '€', USD: '$' };

function link(uri: string): { uri: string; method: 'GET'; headers: never[] } {
  return { uri, method: 'GET', headers: [] };
}

/** A customer as the list shows it. */
export function customerListItem(customer: Customer): object {
  return {
    id: customer.id,
    companyProfile: {
      tenantId: customer.id,
      domain: customer.domain,
      companyName: customer.name,
      attributes: { objectType: 'CustomerCompanyProfile' },
    },
    relationshipToPartner: 'reseller',
    attributes: { objectType: 'Customer' },
  };
}

/** A customer as asked for by id. */
export function customerResource(customer: Customer): object {
  const address = {
    country: customer.country,
    city: customer.city,
    addressLine1: `${1 + (customer.index % 80)} Market Street`,
    postalCode: String(10_000 + (hashText(customer.slug) % 80_000)),
  };
  const email = `it@${customer.slug}.example`;
  return {
    id: customer.id,
    commerceId: customer.commerceId,
    companyProfile: {
      tenantId: customer.id,
      domain: customer.domain,
      companyName: customer.name,
      address: { ...address, phoneNumber: '' },
      email,
      links: { self: link(`/customers/${customer.id}/profiles/company`) },
      attributes: { objectType: 'CustomerCompanyProfile' },
    },
    billingProfile: {
      id: guid(hashText(customer.id), 1),
      firstName: 'Accounts',
      lastName: 'Payable',
      email,
      culture: customer.currency === 'USD' ? 'en-US' : `en-${customer.country}`,
      language: 'en',
      companyName: customer.name,
      defaultAddress: {
        ...address,
        firstName: 'Accounts',
        lastName: 'Payable',
        phoneNumber: '',
      },
      links: { self: link(`/customers/${customer.id}/profiles/billing`) },
      attributes: {
        etag: `-${hashText(customer.name)}`,
        objectType: 'CustomerBillingProfile',
      },
    },
    relationshipToPartner: 'reseller',
    allowDelegatedAccess: customer.index % 5 !== 0,
    customDomains: [customer.domain],
    ...(customer.tier2MpnId === ''
      ? {}
      : { associatedPartnerId: customer.tier2MpnId }),
    links: { self: link(`/customers/${customer.id}`) },
    attributes: { objectType: 'Customer' },
  };
}

function licenceResource(
  customer: Customer,
  licence: LicenceSubscription,
): object {
  const start = `${formatDay(licence.startMonth, licence.day)}T00:00:00Z`;
  const length = licence.term === 'P1Y' ? 12 : 1;
  const end = startOf(licence.startMonth + length);
  return {
    id: licence.id,
    offerId: `${licence.productId}:${licence.skuId}:${licence.productId.replace(
      'CFQ7',
      'CFQ8',
    )}`,
    offerName: licence.name,
    friendlyName: licence.name,
    productType: { id: licence.category, displayName: licence.category },
    quantity: licence.seats,
    unitType: 'Licenses',
    hasPurchasableAddons: false,
    creationDate: start,
    effectiveStartDate: start,
    commitmentEndDate: end.toISOString(),
    status: 'active',
    autoRenewEnabled: true,
    isTrial: false,
    billingType: 'license',
    billingCycle: 'monthly',
    termDuration: licence.term,
    isMicrosoftProduct: licence.publisher === 'Microsoft',
    publisherName: licence.publisher,
    contractType: 'subscription',
    links: {
      self: link(`/customers/${customer.id}/subscriptions/${licence.id}`),
    },
    orderId: guid(hashText(licence.id), 2),
    attributes: {
      etag: `"${hashText(licence.id)}"`,
      objectType: 'Subscription',
    },
  };
}

/** Commerce subscriptions of a customer: its Azure plan, then its licences. */
export function subscriptionResources(
  world: World,
  customer: Customer,
): Array<{ id: string; resource: object; isAzurePlan: boolean }> {
  const created = '2025-02-03T10:15:00';
  const plan = {
    id: customer.azurePlanId,
    offerId: 'DZH318Z0BPS6:0001:DZH318Z0BMTX',
    offerName: 'Azure plan',
    friendlyName: 'Azure plan',
    productType: { id: 'Azure', displayName: 'Azure' },
    quantity: 1,
    unitType: 'None',
    hasPurchasableAddons: false,
    creationDate: created,
    effectiveStartDate: created,
    commitmentEndDate: NO_DATE,
    billingCycleEndDate: NO_DATE,
    status: 'active',
    autoRenewEnabled: false,
    isTrial: false,
    billingType: 'usage',
    billingCycle: 'monthly',
    isMicrosoftProduct: true,
    publisherName: 'Microsoft',
    contractType: 'subscription',
    ...(customer.tier2MpnId === '' ? {} : { partnerId: customer.tier2MpnId }),
    links: {
      self: link(
        `/customers/${customer.id}/subscriptions/${customer.azurePlanId}`,
      ),
    },
    orderId: guid(hashText(customer.id), 3),
    attributes: {
      etag: `"${hashText(customer.azurePlanId)}"`,
      objectType: 'Subscription',
    },
  };
  const today = world.clock.now().toISOString();
  return [
    { id: customer.azurePlanId, resource: plan, isAzurePlan: true },
    ...licencesOf(world.seed, customer)
      .filter(one => formatDay(one.startMonth, one.day) <= today)
      .map(one => ({
        id: one.id,
        resource: licenceResource(customer, one),
        isAzurePlan: false,
      })),
  ];
}

/** The Azure subscriptions under an Azure plan. */
export function entitlementResources(customer: Customer): object[] {
  return customer.entitlements.map(one => ({
    id: one.id,
    friendlyName: one.name,
    status: 'active',
    subscriptionId: customer.azurePlanId,
    partnerOnRecord: customer.tier2MpnId,
  }));
}

function invoiceBase(world: World, invoice: Invoice): Record<string, unknown> {
  const legacy = invoice.kind === 'legacy';
  const type = legacy ? 'Recurring' : 'OneTime';
  const total = invoice.totalCharges.toPlain();
  const paid = hash(world.seed, hashText(invoice.id)) % 2 === 0 ? total : '0';
  const period = formatBillingPeriod(invoice.month);
  // v1 prints the same number now as a number, now as text.
  const asText = hashText(invoice.id) % 3 === 0;
  return {
    id: invoice.id,
    invoiceDate: legacy
      ? invoice.invoiceDate.toISOString().replace('.000Z', '')
      : invoice.invoiceDate.toISOString(),
    billingPeriodStartDate: legacy ? NO_DATE : `${period}-01T00:00:00Z`,
    billingPeriodEndDate: legacy
      ? NO_DATE
      : `${period}-${daysIn(invoice.month)}T00:00:00Z`,
    totalCharges: asText ? total : Number(total),
    paidAmount: Number(paid),
    currencyCode: invoice.currency,
    currencySymbol: SYMBOLS[invoice.currency],
    pdfDownloadLink: `/invoices/${invoice.id}/documents/statement`,
    invoiceDetails: (legacy
      ? ([
          ['office', 'Office', 'BillingLineItems'],
          ['azure', 'Azure', 'BillingLineItems'],
          ['azure', 'Azure', 'UsageLineItems'],
        ] as const)
      : ([
          ['one_time', 'OneTime', 'BillingLineItems'],
          ['one_time', 'OneTime', 'UsageLineItems'],
        ] as const)
    ).map(([billingProvider, provider, kind]) => ({
      invoiceLineItemType:
        kind === 'UsageLineItems' ? 'usage_line_items' : 'billing_line_items',
      billingProvider,
      links: {
        self: link(
          `/invoices/${type}-${invoice.id}/lineitems/${provider}/${kind}`,
        ),
      },
      attributes: { objectType: 'InvoiceDetail' },
    })),
    documentType:
      invoice.kind === 'adjustment-note' ? 'adjustment_note' : 'invoice',
    ...(invoice.amends ? { amendsOf: invoice.amends } : {}),
    invoiceType: type,
    links: { self: link(`/invoices/${type}-${invoice.id}`) },
    attributes: { objectType: 'Invoice' },
  };
}

/** An invoice with its amendments nested, as list and by-id answers carry it. */
export function invoiceResource(
  world: World,
  invoice: Invoice,
  all: readonly Invoice[],
): Record<string, unknown> {
  const amendments = all.filter(one => one.amends === invoice.id);
  return {
    ...invoiceBase(world, invoice),
    ...(amendments.length > 0
      ? { amendments: amendments.map(one => invoiceBase(world, one)) }
      : {}),
  };
}
