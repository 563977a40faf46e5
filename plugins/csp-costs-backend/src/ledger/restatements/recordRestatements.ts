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
  subtractDecimals,
  sumDecimals,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { exactSum, isSqlite, readExactSum } from '../../database/dialect';
import { joinDays } from '../joinDays';
import { groupBy } from '../query/buildTotals';
import { isBilled, type GenerationRow, type SliceRow } from '../tables';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Rows of one INSERT: below the limit of bound values. */
const ROWS_PER_INSERT = 200;

/** What makes a total of its own. */
const DIMENSIONS = [
  'billing_currency',
  'customer_id',
  'service_name',
  'charge_category',
] as const;

/** A generation and the one it takes the place of. */
export interface Replacement {
  slice: SliceRow;
  previousGenerationId: string;
  generationId: string;
  now: Date;
}

/**
 * Records which totals Microsoft has changed: one row for each customer,
 * service and charge category whose total is not what the generation before
 * had. What is equal has no row. The largest change of a generation is
 * recorded last, so that it is the first of a list that begins with the newest.
 *
 * A restatement is a change of the same slice. That an invoice takes the place
 * of an estimate is billing and none: they are slices of their own. Neither is
 * a change of the customers that are collected, which is ours; call this only
 * for generations of the same customer scope.
 *
 * @remarks
 *
 * An estimate grows every day, which is no restatement. So only days count
 * that were over for a day when the generation before was made; up to then
 * Microsoft still fills them.
 */
export async function recordRestatements(
  tx: Knex.Transaction,
  replacement: Replacement,
): Promise<void> {
  const { slice, previousGenerationId } = replacement;
  let throughDate: string | undefined;
  if (!isBilled(slice.source)) {
    const previous = await tx<GenerationRow>('generations')
      .where({ generation_id: previousGenerationId })
      .first('created_at');
    throughDate = previous && lastSettledDay(new Date(previous.created_at));
  }
  await (isSqlite(tx)
    ? recordOutside(tx, replacement, throughDate)
    : recordInside(tx, replacement, throughDate));
}

/** The last day that was over for a day at a moment, `YYYY-MM-DD`. */
function lastSettledDay(moment: Date): string {
  return new Date(moment.getTime() - 2 * DAY_MS).toISOString().slice(0, 10);
}

/** In the database, which adds numerics exactly. */
async function recordInside(
  tx: Knex.Transaction,
  replacement: Replacement,
  throughDate: string | undefined,
): Promise<void> {
  const { slice, previousGenerationId, generationId, now } = replacement;
  await tx.raw(
    `
    WITH totals AS (
      SELECT billing_currency, customer_id, service_name, charge_category,
        coalesce(sum(cost) FILTER (WHERE generation_id = :previous), 0) AS before,
        coalesce(sum(cost) FILTER (WHERE generation_id = :next), 0) AS after
      FROM (
        SELECT s.*, ${throughDate ? 'd.cost' : 'billed_cost AS cost'}
        FROM cost_series s
        ${
          throughDate
            ? 'JOIN LATERAL unnest(days, day_costs) AS d(day, cost) ON d.day <= :throughDate'
            : ''
        }
      ) costs
      WHERE generation_id IN (:previous, :next)
      GROUP BY billing_currency, customer_id, service_name, charge_category
    )
    INSERT INTO restatements (
      connector_id, source, slice_key, billing_period, invoice_id,
      previous_generation_id, generation_id, through_date, restated_at,
      billing_currency, customer_id, service_name, charge_category,
      cost_before, cost_after, cost_change
    )
    SELECT :connectorId, :source, :sliceKey, :billingPeriod, CAST(:invoiceId AS text),
      CAST(:previous AS uuid), CAST(:next AS uuid),
      ${throughDate ? ':throughDate' : 'NULL'}, CAST(:now AS timestamptz),
      billing_currency, customer_id, service_name, charge_category,
      before, after, after - before
    FROM totals
    WHERE after <> before
    ORDER BY abs(after - before), customer_id, service_name, charge_category`,
    {
      previous: previousGenerationId,
      next: generationId,
      now: now.toISOString(),
      connectorId: slice.connector_id,
      source: slice.source,
      sliceKey: slice.slice_key,
      billingPeriod: slice.billing_period,
      invoiceId: slice.invoice_id,
      ...(throughDate && { throughDate }),
    },
  );
}

/** Outside of the database, which has no decimals. */
async function recordOutside(
  tx: Knex.Transaction,
  replacement: Replacement,
  throughDate: string | undefined,
): Promise<void> {
  const { slice, previousGenerationId, generationId, now } = replacement;
  const query = tx('cost_series as s');
  if (throughDate) {
    const { day, cost } = joinDays(tx, query);
    query
      .where(day, '<=', throughDate)
      .select(exactSum(tx, cost, 'billed_cost'));
  } else {
    query.select(exactSum(tx, 'billed_cost', 'billed_cost'));
  }
  query
    .whereIn('s.generation_id', [previousGenerationId, generationId])
    .groupBy('s.generation_id', ...DIMENSIONS)
    .select('s.generation_id', ...DIMENSIONS);
  const sums: Array<
    Record<(typeof DIMENSIONS)[number], string> & {
      generation_id: string;
      billed_cost: string;
    }
  > = await query;
  const groups = groupBy(sums, sum =>
    JSON.stringify(DIMENSIONS.map(dimension => sum[dimension])),
  );
  const totalOf = (group: typeof sums, ofGeneration: string): Decimal =>
    sumDecimals(
      group
        .filter(sum => sum.generation_id === ofGeneration)
        .map(sum => readExactSum(sum.billed_cost)),
    );
  const rows = [...groups.values()]
    .map(group => {
      const before = totalOf(group, previousGenerationId);
      const after = totalOf(group, generationId);
      const { generation_id: _, billed_cost: __, ...dimensions } = group[0]!;
      return {
        connector_id: slice.connector_id,
        source: slice.source,
        slice_key: slice.slice_key,
        billing_period: slice.billing_period,
        invoice_id: slice.invoice_id,
        previous_generation_id: previousGenerationId,
        generation_id: generationId,
        through_date: throughDate,
        restated_at: now.toISOString(),
        ...dimensions,
        cost_before: before,
        cost_after: after,
        cost_change: subtractDecimals(after, before),
      };
    })
    .filter(row => row.cost_change !== '0')
    .sort((a, b) => compareDecimals(size(a.cost_change), size(b.cost_change)));
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await tx('restatements').insert(rows.slice(start, start + ROWS_PER_INSERT));
  }
}

function size(amount: Decimal): Decimal {
  return amount.replace('-', '');
}
