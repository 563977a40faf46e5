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
import type { LoadSummary } from '../../ledger/load/ChargeLoad';
import type { SliceKey } from '../../ledger/tables';

/** With more unreadable lines than this, the form has changed rather than a line. */
const MAX_UNREADABLE_SHARE = 0.05;

/**
 * Refuses charges that are not what was asked for.
 *
 * @throws LedgerError
 */
export function validateCharges(slice: SliceKey, load: LoadSummary): void {
  if (load.quarantinedLineCount > load.lineCount * MAX_UNREADABLE_SHARE) {
    throw new LedgerError(
      'UNREADABLE',
      `${load.quarantinedLineCount} of its ${load.lineCount} lines cannot be read`,
    );
  }
  const foreign = load.billingCurrencies.filter(
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
  // Licences may be charged for any period; usage happens in the month, or
  // comes late from the one before.
  if (slice.source.endsWith('-usage')) {
    const latest = load.months.at(-1);
    if (latest !== slice.billingPeriod) {
      throw new LedgerError(
        'WRONG_PERIOD',
        `its latest usage is of ${latest} instead of ${slice.billingPeriod}`,
      );
    }
  }
}
