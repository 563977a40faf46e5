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

import type {
  Problem,
  Source,
  ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';

/** What names a slice. */
export interface SliceKey {
  connectorId: string;
  source: Source;
  /** Unique within connector and source, such as `G000024130` or `2026-10:EUR`. */
  sliceKey: string;
  billingPeriod?: string;
  billingCurrency?: string;
  invoiceId?: string;
}

/** A slice that is to be collected. */
export interface PlannedSlice extends SliceKey {
  /** Lower numbers are collected first. Default 0, which is for what people look at today. */
  priority?: number;
}

/** A row of `slices`. */
export interface SliceRow {
  slice_id: string;
  connector_id: string;
  source: Source;
  slice_key: string;
  billing_period: string | null;
  billing_currency: string | null;
  invoice_id: string | null;
  current_generation_id: string | null;
  /** Whose charges the shown generation has; empty for all customers. */
  customer_scope: string;
  replaced: boolean | number;
  verified_at: Date | string | null;
  no_data: boolean | number;
  problem: string | null;
}

/** A row of `generations`. */
export interface GenerationRow {
  generation_id: string;
  slice_id: string;
  status: 'staged' | 'published' | 'replaced' | 'held' | 'discarded';
  etag: string | null;
  blob_count: number;
  bytes: number | string;
  line_count: number | string;
  quarantined_line_count: number | string;
  overlapping_line_count: number | string;
  /** Empty once its lines are gone. */
  archive_path: string | null;
  costs_removed: boolean | number;
  /** Of one that was held: whose charges it has; empty for all customers. */
  customer_scope: string | null;
  validation: string | null;
  created_at: Date | string;
  published_at: Date | string | null;
  replaced_at: Date | string | null;
}

/** A row of `invoices`. */
export interface InvoiceRow {
  connector_id: string;
  invoice_id: string;
  invoice_date: string;
  billing_period: string;
  billing_currency: string;
  total_charges: string;
  document_type: string;
  invoice_type: string;
  amends_of: string | null;
  /** Whose billing lines it has, between commas. */
  line_item_providers: string | null;
  /** How much of the total is tax; empty where the list of invoices does not say. */
  tax_amount: string | null;
}

/** Sources whose generations hold charges. */
export const CHARGE_SOURCES = [
  'unbilled-usage',
  'unbilled-reconciliation',
  'billed-usage',
  'billed-reconciliation',
  'legacy-invoice-lines',
] as const satisfies readonly Source[];

/** A source whose generations hold charges. */
export type ChargeSource = (typeof CHARGE_SOURCES)[number];

/** What the charges of a generation are added up by in `cost_totals`. */
export type TotalDimension =
  | 'all'
  | 'customer'
  | 'azureSubscription'
  | 'resourceGroup'
  | 'region'
  | 'service'
  | 'product';

/** Whether the generations of a source hold charges. */
export function isChargeSource(source: Source): source is ChargeSource {
  return (CHARGE_SOURCES as readonly Source[]).includes(source);
}

/** Whether charges of a source are on an invoice. */
export function isBilled(source: Source): boolean {
  return source.startsWith('billed-') || source === 'legacy-invoice-lines';
}

/**
 * Which part of a customer's costs a source has: `usage`, `reconciliation` for
 * the rest of new commerce, or `legacy-invoice-lines`. They do not overlap.
 */
export function familyOf(source: Source): string {
  return source.replace(/^(un)?billed-/, '');
}

/** Reads the JSON of a `problem` column. */
export function readProblem(json: string | null): Problem | undefined {
  return json ? (JSON.parse(json) as Problem) : undefined;
}

/** Reads the JSON of a `validation` column. */
export function readValidation(
  json: string | null,
): ValidationVerdict[] | undefined {
  return json ? (JSON.parse(json) as ValidationVerdict[]) : undefined;
}
