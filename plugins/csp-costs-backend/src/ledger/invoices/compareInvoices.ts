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
  compareDecimals,
  normalizeDecimal,
  subtractDecimals,
  sumDecimals,
  type ChargeCategory,
  type Decimal,
  type Invoice,
  type InvoicePart,
  type TieOutGap,
  type TieOutVerdict,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { exactSum, readExactSum, readTimestamp } from '../../database/dialect';
import { groupBy } from '../query/buildTotals';
import type {
  ChargeSource,
  GenerationRow,
  InvoiceRow,
  SliceRow,
} from '../tables';
import { multiplyDecimals, sizeOf } from './exactMath';

/** Up to which difference both sides count as equal: whichever is larger. */
export interface Tolerance {
  amount: Decimal;
  /** Of the invoice's total. */
  percent: Decimal;
}

/** A slice of an invoice, with the generation that it shows. */
export type InvoiceSlice = Omit<SliceRow, 'source'> & {
  source: ChargeSource;
  etag: string | null;
  archive_path: string | null;
  line_count: number | string | null;
  quarantined_line_count: number | string | null;
  overlapping_line_count: number | string | null;
  costs_removed: boolean | number | null;
  /** Whether a newer generation waits for a decision. */
  held: boolean;
};

/** An invoice with all that the comparison was made of. */
export interface ComparedInvoice {
  row: InvoiceRow;
  invoice: Invoice;
  slices: InvoiceSlice[];
  parts: InvoicePart[];
}

const NOTES: Record<string, Invoice['documentType']> = {
  adjustment_note: 'adjustment-note',
  void_note: 'void-note',
};

/** The sources of an invoice; the first is what it is made of. */
function sourcesOf(row: InvoiceRow): [ChargeSource, ...ChargeSource[]] {
  return row.invoice_type === 'Recurring'
    ? ['legacy-invoice-lines']
    : ['billed-reconciliation', 'billed-usage'];
}

/**
 * Compares invoices with our lines of them, of all customers: whoever asks has
 * the right to see them.
 */
export async function compareInvoices(
  knex: Knex,
  rows: readonly InvoiceRow[],
  toleranceOf: (connectorId: string) => Tolerance,
): Promise<ComparedInvoice[]> {
  const slices = await readInvoiceSlices(knex, rows);
  const sums = await readSums(
    knex,
    slices.flatMap(slice => slice.current_generation_id ?? []),
  );
  return rows.map(row =>
    compare(
      row,
      slices.filter(
        slice =>
          slice.connector_id === row.connector_id &&
          slice.invoice_id === row.invoice_id,
      ),
      sums,
      toleranceOf(row.connector_id),
    ),
  );
}

async function readInvoiceSlices(
  knex: Knex,
  rows: readonly InvoiceRow[],
): Promise<InvoiceSlice[]> {
  const slices: Array<Omit<InvoiceSlice, 'held'>> = await knex('slices as s')
    .leftJoin('generations as g', 'g.generation_id', 's.current_generation_id')
    .whereIn(
      's.invoice_id',
      rows.map(row => row.invoice_id),
    )
    .select(
      's.*',
      'g.etag',
      'g.archive_path',
      'g.line_count',
      'g.quarantined_line_count',
      'g.overlapping_line_count',
      'g.costs_removed',
    )
    .orderBy(['s.connector_id', 's.source', 's.slice_key']);
  const held: string[] = await knex<GenerationRow>('generations')
    .where({ status: 'held' })
    .whereIn(
      'slice_id',
      slices.map(slice => slice.slice_id),
    )
    .pluck('slice_id');
  return slices.map(slice => ({
    ...slice,
    current_generation_id: slice.costs_removed
      ? null
      : slice.current_generation_id,
    held: held.includes(slice.slice_id),
  }));
}

/** What a generation comes to, by currency and charge category. */
interface GenerationSum {
  generation_id: string;
  billing_currency: string;
  charge_category: ChargeCategory;
  billed_cost: string;
}

async function readSums(
  knex: Knex,
  generationIds: readonly string[],
): Promise<Map<string, GenerationSum[]>> {
  const rows: GenerationSum[] = await knex('cost_totals')
    .whereIn('generation_id', [...generationIds])
    .where({ dimension: 'all' })
    .groupBy('generation_id', 'billing_currency', 'charge_category')
    .orderBy('charge_category')
    .select('generation_id', 'billing_currency', 'charge_category')
    .select(exactSum(knex, 'billed_cost', 'billed_cost'));
  return groupBy(rows, row => row.generation_id);
}

