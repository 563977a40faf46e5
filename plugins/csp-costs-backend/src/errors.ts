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
import { LedgerError } from './ledger/LedgerError';
import { MicrosoftError } from './microsoft/MicrosoftError';

interface Explanation {
  code: string;
  cause: string;
  remedy: string;
}

type MicrosoftMatcher = (error: MicrosoftError) => boolean;

const aadsts =
  (...numbers: number[]): MicrosoftMatcher =>
  error =>
    numbers.some(number => error.code === `AADSTS${number}`);

/** Failures of Microsoft's APIs, the first match explains. */
const MICROSOFT: Array<[MicrosoftMatcher, Explanation]> = [
  [
    aadsts(7000215),
    {
      code: 'CLIENT_SECRET_WRONG',
      cause: 'Microsoft does not accept the client secret.',
      remedy:
        'Enter the value of the client secret, not its id, or create a new one in the app registration.',
    },
  ],
  [
    aadsts(7000222),
    {
      code: 'CLIENT_SECRET_EXPIRED',
      cause: 'The client secret has expired.',
      remedy:
        'Create a new client secret or, better, a certificate in the app registration, and enter it here.',
    },
  ],
  [
    aadsts(700027),
    {
      code: 'CERTIFICATE_WRONG',
      cause: 'Microsoft does not accept the certificate.',
      remedy:
        'Upload the certificate to the app registration, and check that the private key belongs to it.',
    },
  ],
  [
    aadsts(700016),
    {
      code: 'APPLICATION_UNKNOWN',
      cause: 'The partner tenant has no application with this client id.',
      remedy:
        'Check client id and partner tenant id; register the application in the partner tenant.',
    },
  ],
  [
    aadsts(90002),
    {
      code: 'TENANT_UNKNOWN',
      cause: 'Microsoft does not know the partner tenant.',
      remedy: 'Check the partner tenant id and the national cloud.',
    },
  ],
  [
    aadsts(7000112, 70001),
    {
      code: 'APPLICATION_DISABLED',
      cause: 'The application is disabled in the partner tenant.',
      remedy: 'Enable it below Enterprise applications.',
    },
  ],
  [
    error => error.kind === 'identity' && error.transient,
    {
      code: 'SIGN_IN_UNAVAILABLE',
      cause: "Microsoft's sign-in service is not available at the moment.",
      remedy: 'Nothing: it is tried again by itself.',
    },
  ],
  [
    error => error.kind === 'identity',
    {
      code: 'SIGN_IN_REFUSED',
      cause: 'Microsoft refuses to sign the connector in.',
      remedy: "Look up Microsoft's code and correct the connector.",
    },
  ],
  [
    error => error.kind === 'operation' && error.code === '5000',
    {
      code: 'NO_DATA',
      cause: 'Microsoft says that it has no data, or none yet.',
      remedy: 'Nothing: it is asked for again with the next run.',
    },
  ],
  [
    error => error.kind === 'operation',
    {
      code: 'EXPORT_FAILED',
      cause: 'Microsoft could not make the export.',
      remedy:
        'Nothing at first: it is tried again. If it stays, give the request id to Microsoft support.',
    },
  ],
  [
    error => error.kind === 'signature',
    {
      code: 'DOWNLOAD_EXPIRED',
      cause:
        'The right to download the export ended before all of it was there.',
      remedy: 'Nothing: a new export is asked for with the next attempt.',
    },
  ],
  [
    error => error.kind === 'origin',
    {
      code: 'ORIGIN_REFUSED',
      cause:
        'Microsoft sent an address outside the origins this connector may talk to.',
      remedy:
        "Check the national cloud of the connector; for a new storage host of Microsoft's, add it below cspCosts.clouds.",
    },
  ],
  [
    error => error.kind === 'network',
    {
      code: 'MICROSOFT_UNREACHABLE',
      cause: 'Microsoft did not answer, or the connection broke off.',
      remedy:
        "Check that this server reaches Microsoft's hosts; it is tried again by itself.",
    },
  ],
  [
    error => error.kind === 'content' && error.transient,
    {
      code: 'DOWNLOAD_DAMAGED',
      cause: 'A file from Microsoft arrived damaged or not whole.',
      remedy: 'Nothing: it is downloaded again with the next attempt.',
    },
  ],
  [
    error => error.kind === 'content',
    {
      code: 'ANSWER_UNREADABLE',
      cause: 'Microsoft answered in a form that is not known.',
      remedy: 'Report it to the maintainers of this plugin.',
    },
  ],
  [
    error =>
      error.status === 401 && ['900421', '10001'].includes(error.code ?? ''),
    {
      code: 'MFA_MISSING',
      cause: 'Partner Center wants a sign-in with multifactor authentication.',
      remedy: 'Sign in again with an account that uses it.',
    },
  ],
  [
    error => error.status === 401,
    {
      code: 'TOKEN_REFUSED',
      cause: "Microsoft does not accept the connector's token.",
      remedy:
        'Register the application in Partner Center below Account settings, App management.',
    },
  ],
  [
    error => error.status === 403,
    {
      code: 'PERMISSION_MISSING',
      cause: 'The application may not read this.',
      remedy:
        'Grant it PartnerBilling.Read.All (application permission, with admin consent) and register it in Partner Center.',
    },
  ],
  [
    error => error.status === 429,
    {
      code: 'THROTTLED',
      cause: 'Microsoft limits how much is asked, and the limit is reached.',
      remedy: 'Nothing: it is tried again by itself, later.',
    },
  ],
  [
    error => (error.status ?? 0) >= 500 || error.status === 408,
    {
      code: 'MICROSOFT_UNAVAILABLE',
      cause: "Microsoft's service has a problem.",
      remedy: 'Nothing: it is tried again by itself.',
    },
  ],
];

