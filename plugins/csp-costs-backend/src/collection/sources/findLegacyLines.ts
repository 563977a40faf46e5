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

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import {
  compareDecimals,
  normalizeDecimal,
  subtractDecimals,
  sumDecimals,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { LedgerError } from '../../ledger/LedgerError';
import type { LoadableBlob } from '../../ledger/load/ChargeLoad';
import type { InvoiceRow } from '../../ledger/tables';
import type {
  LegacyLineItem,
  LegacyProvider,
} from '../../microsoft/partnerCenter/readLineItems';
import type { FindVersion } from './ChargeVersion';
import type { CollectionContext } from './CollectionSource';

const PROVIDERS: readonly LegacyProvider[] = ['office', 'azure'];

/** What is known of lines that have been fetched. */
interface FetchedLines {
  count: number;
  /** Digests of the lines. */
  digests: string[];
  /** Sum of their amounts and tax. */
  total: Decimal;
  /** How many do not come to whole cents. */
  fractions: number;
}

/**
 * Fetches all billing lines of a legacy invoice into files of JSON lines, one
 * for each provider, and compares them with the invoice.
 *
 * @remarks
 * There is no eTag, so all pages are fetched before anybody knows whether they
 * are new. In its place stands a digest of the lines, in whatever order.
 *
 * @throws LedgerError when the lines are not all of the invoice.
 */
export const findLegacyLines: FindVersion = async (
  context,
  { spool, validation },
) => {
  const { knex, job, report } = context;
  const invoice = await knex<InvoiceRow>('invoices')
    .where({ connector_id: job.connectorId, invoice_id: job.invoiceId })
    .first();
  if (!invoice) {
    throw new Error(`Invoice ${job.invoiceId} vanished`);
  }
  report({ stage: 'downloading' });
  const all: FetchedLines = { count: 0, digests: [], total: '0', fractions: 0 };
  const files: LoadableBlob[] = [];
  let bytes = 0;
  for (const [index, provider] of providersOf(invoice).entries()) {
    const file = spool.fileOf(index);
    const before = all.count;
    await pipeline(
      fetchLines(context, invoice, provider, all),
      createGzip(),
      createWriteStream(file),
      { signal: context.signal },
    );
    bytes += (await stat(file)).size;
    report({ bytes });
    files.push({ name: provider, file, lineCount: all.count - before });
  }
  assertTotal(all, invoice);
  validation.pass(
    'invoice',
    'Its lines and their tax add up to the total of the invoice.',
  );
  const digest = createHash('sha256');
  all.digests.sort().forEach(line => digest.update(line));
  const blobs = files.filter(({ lineCount }) => lineCount > 0);
  return {
    eTag: digest.digest('hex'),
    blobNames: files.map(({ name }) => name),
    async load(load) {
      report({ stage: 'loading' });
      for (const blob of blobs) {
        await load.read(blob);
      }
      report({ lineCount: all.count });
      return { blobs, bytes };
    },
  };
};

/** Providers whose lines the invoice has; those that can be asked, when it does not say. */
function providersOf({ line_item_providers: named }: InvoiceRow) {
  const known = new Set(named?.split(','));
  return PROVIDERS.filter(
    provider => !named || known.has(provider) || known.has('all'),
  );
}

async function* fetchLines(
  { clients, signal }: CollectionContext,
  invoice: InvoiceRow,
  provider: LegacyProvider,
  all: FetchedLines,
): AsyncGenerator<string> {
  for await (const items of clients.partnerCenter.legacyLineItems(
    invoice.invoice_id,
    provider,
    signal,
  )) {
    const amounts = items.map(amountOf);
    all.count += items.length;
    all.total = sumDecimals([all.total, ...amounts]);
    all.fractions += amounts.filter(hasFractionOfCent).length;
    for (const { json } of items) {
      all.digests.push(createHash('sha256').update(json).digest('base64'));
    }
    yield items.map(({ json }) => `${dated(json, invoice)}\n`).join('');
  }
}

/**
 * A line without a date, which Partner Center writes as one of the year 1, is
 * charged on the first day of the invoice's billing period.
 */
function dated(json: string, invoice: InvoiceRow): string {
  // Quotes inside of a text are escaped, so this finds nothing but the field.
  return json.replace(
    /("chargeStartDate":")0001-01-01[^"]*/i,
    `$1${invoice.billing_period}-01`,
  );
}

/** @throws LedgerError when the line has no amount. */
function amountOf({ beforeTax, tax }: LegacyLineItem): Decimal {
  if (beforeTax === undefined) {
    throw new LedgerError('UNREADABLE', 'a line has no amount before tax');
  }
  return sumDecimals([beforeTax, tax ?? '0']);
}

function hasFractionOfCent(amount: Decimal): boolean {
  return (amount.split('.')[1]?.length ?? 0) > 2;
}

/**
 * Only what comes of rounding lines to cents may be between the lines and the
 * invoice: half a cent for each line that is not in whole cents.
 */
function assertTotal(lines: FetchedLines, invoice: InvoiceRow): void {
  const difference = subtractDecimals(
    lines.total,
    invoice.total_charges,
  ).replace('-', '');
  const tolerance = normalizeDecimal(`${5 * lines.fractions}e-3`);
  if (compareDecimals(difference, tolerance) > 0) {
    const named = invoice.line_item_providers ?? 'unknown providers';
    throw new LedgerError(
      'TOTAL_MISMATCH',
      `its ${lines.count} lines, of ${named}, do not add up to the total of the invoice`,
    );
  }
}
