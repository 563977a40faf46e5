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
  normalizeDecimal,
  sumDecimals,
  type Decimal,
  type InvoiceDetail,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { exactSum, readExactSum } from '../../database/dialect';
import type { GenerationRow, InvoiceRow } from '../tables';
import {
  readGenerationTotal,
  type ComparedInvoice,
  type InvoiceSlice,
} from './compareInvoices';
import type { EvidenceReader } from './EvidenceReader';
import {
  explainDifference,
  headerAgrees,
  microsoftLines,
  type TieOutSides,
} from './explainDifference';
import type { InvoiceEvidence } from './InvoiceEvidence';
import { unexplainedOf, type Residual } from './Residual';

/** Versions of the lines that are looked back at. */
const EARLIER_VERSIONS = 5;

/** Results that are remembered; older ones are made again. */
const REMEMBERED = 2_000;

/** Why an invoice and our lines differ, as far as that could be proved so far. */
export interface Explanation {
  /** Whether the lines were looked into. */
  state: InvoiceDetail['evidence'];
  /** Adds up to the difference; empty where there is none. */
  residuals: Residual[];
  /** Absent for legacy invoices, and while the lines are not read. */
  reconciliation?: InvoiceEvidence;
}

/** How long and for whom lines are read. */
interface Patience {
  signal: AbortSignal;
  waitMs: number;
}

/** Explains compared invoices by what their lines prove. */
export class Explainer {
  readonly #knex: Knex;
  readonly #evidence: EvidenceReader;
  readonly #unexplained = new Map<string, Decimal>();

  constructor(dependencies: { knex: Knex; evidence: EvidenceReader }) {
    this.#knex = dependencies.knex;
    this.#evidence = dependencies.evidence;
  }

  /**
   * Explains an invoice.
   *
   * @param notes - Notes that amend it.
   */
  async explain(
    compared: ComparedInvoice,
    notes: readonly InvoiceRow[],
    patience: Patience,
  ): Promise<Explanation> {
    const { difference } = compared.invoice;
    const evidence = await this.#readBoth(compared.slices, patience);
    if (difference === undefined) {
      return { ...evidence, residuals: [] };
    }
    if (evidence.state !== 'read') {
      const all: Residual = {
        cause: 'unexplained',
        amount: difference,
        customers: [],
      };
      return {
        state: evidence.state,
        residuals: difference === '0' ? [] : [all],
      };
    }
    const sides = await this.#sidesOf(compared, notes, evidence);
    const earlier = headerAgrees(sides)
      ? { state: 'read' as const, totals: [] }
      : await this.#readEarlierTotals(compared, patience);
    return {
      state: earlier.state,
      reconciliation: evidence.reconciliation,
      residuals: explainDifference({ ...sides, earlierTotals: earlier.totals }),
    };
  }

  /**
   * How much of a difference nothing explains; undefined when that is not known
   * so far. What was found once is remembered as long as nothing changes.
   */
  async unexplained(
    compared: ComparedInvoice,
    notes: readonly InvoiceRow[],
    patience: Patience,
  ): Promise<Decimal | undefined> {
    const key = JSON.stringify([
      compared.row,
      notes,
      compared.slices.map(slice => slice.current_generation_id),
    ]);
    const known = this.#unexplained.get(key);
    if (known !== undefined) {
      return known;
    }
    const { state, residuals } = await this.explain(compared, notes, patience);
    if (state !== 'read') {
      return undefined;
    }
    const amount = unexplainedOf(residuals);
    if (this.#unexplained.size >= REMEMBERED) {
      this.#unexplained.clear();
    }
    this.#unexplained.set(key, amount);
    return amount;
  }

