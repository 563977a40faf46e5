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

import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { testDatabases } from '../../__testUtils__/databases';
import { applyMigrations } from '../../database/applyMigrations';
import { saveInvoices } from '../directory/saveInvoices';
import { ensureSlice } from '../slices/ensureSlice';
import { recordNoData } from '../slices/recordSliceOutcome';
import type { SliceRow } from '../tables';
import { openGeneration } from './stageGeneration';
import { publishGeneration } from './publishGeneration';
import { replaceEstimate } from './replaceEstimate';

const { databases, ids } = testDatabases();

const now = new Date('2026-11-08T09:00:00Z');

describe.each(ids)('an estimate with two invoices, on %s', databaseId => {
  let knex: Knex;
  let estimate: SliceRow;
  let first: SliceRow;
  let second: SliceRow;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations({ getClient: async () => knex });
    const common = {
      connectorId: 'demo',
      billingPeriod: '2026-10',
      billingCurrency: 'EUR',
    };
    await saveInvoices(
      knex,
      'demo',
      ['G1', 'G2'].map(invoiceId => ({
        invoiceId,
        invoiceDate: '2026-11-06',
        billingPeriod: '2026-10',
        billingCurrency: 'EUR',
        totalCharges: '1',
        documentType: 'invoice',
        invoiceType: 'OneTime',
      })),
    );
    const billed = (invoiceId: string) =>
      ensureSlice(knex, {
        ...common,
        source: 'billed-usage',
        sliceKey: invoiceId,
        invoiceId,
      });
    estimate = await ensureSlice(knex, {
      ...common,
      source: 'unbilled-usage',
      sliceKey: '2026-10:EUR',
    });
    [first, second] = [await billed('G1'), await billed('G2')];
  });

  async function publish(slice: SliceRow) {
    const staged = await openGeneration(knex, {
      sliceId: slice.slice_id,
      folder: randomUUID(),
      etag: 'e',
      now,
    });
    await publishGeneration(knex, {
      staged,
      customerScope: '',
      now,
      guard: async () => {},
    });
  }

  async function isReplaced(): Promise<boolean> {
    const row = await knex<SliceRow>('slices')
      .where({ slice_id: estimate.slice_id })
      .first('replaced');
    return Boolean(row?.replaced);
  }

  it('is shown until both are published', async () => {
    await publish(estimate);
    await publish(first);
    expect(await isReplaced()).toBe(false);
    await publish(second);
    expect(await isReplaced()).toBe(true);
  });

  it('is replaced also when both are published at the same moment', async () => {
    await publish(estimate);
    await Promise.all([publish(first), publish(second)]);
    expect(await isReplaced()).toBe(true);
  });

  it('is shown when one has no data yet, and replaced when it proves to have none', async () => {
    await publish(estimate);
    await publish(first);
    await recordNoData(knex, second.slice_id);
    await knex.transaction(tx => replaceEstimate(tx, second));
    expect(await isReplaced()).toBe(false);

    await publish(
      await ensureSlice(knex, {
        connectorId: 'demo',
        source: 'billed-reconciliation',
        sliceKey: 'G2',
        billingPeriod: '2026-10',
        billingCurrency: 'EUR',
        invoiceId: 'G2',
      }),
    );
    await knex.transaction(tx => replaceEstimate(tx, second));
    expect(await isReplaced()).toBe(true);
  });

  it('is shown as long as nothing else is', async () => {
    await publish(estimate);
    await recordNoData(knex, first.slice_id);
    await recordNoData(knex, second.slice_id);
    await knex.transaction(tx => replaceEstimate(tx, second));
    expect(await isReplaced()).toBe(false);
  });
});
