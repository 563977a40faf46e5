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

import { z } from 'zod';

/** Fields whose JSON numbers are amounts, and must keep every digit. */
export const AMOUNT_FIELDS = ['totalCharges', 'paidAmount'] as const;

const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, 'not an amount');

const DATE = /^\d{4}-(0[1-9]|1[0-2])-\d{2}/;

/** `0001-01-01` is how Partner Center says that there is no date. */
const date = z
  .string()
  .nullish()
  .transform(value =>
    value && !value.startsWith('0001-01-01') ? value : undefined,
  )
  .refine(
    value => value === undefined || DATE.test(value),
    'not a date of ISO 8601',
  );

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);

/** A page of a Partner Center collection. */
export function collectionSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    continuationToken: text,
    links: z.object({ next: z.unknown().optional() }).nullish(),
  });
}

export const customerSchema = z.object({
  id: z.string().min(1),
  companyProfile: z.object({ domain: text, companyName: text }).nullish(),
  relationshipToPartner: text,
});

/** A customer in the list of customers; `id` is its tenant id. */
export type PartnerCenterCustomer = z.output<typeof customerSchema>;

export const subscriptionSchema = z.object({
  id: z.string().min(1),
  offerId: text,
  offerName: text,
  friendlyName: text,
  productType: z.object({ id: text }).nullish(),
  quantity: z.union([z.number(), z.string()]).nullish().transform(Number),
  unitType: text,
  status: text,
  autoRenewEnabled: z.boolean().nullish(),
  billingCycle: text,
  termDuration: text,
  creationDate: date,
  commitmentEndDate: date,
});

/** A commerce subscription: a licence, an Azure plan, a reservation, … */
export type PartnerCenterSubscription = z.output<typeof subscriptionSchema>;

export const azureEntitlementSchema = z.object({
  id: z.string().min(1),
  friendlyName: text,
  status: text,
});

/** An Azure subscription of an Azure plan. */
export type PartnerCenterAzureEntitlement = z.output<
  typeof azureEntitlementSchema
>;

const invoiceFields = z.object({
  // Names a folder of the archive later, so it must be nothing but a name.
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, 'not an invoice id'),
  invoiceDate: z.string().regex(DATE, 'not a date of ISO 8601'),
  billingPeriodStartDate: date,
  billingPeriodEndDate: date,
  totalCharges: amount,
  paidAmount: amount.nullish(),
  currencyCode: z.string().regex(/^[A-Z]{3}$/, 'not a currency'),
  invoiceDetails: z
    .array(z.object({ invoiceLineItemType: text, billingProvider: text }))
    .nullish()
    .transform(value => value ?? []),
  documentType: text,
  invoiceType: text,
  amendsOf: text,
});

export const invoiceSchema = invoiceFields.extend({
  amendments: z
    .array(invoiceFields)
    .nullish()
    .transform(value => value ?? []),
});

/** An invoice; credit and void notes that amend it are nested. */
export type PartnerCenterInvoice = z.output<typeof invoiceSchema>;

export const rateCardSchema = z.object({
  locale: z.string().min(1),
  meters: z.array(
    z
      .object({
        id: z.string().min(1),
        name: z.string().min(1),
        category: text,
        subcategory: text,
        region: text,
        unit: text,
      })
      .transform(({ id, name, category, subcategory, region, unit }) => ({
        id,
        name,
        category,
        subcategory,
        region,
        unit,
      })),
  ),
});

/** Names of meters in one language. */
export type PartnerCenterRateCard = z.output<typeof rateCardSchema>;