  /** Both sources of an invoice of new commerce; a legacy one needs none. */
  async #readBoth(
    slices: readonly InvoiceSlice[],
    { signal, waitMs }: Patience,
  ): Promise<{
    state: Explanation['state'];
    reconciliation?: InvoiceEvidence;
    daily?: InvoiceEvidence;
  }> {
    const read = (source: InvoiceSlice['source']) => {
      const slice = slices.find(one => one.source === source);
      return slice?.current_generation_id && !slice.customer_scope
        ? this.#evidence.read(
            {
              generation_id: slice.current_generation_id,
              archive_path: slice.archive_path,
              source,
            },
            signal,
            waitMs,
          )
        : undefined;
    };
    const [reconciliation, daily] = await Promise.all([
      read('billed-reconciliation'),
      read('billed-usage'),
    ]);
    if (typeof reconciliation === 'string') {
      return { state: reconciliation };
    }
    if (typeof daily === 'string') {
      return { state: daily };
    }
    return { state: 'read', reconciliation, daily };
  }

  async #sidesOf(
    { invoice, row, parts }: ComparedInvoice,
    notes: readonly InvoiceRow[],
    evidence: Pick<TieOutSides, 'reconciliation' | 'daily'>,
  ): Promise<TieOutSides> {
    const sumOf = (isWanted: (part: (typeof parts)[number]) => boolean) =>
      sumDecimals(parts.filter(isWanted).map(({ cost }) => cost));
    const isDaily = ({ source }: (typeof parts)[number]) =>
      source === 'billed-usage';
    const isTax = ({ chargeCategory }: (typeof parts)[number]) =>
      chargeCategory === 'Tax';
    return {
      billingPeriod: invoice.billingPeriod,
      billingCurrency: invoice.billingCurrency,
      totalCharges: invoice.totalCharges,
      lines: {
        usage: sumOf(isDaily),
        other: sumOf(part => !isDaily(part) && !isTax(part)),
        tax: sumOf(part => !isDaily(part) && isTax(part)),
      },
      reconciliation: evidence.reconciliation,
      daily: evidence.daily,
      taxAmount:
        row.tax_amount === null ? undefined : normalizeDecimal(row.tax_amount),
      notes: notes.map(note => normalizeDecimal(note.total_charges)),
      earlierTotals: [],
      restated: await this.#readRestated(row),
    };
  }

  /** What Microsoft's lines came to in versions before the one that is shown, newest first. */
  async #readEarlierTotals(
    { row, slices }: ComparedInvoice,
    { signal, waitMs }: Patience,
  ): Promise<{ state: 'read' | 'reading'; totals: Decimal[] }> {
    const slice = slices.find(({ source }) => source !== 'billed-usage')!;
    const earlier = await this.#knex<GenerationRow>('generations')
      .where({ slice_id: slice.slice_id, status: 'replaced' })
      .orderBy('created_at', 'desc')
      .limit(EARLIER_VERSIONS);
    let state: 'read' | 'reading' = 'read';
    const totals = await Promise.all(
      earlier.map(async generation => {
        const figures = await readGenerationTotal(
          this.#knex,
          generation.generation_id,
          row.billing_currency,
        );
        const evidence =
          slice.source === 'legacy-invoice-lines'
            ? undefined
            : await this.#evidence.read(
                { ...generation, source: slice.source },
                signal,
                waitMs,
              );
        if (evidence === 'reading') {
          state = 'reading';
        }
        return figures !== undefined && typeof evidence !== 'string'
          ? [
              microsoftLines({
                lines: { usage: '0', other: figures, tax: '0' },
                reconciliation: evidence,
              }),
            ]
          : [];
      }),
    );
    return { state, totals: totals.flat() };
  }

  /** By how much daily usage of each customer was restated since it was first shown. */
  async #readRestated(row: InvoiceRow): Promise<Map<string, Decimal>> {
    const rows: Array<{ customer_id: string; change: string }> =
      await this.#knex('restatements')
        .where({
          connector_id: row.connector_id,
          invoice_id: row.invoice_id,
          source: 'billed-usage',
          billing_currency: row.billing_currency,
        })
        .groupBy('customer_id')
        .select('customer_id')
        .select(exactSum(this.#knex, 'cost_change', 'change'));
    return new Map(
      rows.map(({ customer_id, change }) => [
        customer_id,
        readExactSum(change),
      ]),
    );
  }
}
