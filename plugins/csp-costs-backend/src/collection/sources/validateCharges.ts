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

import { LedgerError } from '../../ledger/LedgerError';
import type { LoadableBlob, LoadSummary } from '../../ledger/load/ChargeLoad';
import type { SliceKey } from '../../ledger/tables';
import type { ChargeValidation } from './ChargeValidation';

/** With more unreadable lines than this, the form has changed rather than a line. */
const MAX_UNREADABLE_SHARE = 0.05;

/** Columns that are named in a verdict; more are counted. */
const NAMED_COLUMNS = 20;

/**
 * Refuses charges that are not what was asked for.
 *
 * What got lost or could not be added up was refused before, when it was
 * loaded.
 *
 * @throws LedgerError
 */
export function validateCharges(
  slice: SliceKey,
  received: {
    /** Files that the manifest lists. */
    blobNames: readonly string[];
    /** Those of them that have lines. */
    blobs: readonly LoadableBlob[];
    summary: LoadSummary;
    /** Columns that Microsoft does not document. */
    unknownColumns: readonly string[];
  },
  validation: ChargeValidation,
): void {
  const { blobNames, blobs, summary, unknownColumns } = received;
  const { lineCount, quarantinedLineCount } = summary;
  validation.pass('tenant', 'It belongs to the partner.');
  validation.pass(
    'blobs',
    `All ${blobNames.length} files of the manifest have arrived; ${blobs.length} of them have lines.`,
  );
  validation.pass('lines', `All ${lineCount} lines were loaded.`);
  validation.add({
    check: 'columns',
    verdict: unknownColumns.length > 0 ? 'warn' : 'pass',
    detail: [
      'All columns that are needed are there.',
      ...(unknownColumns.length > 0
        ? [`New ones are kept and not used: ${listed(unknownColumns)}.`]
        : []),
    ].join(' '),
  });
  validation.pass('amounts', 'All amounts can be added up exactly.');

  if (quarantinedLineCount > lineCount * MAX_UNREADABLE_SHARE) {
    throw new LedgerError(
      'UNREADABLE',
      `${quarantinedLineCount} of its ${lineCount} lines cannot be read`,
    );
  }
  validation.add({
    check: 'readable',
    verdict: quarantinedLineCount > 0 ? 'warn' : 'pass',
    detail:
      quarantinedLineCount > 0
        ? `${quarantinedLineCount} of its ${lineCount} lines cannot be read and were left out.`
        : 'Every line can be read.',
  });

  const foreign = summary.billingCurrencies.filter(
    currency => currency !== slice.billingCurrency,
  );
  if (foreign.length > 0) {
    throw new LedgerError(
      'WRONG_CURRENCY',
      `it has charges in ${foreign.join(', ')} instead of ${
        slice.billingCurrency
      }`,
    );
  }
  validation.pass('currency', `All charges are in ${slice.billingCurrency}.`);

  // Licences may be charged for any period; usage happens in the month, or
  // comes late from the one before.
  const latest = summary.months.at(-1);
  if (slice.source.endsWith('-usage') && latest !== slice.billingPeriod) {
    throw new LedgerError(
      'WRONG_PERIOD',
      `its latest usage is of ${latest} instead of ${slice.billingPeriod}`,
    );
  }
  validation.pass(
    'period',
    `Its charges begin in ${summary.months.join(', ')}.`,
  );
}

/** Names come from the wire, so neither their number nor their length is bounded. */
function listed(names: readonly string[]): string {
  const more = names.length - NAMED_COLUMNS;
  return (
    names
      .slice(0, NAMED_COLUMNS)
      .map(name => name.slice(0, 64))
      .join(', ') + (more > 0 ? ` and ${more} more` : '')
  );
}
