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
import type { OpenGeneration } from './stageGeneration';
import {
  familyOf,
  type ChargeSource,
  type GenerationRow,
  type SliceRow,
} from '../tables';

/**
 * Shows a staged generation instead of the one before it.
 *
 * @remarks
 *
 * One transaction moves the slice's pointer; readers see the old generation or
 * the new one. When it completes the invoices of a period and currency, the
 * estimate of that period stops being shown in the same moment, so its charges
 * are neither missing nor counted twice.
 *
 * @param guard - Runs first, in the transaction; throws when the caller has
 * lost the right to publish.
 */
export async function publishGeneration(
  knex: Knex,
  options: {
    staged: OpenGeneration;
    now: Date;
    guard: (tx: Knex.Transaction) => Promise<void>;
  },
): Promise<void> {
  const { staged, now, guard } = options;
  await knex.transaction(async tx => {
    await guard(tx);
    const slice = await tx<SliceRow>('slices')
      .where({ slice_id: staged.sliceId })
      .forUpdate()
      .first();
    if (!slice) {
      throw new Error(`Slice ${staged.sliceId} vanished`);
    }
    if (slice.current_generation_id) {
      await tx<GenerationRow>('generations')
        .where({ generation_id: slice.current_generation_id })
        .update({ status: 'replaced', replaced_at: now.toISOString() });
    }
    await tx<GenerationRow>('generations')
      .where({ generation_id: staged.generationId })
      .update({ status: 'published', published_at: now.toISOString() });
    await tx<SliceRow>('slices').where({ slice_id: staged.sliceId }).update({
      current_generation_id: staged.generationId,
      verified_at: now.toISOString(),
      no_data: false,
      problem: null,
    });
    await replaceEstimate(tx, slice);
  });
}

/**
 * Stops showing the estimate of a period once every invoice of the period has
 * been published. Until then the estimate covers what is missing, and the
 * invoices that are already there wait (see `shownSlices`).
 *
 * Asked after an estimate too: it may come after the invoices.
 */
async function replaceEstimate(
  tx: Knex.Transaction,
  slice: SliceRow,
): Promise<void> {
  const half = familyOf(slice.source);
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
    .select('s.current_generation_id as current', 's.no_data as noData');
  const published = invoices.filter(invoice => invoice.current);
  // An invoice of licences alone has no usage, and the other way round.
  const empty = invoices.filter(invoice => !invoice.current && invoice.noData);
  if (
    published.length === 0 ||
    published.length + empty.length < invoices.length
  ) {
    return;
  }
  await tx<SliceRow>('slices')
    .where({
      connector_id: slice.connector_id,
      source: `unbilled-${half}` as ChargeSource,
      billing_period: slice.billing_period,
      billing_currency: slice.billing_currency,
    })
    .update({ replaced: true });
}
