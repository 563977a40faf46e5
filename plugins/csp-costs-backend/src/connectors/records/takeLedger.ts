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

import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ConnectorIdRow } from './tables';

/** What is collected besides charges, by the id of a connector. */
const LEDGER_TABLES = ['customers', 'subscriptions', 'invoices'];

/**
 * Leaves the ledger of an id to a tenant, which may be another one than before
 * as long as nothing was collected.
 *
 * @remarks
 * A run that begins at this moment, with settings that were read before, claims
 * the ledger for the tenant of those. It is then found that the two differ, and
 * nothing more is collected.
 *
 * @throws ConflictError when it has charges of another tenant, or a run of it goes on.
 */
export async function takeLedger(
  tx: Knex.Transaction,
  connectorId: string,
  partnerTenantId: string,
): Promise<void> {
  const where = { connector_id: connectorId };
  const id = await tx<ConnectorIdRow>('connector_ids')
    .where(where)
    .forUpdate()
    .first();
  if (id?.ledger_tenant_id === partnerTenantId) {
    return;
  }
  if (
    await tx('runs')
      .where({ ...where, status: 'running' })
      .first('run_id')
  ) {
    throw new ConflictError(
      `settings.partnerTenantId cannot change while a run of "${connectorId}" goes on; wait until it has ended`,
    );
  }
  if (await wasCollected(tx, connectorId)) {
    throw new ConflictError(
      `connectorId "${connectorId}" has figures of another partner tenant, and two tenants are never added up as one; create another connector, with another id, for settings.partnerTenantId ${partnerTenantId}`,
    );
  }
  // What is left says only that the former tenant had no data.
  await tx('cost_details_reports')
    .whereIn('slice_id', tx('slices').where(where).select('slice_id'))
    .delete();
  await tx<ConnectorIdRow>('connector_ids')
    .where(where)
    .update({ ledger_tenant_id: null });
}

async function wasCollected(
  tx: Knex.Transaction,
  connectorId: string,
): Promise<boolean> {
  const where = { connector_id: connectorId };
  const generation = await tx('generations')
    .join('slices', 'slices.slice_id', 'generations.slice_id')
    .where(where)
    // What never got further is not shown, and never will be.
    .whereNot('generations.status', 'staged')
    .first('generation_id');
  if (generation) {
    return true;
  }
  const report = await tx('cost_details_reports')
    .join('slices', 'slices.slice_id', 'cost_details_reports.slice_id')
    .where(where)
    .whereNot({ content_hash: '' })
    .first('report_id');
  if (report) {
    return true;
  }
  for (const table of LEDGER_TABLES) {
    if (await tx(table).where(where).first('connector_id')) {
      return true;
    }
  }
  return false;
}
