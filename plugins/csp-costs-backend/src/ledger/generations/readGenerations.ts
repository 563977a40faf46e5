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
import type {
  Generation,
  GenerationsQuery,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readTimestamp } from '../../database/dialect';
import {
  readValidation,
  type ChargeSource,
  type GenerationRow,
  type SliceRow,
} from '../tables';

const DEFAULT_LIMIT = 50;

type GenerationOfSlice = GenerationRow &
  Pick<
    SliceRow,
    'connector_id' | 'billing_period' | 'billing_currency' | 'invoice_id'
  > & { source: ChargeSource };

/** Complete generations, those that were collected last first. */
export async function readGenerations(
  knex: Knex,
  query: GenerationsQuery,
): Promise<Generation[]> {
  const { connectorId, status, billingPeriod, limit = DEFAULT_LIMIT } = query;
  const select = selectGenerations(knex)
    .orderBy([
      { column: 'g.created_at', order: 'desc' },
      { column: 'g.generation_id' },
    ])
    .limit(limit);
  if (connectorId) {
    select.where({ 's.connector_id': connectorId });
  }
  if (status) {
    select.where({ 'g.status': status });
  }
  if (billingPeriod) {
    select.where({ 's.billing_period': billingPeriod });
  }
  const rows: GenerationOfSlice[] = await select;
  return rows.map(toGeneration);
}

/** @throws NotFoundError when there is none, or it is not complete yet. */
export async function readGeneration(
  knex: Knex,
  generationId: string,
): Promise<Generation> {
  const row: GenerationOfSlice | undefined = await selectGenerations(knex)
    .where({ 'g.generation_id': generationId.toLowerCase() })
    .first();
  if (!row) {
    throw new NotFoundError(`No generation has the id "${generationId}"`);
  }
  return toGeneration(row);
}

function selectGenerations(knex: Knex): Knex.QueryBuilder {
  return knex('generations as g')
    .join('slices as s', 's.slice_id', 'g.slice_id')
    .whereNot({ 'g.status': 'staged' })
    .select(
      'g.*',
      's.connector_id',
      's.source',
      's.billing_period',
      's.billing_currency',
      's.invoice_id',
    );
}

function toGeneration(row: GenerationOfSlice): Generation {
  return {
    generationId: row.generation_id,
    connectorId: row.connector_id,
    source: row.source,
    billingPeriod: row.billing_period!,
    billingCurrency: row.billing_currency!,
    invoiceId: row.invoice_id ?? undefined,
    // Staged ones are not selected.
    status: row.status as Generation['status'],
    blobCount: row.blob_count,
    bytes: Number(row.bytes),
    lineCount: Number(row.line_count),
    quarantinedLineCount: Number(row.quarantined_line_count),
    createdAt: readTimestamp(row.created_at)!,
    publishedAt: readTimestamp(row.published_at),
    replacedAt: readTimestamp(row.replaced_at),
    validation: readValidation(row.validation) ?? [],
  };
}
