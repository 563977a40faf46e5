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

import type { LedgerErrorCode } from '../ledger/LedgerError';
import { rows } from './ErrorRow';

/** How the collection of data fails after Microsoft has agreed to give it. */
export const COLLECTION_ERRORS = rows(
  {
    code: 'NO_DATA',
    signs: [{ kind: 'operation', codes: ['5000'] }],
    cause: 'Microsoft says that it has no data, or none yet.',
    remedy: 'Nothing: it is asked for again with the next run.',
    retry: 'with the next run',
  },
  {
    code: 'EXPORT_FAILED',
    signs: [{ kind: 'operation' }],
    cause: 'Microsoft could not make the export.',
    remedy:
      'Nothing at first: it is tried again. If it stays, give the request id to Microsoft support.',
    retry: 'by itself',
  },
  {
    code: 'DOWNLOAD_EXPIRED',
    signs: [{ kind: 'signature' }],
    cause: 'The right to download the export ended before all of it was there.',
    remedy: 'Nothing: a new export is asked for with the next attempt.',
    retry: 'by itself',
  },
  {
    code: 'DOWNLOAD_DAMAGED',
    signs: [{ kind: 'content', transient: true }],
    cause: 'A file from Microsoft arrived damaged or not whole.',
    remedy: 'Nothing: it is downloaded again with the next attempt.',
    retry: 'by itself',
  },
  {
    code: 'ANSWER_UNREADABLE',
    signs: [{ kind: 'content' }],
    cause: 'Microsoft answered in a form that is not known.',
    remedy: 'Report it to the maintainers of this plugin.',
    retry: 'after the remedy',
  },
  {
    code: 'ORIGIN_REFUSED',
    signs: [{ kind: 'origin' }],
    cause:
      'Microsoft sent an address outside the origins this connector may talk to.',
    remedy:
      "Check the national cloud of the connector; for a new storage host of Microsoft's, add it below cspCosts.clouds.",
    retry: 'after the remedy',
  },
  {
    code: 'MICROSOFT_UNREACHABLE',
    signs: [{ kind: 'network' }],
    cause: 'Microsoft did not answer, or the connection broke off.',
    remedy:
      "Check that this server reaches Microsoft's hosts; it is tried again by itself.",
    retry: 'by itself',
  },
  {
    code: 'LINES_LOST',
    signs: [],
    cause: 'The export was not taken over: lines of it were lost on the way.',
    remedy: 'It is tried again; report it if it stays.',
    retry: 'by itself',
  },
  {
    code: 'COLUMNS_MISSING',
    signs: [],
    cause: 'The export was not taken over: columns are missing.',
    remedy:
      'Microsoft has changed the export: update this plugin, or report it.',
    retry: 'after the remedy',
  },
  {
    code: 'AMOUNTS_TOO_LONG',
    signs: [],
    cause: 'The export was not taken over: amounts have too many digits.',
    remedy: 'Report it to the maintainers of this plugin.',
    retry: 'after the remedy',
  },
  {
    code: 'EMPTY_EXPORT',
    signs: [],
    cause:
      'The export was not taken over: it is empty, where it was not before.',
    remedy: 'It is asked for again with the next run.',
    retry: 'with the next run',
  },
  {
    code: 'UNREADABLE_EXPORT',
    signs: [],
    cause: 'The export was not taken over: it cannot be read.',
    remedy:
      'Microsoft has changed the export: update this plugin, or report it.',
    retry: 'after the remedy',
  },
  {
    code: 'WRONG_CURRENCY',
    signs: [],
    cause: 'The export was not taken over: it is in another currency.',
    remedy: 'It is asked for again with the next run; report it if it stays.',
    retry: 'with the next run',
  },
  {
    code: 'WRONG_PERIOD',
    signs: [],
    cause: 'The export was not taken over: it is of another period.',
    remedy: 'It is asked for again with the next run; report it if it stays.',
    retry: 'with the next run',
  },
  {
    code: 'BLOBS_ALIKE',
    signs: [],
    cause:
      'The export was not taken over: it has the same file twice, which would count its lines twice.',
    remedy:
      'Nothing: Microsoft is asked again with the next run. If it stays, open a support request with Microsoft.',
    retry: 'with the next run',
  },
  {
    code: 'WRONG_TENANT',
    signs: [],
    cause: 'The export was not taken over: it is of another partner.',
    remedy: 'Check the partner tenant id of the connector.',
    retry: 'after the remedy',
  },
  {
    code: 'GENERATION_HELD',
    signs: [],
    cause:
      'New data is held: its total is far lower than what is shown, which stays.',
    remedy:
      'Compare it with the invoice or Partner Center, then publish or discard the held generation. It gives way by itself when Microsoft has a newer one.',
    retry: 'after the remedy',
  },
  {
    code: 'GENERATION_DISCARDED',
    signs: [],
    cause:
      "Microsoft's latest data was discarded by a person; what was shown before stays.",
    remedy:
      'Nothing: newer data is taken as soon as Microsoft has some. To show the discarded data after all, publish its generation.',
    retry: 'with the next run',
  },
  {
    code: 'ARCHIVE_UNWRITABLE',
    signs: [],
    cause: 'The archive directory cannot be written to.',
    remedy: 'Make room or give the right to write; it is tried again.',
    retry: 'by itself',
  },
  {
    code: 'INTERNAL',
    signs: [],
    cause: 'Something unexpected went wrong in the portal.',
    remedy: "Look into the backend's log; report it if it stays.",
    retry: 'by itself',
  },
);

/** Which row explains data that was refused. */
export const LEDGER_CODES = {
  LINES_LOST: 'LINES_LOST',
  COLUMNS_MISSING: 'COLUMNS_MISSING',
  AMOUNTS_TOO_LONG: 'AMOUNTS_TOO_LONG',
  EMPTY: 'EMPTY_EXPORT',
  UNREADABLE: 'UNREADABLE_EXPORT',
  WRONG_CURRENCY: 'WRONG_CURRENCY',
  WRONG_PERIOD: 'WRONG_PERIOD',
  WRONG_TENANT: 'WRONG_TENANT',
  BLOBS_ALIKE: 'BLOBS_ALIKE',
} as const satisfies Record<LedgerErrorCode, string>;

/** Failures of this server's own disk. */
export const DISK_CAUSES: Record<string, string> = {
  ENOSPC: 'The disk of the archive is full.',
  EDQUOT: 'The disk quota of the archive is used up.',
  EACCES: 'The archive directory may not be written to.',
  EROFS: 'The archive directory may not be written to.',
};
