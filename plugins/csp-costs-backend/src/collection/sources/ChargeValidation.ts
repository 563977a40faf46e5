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

import type {
  ValidationCheck,
  ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';
import { LedgerError, type LedgerErrorCode } from '../../ledger/LedgerError';

/** Which check refuses data with an error. */
const CHECK_OF: Record<LedgerErrorCode, ValidationCheck> = {
  LINES_LOST: 'lines',
  COLUMNS_MISSING: 'columns',
  AMOUNTS_TOO_LONG: 'amounts',
  EMPTY: 'lines',
  TOTAL_MISMATCH: 'invoice',
  UNREADABLE: 'readable',
  WRONG_CURRENCY: 'currency',
  WRONG_PERIOD: 'period',
  WRONG_TENANT: 'tenant',
  WRONG_BILLING_ACCOUNT: 'tenant',
  BLOBS_ALIKE: 'blobs',
};

/** Collects what the checks say of new charges, in the order in which they are made. */
export class ChargeValidation {
  readonly #verdicts: ValidationVerdict[] = [];
  readonly #onVerdict: (verdicts: ValidationVerdict[]) => void;

  /** @param onVerdict - Told of all verdicts so far. */
  constructor(onVerdict: (verdicts: ValidationVerdict[]) => void) {
    this.#onVerdict = onVerdict;
  }

  /** All verdicts so far. */
  get verdicts(): ValidationVerdict[] {
    return [...this.#verdicts];
  }

  /** Whether a person has to decide. */
  get held(): boolean {
    return this.#verdicts.some(({ verdict }) => verdict === 'held');
  }

  add(...verdicts: ValidationVerdict[]): void {
    this.#verdicts.push(...verdicts);
    this.#onVerdict(this.verdicts);
  }

  pass(check: ValidationCheck, detail: string): void {
    this.add({ check, verdict: 'pass', detail });
  }

  /** Notes which check a failure is the verdict of, where it is one. */
  refused(error: unknown): void {
    if (error instanceof LedgerError) {
      this.add({
        check: CHECK_OF[error.code],
        verdict: 'fail',
        detail: error.message,
      });
    }
  }
}
