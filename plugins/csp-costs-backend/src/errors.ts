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

import type { Problem } from 'backstage-plugin-csp-costs-common';
import {
  ARCHIVE_CODES,
  DISK_PROBLEMS,
  LEDGER_CODES,
} from './errors/collectionErrors';
import type { ErrorRow, ErrorSign } from './errors/ErrorRow';
import { ERROR_TABLE, type ProblemCode } from './errors/errorTable';
import { describeUnknown } from './errors/describeUnknown';
import { PERSON_ERRORS } from './errors/personErrors';
import { VAULT_CODES, VAULT_ERRORS } from './errors/vaultErrors';
import { UnusableConnectorError } from './connectors/UnusableConnectorError';
import { VaultError } from './connectors/vault/VaultError';
import { ArchiveError } from './ledger/archive/ArchiveError';
import { LedgerError } from './ledger/LedgerError';
import { MicrosoftError } from './microsoft/MicrosoftError';

export type { ProblemCode } from './errors/errorTable';

const RIGHT_MISSING: readonly ProblemCode[] = [
  'PERMISSION_MISSING',
  'AZURE_ROLE_MISSING',
  'ROLE_MISSING',
];

/**
 * Explains a failure: what is wrong, what to do, and Microsoft's own words
 * where there are any.
 *
 * @remarks Messages of unknown errors are not passed on, since nobody knows
 * what they hold; the log has them.
 */
export function explain(error: unknown, now: Date): Problem {
  if (error instanceof MicrosoftError) {
    const { code, cause, remedy } = rowOf(error);
    return {
      code,
      cause,
      remedy,
      ...describeUnknown(code, error),
      since: now.toISOString(),
      microsoft: microsoftWords(error),
    };
  }
  if (error instanceof LedgerError) {
    return problemOf(LEDGER_CODES[error.code], now, {
      cause: `The export was not taken over: ${error.message}.`,
      microsoft:
        error.cause instanceof MicrosoftError
          ? microsoftWords(error.cause)
          : undefined,
    });
  }
  if (error instanceof ArchiveError) {
    return problemOf(ARCHIVE_CODES[error.code], now, {
      cause: `${error.message}.`,
    });
  }
  if (error instanceof VaultError) {
    return problemOf(VAULT_CODES[error.code], now, {
      cause: `${error.message}.`,
    });
  }
  if (error instanceof UnusableConnectorError) {
    return error.problem;
  }
  const disk = diskProblemOf(error);
  return disk
    ? problemOf(disk.code, now, { cause: disk.cause })
    : problemOf('INTERNAL', now);
}

/**
 * A problem that was found rather than thrown.
 *
 * @param details - What is said more exactly than in the table.
 */
export function problemOf(
  code: ProblemCode,
  now: Date,
  details: Partial<Pick<Problem, 'cause' | 'remedy' | 'microsoft'>> & {
    /** The refusal that it was found by. */
    error?: MicrosoftError;
  } = {},
): Problem {
  const {
    error,
    microsoft = error && microsoftWords(error),
    ...more
  } = details;
  const { cause, remedy } = ERROR_TABLE.find(row => row.code === code)!;
  return { code, cause, remedy, ...more, since: now.toISOString(), microsoft };
}

function diskProblemOf(error: unknown) {
  const { code = '', message = '' } = (error ?? {}) as NodeJS.ErrnoException;
  return DISK_PROBLEMS.find(
    ({ codes, words }) => codes.includes(code) || words?.test(message),
  );
}

/** Whether a problem is about the person who consented, or about the store, rather than about the application. */
export function isOfPerson(code: string): boolean {
  return [...PERSON_ERRORS, ...VAULT_ERRORS].some(row => row.code === code);
}

/** Whether a problem stays until somebody has done something. */
export function needsRemedy({ code }: Problem): boolean {
  return ERROR_TABLE.some(
    row => row.code === code && row.retry === 'after the remedy',
  );
}

/** How a step of onboarding stands that a problem ends. */
export function onboardingStateOf({
  code,
}: Problem): 'waiting' | 'handed-on' | 'refused' {
  return ERROR_TABLE.find(row => row.code === code)?.onboarding ?? 'refused';
}

/** Whether a refusal says no more than that whoever asked has no right to it. */
export function isRightMissing(error: unknown): boolean {
  return (
    error instanceof MicrosoftError && RIGHT_MISSING.includes(rowOf(error).code)
  );
}

/** Whether trying again later, unchanged, may help. */
export function isTransient(error: unknown): boolean {
  if (error instanceof MicrosoftError) {
    return error.transient;
  }
  if (error instanceof LedgerError) {
    return error.code === 'LINES_LOST';
  }
  if (error instanceof UnusableConnectorError) {
    return false;
  }
  if (error instanceof VaultError) {
    return ['UNREACHABLE', 'BUSY', 'LEASE_LOST'].includes(error.code);
  }
  return true;
}

/**
 * The row that explains a failure: one that knows its words before one that
 * names its code, that before one that does neither, then the first.
 */
function rowOf(error: MicrosoftError): ErrorRow<ProblemCode> {
  const matching = (by: 'words' | 'code' | 'kind') =>
    ERROR_TABLE.find(row =>
      row.signs.some(
        sign =>
          recognisedBy(sign) === by &&
          matches(sign, error) &&
          // The sign-in service being busy says nothing about the credential.
          (!(error.kind === 'identity' && error.transient) ||
            row.retry === 'by itself'),
      ),
    );
  return matching('words') ?? matching('code') ?? matching('kind')!;
}

function recognisedBy({ words, codes }: ErrorSign): 'words' | 'code' | 'kind' {
  if (words) {
    return 'words';
  }
  return codes ? 'code' : 'kind';
}

function matches(sign: ErrorSign, error: MicrosoftError): boolean {
  return (
    sign.kind === error.kind &&
    (sign.codes?.includes(error.code ?? '') ?? true) &&
    (sign.words?.every(part => says(error, part)) ?? true) &&
    (sign.statuses?.includes(error.status ?? 0) ?? true) &&
    (sign.transient ?? error.transient) === error.transient
  );
}

function says({ words = '' }: MicrosoftError, part: string): boolean {
  return words.toLowerCase().includes(part.toLowerCase());
}

function microsoftWords(error: MicrosoftError): Problem['microsoft'] {
  return {
    status: error.status,
    code: error.code,
    message: error.words ?? error.message,
    requestId: error.requestId,
  };
}
