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

import type { Knex } from 'knex';
import { familyOf, type ChargeSource, type SliceRow } from '../tables';

/**
 * Stops showing the estimate of a period once every invoice of the period has
 * been published. Until then the estimate covers what is missing, and the
 * invoices that are already there wait (see `shownSlices`).
 *
 * Asked whenever a slice of charges has been collected, with whatever result:
 * an estimate may come after the invoices, and that an invoice has no data may
 * turn out last.
 *
 * @remarks
 * The estimate's row is locked first. Two invoices that are published at the
 * same moment would otherwise not see each other, and nobody would ask again.
 */
export async function replaceEstimate(
  tx: Knex.Transaction,
  slice: SliceRow,
): Promise<void> {
  if (slice.source === 'legacy-invoice-lines') {
    // Microsoft estimates new commerce only.
    return;
  }
  const half = familyOf(slice.source);
  const estimate = await tx<SliceRow>('slices')
    .where({
      connector_id: slice.connector_id,
      source: `unbilled-${half}` as ChargeSource,
      billing_period: slice.billing_period,
      billing_currency: slice.billing_currency,
    })
    .forUpdate()
    .first('slice_id', 'replaced');
  if (!estimate || estimate.replaced) {
    return;
  }
  const invoices = await tx('invoices as i')
    .leftJoin('slices as s', join =>
      join
        .on('s.connector_id', 'i.connector_id')
        .andOn('s.invoice_id', 'i.invoice_id')
        .andOnVal('s.source', `billed-${half}`),
    )
    .where({
      'i.connector_id': slice.connector_id,
      'i.billing_period': slice.billing_period,
      'i.billing_currency': slice.billing_currency,
      'i.document_type': 'invoice',
      'i.invoice_type': 'OneTime',
    })
    .leftJoin('slices as r', join =>
      join
        .on('r.connector_id', 'i.connector_id')
        .andOn('r.invoice_id', 'i.invoice_id')
        .andOnVal('r.source', 'billed-reconciliation'),
    )
    .leftJoin('generations as g', 'g.generation_id', 'r.current_generation_id')
    .select(
      's.current_generation_id as current',
      's.no_data as noData',
      'g.overlapping_line_count as usageLines',
    );
  const published = invoices.filter(invoice => invoice.current);
  // That Microsoft has no data may mean "not yet". An invoice has no usage when
  // its reconciliation, which repeats usage, is there and has none.
  const empty = invoices.filter(
    invoice =>
      half === 'usage' &&
      !invoice.current &&
      invoice.noData &&
      invoice.usageLines !== null &&
      Number(invoice.usageLines) === 0,
  );
  if (
    published.length === 0 ||
    published.length + empty.length < invoices.length
  ) {
    return;
  }
  await tx<SliceRow>('slices')
    .where({ slice_id: estimate.slice_id })
    .update({ replaced: true });
}
