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

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);

/** A page of a list of Azure Resource Manager. */
export function listSchema<T extends z.ZodType>(item: T) {
  return z.object({ value: z.array(item), nextLink: text });
}

export const billingAccountSchema = z
  .object({
    id: z.string().min(1),
    name: z.string().min(1),
    properties: z
      .object({
        displayName: text,
        agreementType: text,
        accountType: text,
        accountStatus: text,
      })
      .nullish(),
  })
  .transform(({ id, name, properties }) => ({
    id,
    name,
    displayName: properties?.displayName,
    agreementType: properties?.agreementType,
    accountType: properties?.accountType,
    accountStatus: properties?.accountStatus,
  }));

/** A billing account; `name` is what people call its id. */
export type BillingAccount = z.output<typeof billingAccountSchema>;

export const roleAssignmentSchema = z
  .object({
    name: z.string().min(1),
    properties: z
      .object({
        principalId: text,
        principalType: text,
        roleDefinitionId: text,
      })
      .nullish(),
  })
  .transform(({ name, properties }) => ({
    name,
    principalId: properties?.principalId,
    principalType: properties?.principalType,
    roleDefinitionId: properties?.roleDefinitionId,
  }));

/** Who has which role on a billing account; `roleDefinitionId` is a whole path. */
export type BillingRoleAssignment = z.output<typeof roleAssignmentSchema>;

export const roleDefinitionSchema = z
  .object({
    id: z.string().min(1),
    name: z.string().min(1),
    properties: z.object({ roleName: text, description: text }).nullish(),
  })
  .transform(({ id, name, properties }) => ({
    id,
    name,
    roleName: properties?.roleName,
    description: properties?.description,
  }));

/** A role that a billing account has; `name` is a GUID. */
export type BillingRoleDefinition = z.output<typeof roleDefinitionSchema>;

/** What the caller may do. */
export const accessDecisionsSchema = z.array(
  z.object({ action: z.string(), accessDecision: z.string() }),
);

export const billingCustomerSchema = z
  .object({
    name: z.string().min(1),
    properties: z.object({ displayName: text, status: text }).nullish(),
  })
  .transform(({ name, properties }) => ({
    name,
    displayName: properties?.displayName,
    status: properties?.status,
  }));

/** A customer of the partner's billing account; `name` is its tenant id. */
export type BillingCustomer = z.output<typeof billingCustomerSchema>;

/** Fields whose JSON numbers are amounts, and must keep every digit. */
export const AMOUNT_FIELDS = ['value'] as const;

const DATE = /^\d{4}-(0[1-9]|1[0-2])-\d{2}/;

const date = z.string().regex(DATE, 'not a date of ISO 8601');

const amount = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/, 'not a currency'),
  value: z.string().regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, 'not an amount'),
});

export const billingInvoiceSchema = z
  .object({
    // Names a folder of the archive later, so it must be nothing but a name.
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, 'not an invoice id'),
    properties: z.object({
      invoiceDate: date,
      invoicePeriodStartDate: date,
      totalAmount: amount,
      taxAmount: amount.nullish().transform(value => value ?? undefined),
      documentType: text,
      creditForDocumentId: text,
    }),
  })
  .transform(({ name, properties }) => ({ name, ...properties }));

/** An invoice or note of the billing account; `name` is its number. */
export type BillingInvoice = z.output<typeof billingInvoiceSchema>;