const UNKNOWN_ANSWER: Explanation = {
  code: 'MICROSOFT_REFUSED',
  cause: 'Microsoft refused the request.',
  remedy: "Look up Microsoft's words; give the request id to their support.",
};

const LEDGER: Record<LedgerError['code'], Omit<Explanation, 'cause'>> = {
  LINES_LOST: {
    code: 'LINES_LOST',
    remedy: 'It is tried again; report it if it stays.',
  },
  COLUMNS_MISSING: {
    code: 'COLUMNS_MISSING',
    remedy:
      'Microsoft has changed the export: update this plugin, or report it.',
  },
  AMOUNTS_TOO_LONG: {
    code: 'AMOUNTS_TOO_LONG',
    remedy: 'Report it to the maintainers of this plugin.',
  },
  EMPTY: {
    code: 'EMPTY_EXPORT',
    remedy: 'It is asked for again with the next run.',
  },
  UNREADABLE: {
    code: 'UNREADABLE_EXPORT',
    remedy:
      'Microsoft has changed the export: update this plugin, or report it.',
  },
  WRONG_CURRENCY: {
    code: 'WRONG_CURRENCY',
    remedy: 'It is asked for again with the next run; report it if it stays.',
  },
  WRONG_PERIOD: {
    code: 'WRONG_PERIOD',
    remedy: 'It is asked for again with the next run; report it if it stays.',
  },
  WRONG_TENANT: {
    code: 'WRONG_TENANT',
    remedy: 'Check the partner tenant id of the connector.',
  },
};

/** Failures of this server's own disk. */
const DISK: Record<string, string> = {
  ENOSPC: 'The disk of the archive is full.',
  EDQUOT: 'The disk quota of the archive is used up.',
  EACCES: 'The archive directory may not be written to.',
  EROFS: 'The archive directory may not be written to.',
};

/**
 * Explains why a collection failed: what is wrong, what to do, and Microsoft's
 * own words where there are any.
 *
 * @remarks Messages of unknown errors are not passed on, since nobody knows
 * what they hold; the log has them.
 */
export function explain(error: unknown, now: Date): Problem {
  const since = now.toISOString();
  if (error instanceof MicrosoftError) {
    const explanation =
      MICROSOFT.find(([matches]) => matches(error))?.[1] ?? UNKNOWN_ANSWER;
    return {
      ...explanation,
      since,
      microsoft: microsoftWords(error),
    };
  }
  if (error instanceof LedgerError) {
    return {
      ...LEDGER[error.code],
      cause: `The export was not taken over: ${error.message}.`,
      since,
      microsoft:
        error.cause instanceof MicrosoftError
          ? microsoftWords(error.cause)
          : undefined,
    };
  }
  const disk = DISK[(error as NodeJS.ErrnoException)?.code ?? ''];
  if (disk) {
    return {
      code: 'ARCHIVE_UNWRITABLE',
      cause: disk,
      remedy: 'Make room or give the right to write; it is tried again.',
      since,
    };
  }
  return {
    code: 'INTERNAL',
    cause: 'Something unexpected went wrong in the collection.',
    remedy: "Look into the backend's log; report it if it stays.",
    since,
  };
}

/** Whether trying again later, unchanged, may help. */
export function isTransient(error: unknown): boolean {
  if (error instanceof MicrosoftError) {
    return error.transient;
  }
  if (error instanceof LedgerError) {
    return error.code === 'LINES_LOST';
  }
  return true;
}

function microsoftWords(error: MicrosoftError): Problem['microsoft'] {
  return {
    status: error.status,
    code: error.code,
    message: error.words ?? error.message,
    requestId: error.requestId,
  };
}