/** Sum of everything that a generation has in a currency, with tax; undefined when it is not kept. */
export async function readGenerationTotal(
  knex: Knex,
  generationId: string,
  billingCurrency: string,
): Promise<Decimal | undefined> {
  const sums = (await readSums(knex, [generationId])).get(generationId);
  return (
    sums &&
    sumDecimals(
      sums
        .filter(sum => sum.billing_currency === billingCurrency)
        .map(sum => readExactSum(sum.billed_cost)),
    )
  );
}

function compare(
  row: InvoiceRow,
  slices: InvoiceSlice[],
  sums: ReadonlyMap<string, GenerationSum[]>,
  tolerated: Tolerance,
): ComparedInvoice {
  const totalCharges = normalizeDecimal(row.total_charges);
  const gaps = gapsOf(row, slices);
  const parts = slices.flatMap(slice =>
    (sums.get(slice.current_generation_id ?? '') ?? [])
      .filter(sum => sum.billing_currency === row.billing_currency)
      .map(sum => ({
        source: slice.source,
        generationId: sum.generation_id,
        chargeCategory: sum.charge_category,
        cost: readExactSum(sum.billed_cost),
      })),
  );
  const isComparable =
    slices.some(
      slice =>
        slice.source === sourcesOf(row)[0] && slice.current_generation_id,
    ) && !gaps.some(({ reason }) => reason === 'customers');
  const lineTotal = isComparable
    ? sumDecimals(parts.map(({ cost }) => cost))
    : undefined;
  const difference =
    lineTotal === undefined
      ? undefined
      : subtractDecimals(totalCharges, lineTotal);
  const tolerance = toleranceFor(totalCharges, tolerated);
  return {
    row,
    slices,
    parts: isComparable ? parts : [],
    invoice: {
      connectorId: row.connector_id,
      invoiceId: row.invoice_id,
      invoiceDate: row.invoice_date.slice(0, 10),
      billingPeriod: row.billing_period,
      billingCurrency: row.billing_currency,
      documentType: NOTES[row.document_type] ?? 'invoice',
      commerce: row.invoice_type === 'Recurring' ? 'legacy' : 'new',
      amendsInvoiceId: row.amends_of ?? undefined,
      totalCharges,
      lineTotal,
      difference,
      tolerance,
      verdict: verdictOf(gaps, difference, tolerance),
      gaps,
      asOf: slices
        .filter(slice => slice.current_generation_id)
        .map(slice => readTimestamp(slice.verified_at))
        .filter(time => time !== undefined)
        .sort()[0],
    },
  };
}

function toleranceFor(total: Decimal, { amount, percent }: Tolerance): Decimal {
  const share = multiplyDecimals(
    sizeOf(total),
    multiplyDecimals(percent, '0.01'),
  );
  return compareDecimals(share, amount) > 0 ? share : normalizeDecimal(amount);
}

function verdictOf(
  gaps: readonly TieOutGap[],
  difference: Decimal | undefined,
  tolerance: Decimal,
): TieOutVerdict {
  if (gaps.length > 0 || difference === undefined) {
    return 'not-complete';
  }
  if (difference === '0') {
    return 'tied';
  }
  return compareDecimals(sizeOf(difference), tolerance) <= 0
    ? 'within-tolerance'
    : 'differs';
}

function gapsOf(row: InvoiceRow, slices: readonly InvoiceSlice[]): TieOutGap[] {
  if (row.document_type !== 'invoice') {
    return [{ reason: 'not-collected', source: 'invoices' }];
  }
  const sources = sourcesOf(row);
  const main = slices.find(slice => slice.source === sources[0]);
  const hasNoUsage =
    main?.current_generation_id && Number(main.overlapping_line_count) === 0;
  return sources.flatMap(source => {
    const slice = slices.find(one => one.source === source);
    if (slice?.current_generation_id) {
      return gapsOfSlice(slice);
    }
    if (source === 'billed-usage' && hasNoUsage && slice?.no_data) {
      return [];
    }
    return [{ reason: absenceOf(slice), source }];
  });
}

function absenceOf(slice: InvoiceSlice | undefined): TieOutGap['reason'] {
  if (!slice) {
    return 'not-collected';
  }
  if (slice.held) {
    return 'held';
  }
  return slice.no_data ? 'not-yet-available' : 'missing';
}

function gapsOfSlice(slice: InvoiceSlice): TieOutGap[] {
  const { source } = slice;
  const lineCount = Number(slice.quarantined_line_count);
  return [
    ...(slice.customer_scope ? [{ reason: 'customers' as const, source }] : []),
    ...(slice.held ? [{ reason: 'held' as const, source }] : []),
    ...(lineCount > 0
      ? [{ reason: 'quarantined' as const, source, lineCount }]
      : []),
  ];
}
