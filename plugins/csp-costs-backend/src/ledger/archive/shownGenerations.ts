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

import { NotFoundError } from '@backstage/errors';
import type { ChargesQuery, Source } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { generationIdsOf, readSlices, shownSlices } from '../query/readSlices';
import type { ResolvedScope } from '../query/resolveScope';
import type { GenerationRow, SliceRow } from '../tables';

/** A generation that is shown, with what its charges have in common. */
export type ShownGeneration = Pick<
  GenerationRow,
  'generation_id' | 'etag' | 'archive_path'
> &
  Pick<SliceRow, 'connector_id' | 'source' | 'invoice_id'>;

/**
 * The generations that may have charges of a cell of the figures.
 *
 * @param isRead - Whether the lines of a source become charges.
 * @throws NotFoundError when the query names a generation that is not among them.
 */
export async function shownGenerations(
  knex: Knex,
  query: Pick<
    ChargesQuery,
    'billingPeriod' | 'billingCurrency' | 'source' | 'generationId'
  >,
  { connectorIds }: Pick<ResolvedScope, 'connectorIds'>,
  isRead: (source: Source) => boolean,
): Promise<ShownGeneration[]> {
  const slices = shownSlices(
    await readSlices(knex, [query.billingPeriod]),
  ).filter(
    slice =>
      slice.billing_period === query.billingPeriod &&
      isRead(slice.source) &&
      (connectorIds?.includes(slice.connector_id) ?? true) &&
      [undefined, slice.source].includes(query.source) &&
      [undefined, slice.billing_currency].includes(query.billingCurrency) &&
      [undefined, slice.current_generation_id].includes(
        query.generationId?.toLowerCase(),
      ),
  );
  if (query.generationId && slices.length === 0) {
    throw new NotFoundError(
      `No generation ${query.generationId} is shown in this scope; leave generationId out to look into what is`,
    );
  }
  const rows = await knex<GenerationRow>('generations').whereIn(
    'generation_id',
    generationIdsOf(slices),
  );
  return slices.flatMap(slice => {
    const row = rows.find(
      ({ generation_id }) => generation_id === slice.current_generation_id,
    );
    return row ? [{ ...slice, ...row }] : [];
  });
}

/**
 * A scope within the customers that a generation is kept for, where those are
 * not all.
 */
export function withinKept(
  scope: ResolvedScope,
  kept: readonly string[] | undefined,
): ResolvedScope {
  const { customerIds } = scope;
  return kept
    ? {
        ...scope,
        customerIds: customerIds
          ? kept.filter(id => customerIds.includes(id))
          : [...kept],
      }
    : scope;
}
