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

import type { BillingPeriod, Source } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { familyOf, isBilled, isChargeSource, type SliceRow } from '../tables';

/** A slice with what is known of the generation it shows. */
export interface SliceState extends SliceRow {
  line_count: number | string | null;
  quarantined_line_count: number | string | null;
}

/** Which source lists a connector's invoices depends on its switches. */
export const INVOICE_LISTS: readonly Source[] = ['invoices', 'arm-invoices'];

/**
 * The slices of charges of some billing periods, and the lists of invoices:
 * without them nobody knows which charges there should be.
 */
export async function readSlices(
  knex: Knex,
  billingPeriods: readonly BillingPeriod[],
): Promise<SliceState[]> {
  return knex('slices as s')
    .leftJoin('generations as g', 'g.generation_id', 's.current_generation_id')
    .where(where =>
      where
        .where(charges =>
          charges
            .whereIn('s.billing_period', billingPeriods as string[])
            // Prices and retail costs are of a month too, and no part of a cost.
            .whereNotIn('s.source', [
              'cost-details',
              'exchange-rates',
              'price-sheet',
            ]),
        )
        .orWhereIn('s.source', INVOICE_LISTS),
    )
    .select('s.*', 'g.line_count', 'g.quarantined_line_count')
    .orderBy(['s.connector_id', 's.source', 's.slice_key']);
}

/**
 * The slices whose charges make up the figures.
 *
 * @remarks
 *
 * Estimate and invoices of the same period, currency and half (usage, rest)
 * are the same money. As long as an estimate is not replaced, it alone is
 * shown; after that, all invoices are.
 *
 * The generations named here stay in the database for days after they are
 * replaced, so queries that use the same list give figures that fit together.
 */
export function shownSlices<T extends SliceRow>(slices: readonly T[]): T[] {
  const charges = slices.filter(slice => isChargeSource(slice.source));
  const estimated = new Set(
    charges
      .filter(
        slice =>
          !isBilled(slice.source) &&
          slice.current_generation_id &&
          !slice.replaced,
      )
      .map(moneyOf),
  );
  return charges.filter(
    slice =>
      slice.current_generation_id &&
      (isBilled(slice.source)
        ? !estimated.has(moneyOf(slice))
        : !slice.replaced),
  );
}

/** Identifies the money that a slice is about, whether estimated or invoiced. */
export function moneyOf(slice: SliceRow): string {
  return [
    slice.connector_id,
    familyOf(slice.source),
    slice.billing_period,
    slice.billing_currency,
  ].join(' ');
}

/** The generations that slices show. */
export function generationIdsOf(
  slices: readonly Pick<SliceRow, 'current_generation_id'>[],
): string[] {
  return slices.map(slice => slice.current_generation_id!);
}
