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

import {
  addMonths,
  firstDayOf,
  type BillingPeriod,
} from 'backstage-plugin-csp-costs-common';
import type { ShownGeneration } from '../archive/shownGenerations';
import type { ChargeOfLine } from '../archive/selectCharges';

/** A charge with what it has in common with the others of its month and generation. */
export interface ExportedCharge {
  billingPeriod: BillingPeriod;
  charge: ChargeOfLine;
  generation: ShownGeneration;
}

/** A column of an export. */
interface FocusColumn {
  name: string;
  /** Type in Parquet; text unless given. */
  type?: 'decimal' | 'timestamp';
  value(row: ExportedCharge): string | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The columns of an export: those of FOCUS 1.2 that Microsoft's lines of a
 * partner tell, under the names that Microsoft's own FOCUS exports use, and ours
 * behind `x_`.
 */
export const FOCUS_COLUMNS: readonly FocusColumn[] = [
  {
    name: 'BilledCost',
    type: 'decimal',
    value: ({ charge }) => charge.billedCost,
  },
  { name: 'BillingCurrency', value: ({ charge }) => charge.billingCurrency },
  {
    name: 'BillingPeriodStart',
    type: 'timestamp',
    value: ({ billingPeriod }) => startOf(firstDayOf(billingPeriod)),
  },
  {
    name: 'BillingPeriodEnd',
    type: 'timestamp',
    value: ({ billingPeriod }) =>
      startOf(firstDayOf(addMonths(billingPeriod, 1))),
  },
  { name: 'ChargeCategory', value: ({ charge }) => charge.chargeCategory },
  { name: 'ChargeDescription', value: ({ charge }) => charge.productName },
  {
    name: 'ChargePeriodStart',
    type: 'timestamp',
    value: ({ charge }) => startOf(charge.chargePeriodStart),
  },
  {
    name: 'ChargePeriodEnd',
    type: 'timestamp',
    value: ({ charge }) => startOf(dayAfter(charge.chargePeriodStart)),
  },
  {
    name: 'InvoiceId',
    value: ({ generation }) => generation.invoice_id ?? undefined,
  },
  { name: 'InvoiceIssuerName', value: () => 'Microsoft' },
  { name: 'ProviderName', value: () => 'Microsoft' },
  { name: 'RegionId', value: ({ charge }) => charge.region },
  { name: 'ResourceId', value: ({ charge }) => charge.resourceId },
  {
    name: 'ResourceName',
    value: ({ charge }) => charge.resourceId?.split('/').at(-1),
  },
  { name: 'ServiceName', value: ({ charge }) => charge.serviceName },
  {
    name: 'SubAccountId',
    value: ({ charge }) =>
      charge.azureSubscriptionId &&
      `/subscriptions/${charge.azureSubscriptionId}`,
  },
  {
    name: 'SubAccountName',
    value: ({ charge }) => charge.azureSubscriptionName,
  },
  { name: 'Tags', value: ({ charge }) => charge.tags },
  { name: 'x_CustomerId', value: ({ charge }) => charge.customerId },
  { name: 'x_CustomerName', value: ({ charge }) => charge.customerName },
  { name: 'x_ResourceGroupName', value: ({ charge }) => charge.resourceGroup },
  { name: 'x_ConnectorId', value: ({ generation }) => generation.connector_id },
  { name: 'x_Source', value: ({ generation }) => generation.source },
  {
    name: 'x_GenerationId',
    value: ({ generation }) => generation.generation_id,
  },
  { name: 'x_ETag', value: ({ generation }) => generation.etag ?? undefined },
  { name: 'x_BlobName', value: ({ charge }) => charge.blobName },
  { name: 'x_LineNumber', value: ({ charge }) => String(charge.lineNumber) },
];

function dayAfter(day: string): string {
  return new Date(Date.parse(startOf(day)) + DAY_MS).toISOString().slice(0, 10);
}

function startOf(day: string): string {
  return `${day}T00:00:00Z`;
}
