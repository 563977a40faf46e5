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
import type { ArchiveErrorCode } from '../ledger/archive/ArchiveError';
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
    code: 'EXPORT_OVERDUE',
    signs: [{ kind: 'overdue' }],
    cause: 'Microsoft did not end the export in time.',
    remedy:
      'Nothing at first: another one is asked for. If it stays, give the request id to Microsoft support; if exports of yours take that long, raise cspCosts.collection.operationTimeout.',
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
    code: 'HOST_UNKNOWN',
    signs: [{ kind: 'network', codes: ['ENOTFOUND', 'EAI_AGAIN'] }],
    cause: "The name of one of Microsoft's hosts has no address.",
    remedy:
      'Check that this server can resolve the name (DNS, proxy), and the addresses below cspCosts.clouds; it is tried again by itself.',
    retry: 'by itself',
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
    code: 'TOTAL_MISMATCH',
    signs: [],
    cause:
      'The invoice was not taken over: its lines do not add up to its total.',
    remedy:
      'Nothing at first: its lines are asked for again with the next run. If it stays, compare the lines with the invoice in Partner Center, and report it.',
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
    code: 'WRONG_LANGUAGE',
    signs: [],
    cause: 'The names were not taken over: they are in another language.',
    remedy:
      'Choose another product language in the settings of the connector; Microsoft does not have this one.',
    retry: 'after the remedy',
  },
  {
    code: 'MARKET_MISSING',
    signs: [],
    cause:
      'A price sheet is of one market, and the connector does not say of which.',
    remedy:
      'Enter the country where the partner center is registered in the settings of the connector.',
    retry: 'after the remedy',
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
    code: 'WRONG_BILLING_ACCOUNT',
    signs: [],
    cause: 'The export was not taken over: it is of another billing account.',
    remedy:
      'Check the billing account id of the connector; report it if it stays.',
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
    code: 'DISK_FULL',
    signs: [],
    cause: 'There is no room for new data.',
    remedy:
      'Make room, or raise the quota or the limit of file sizes; it is tried again, and figures stay as they are until then.',
    retry: 'by itself',
  },
  {
    code: 'ARCHIVE_UNWRITABLE',
    signs: [],
    cause: 'The archive directory cannot be written to.',
    remedy: 'Give the right to write; it is tried again.',
    retry: 'by itself',
  },
  {
    code: 'ARCHIVE_REFUSED',
    signs: [],
    cause: 'Azure Blob Storage does not let this portal keep or read lines.',
    remedy:
      "Check that the container of cspCosts.archive is there, that the portal's identity has the role Storage Blob Data Contributor, and that the account's network rules let this server in; it is tried again by itself.",
    retry: 'by itself',
  },
  {
    code: 'ARCHIVE_UNREACHABLE',
    signs: [],
    cause:
      'Azure Blob Storage, which keeps the lines, does not answer, or its answer was damaged.',
    remedy:
      'Check that this server reaches the storage account of cspCosts.archive; it is tried again by itself.',
    retry: 'by itself',
  },
  {
    code: 'ARCHIVE_MISSING',
    signs: [],
    cause: 'A file of lines is not in the archive any more.',
    remedy:
      'Find out who removed it; figures stay as they are, but their lines cannot be looked at. Lines that Microsoft sends anew are kept again.',
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
  TOTAL_MISMATCH: 'TOTAL_MISMATCH',
  UNREADABLE: 'UNREADABLE_EXPORT',
  WRONG_CURRENCY: 'WRONG_CURRENCY',
  WRONG_PERIOD: 'WRONG_PERIOD',
  WRONG_TENANT: 'WRONG_TENANT',
  WRONG_BILLING_ACCOUNT: 'WRONG_BILLING_ACCOUNT',
  BLOBS_ALIKE: 'BLOBS_ALIKE',
} as const satisfies Record<LedgerErrorCode, string>;

/** Which row explains a failure of the archive. */
export const ARCHIVE_CODES = {
  MISSING: 'ARCHIVE_MISSING',
  REFUSED: 'ARCHIVE_REFUSED',
  UNREACHABLE: 'ARCHIVE_UNREACHABLE',
  DAMAGED: 'ARCHIVE_UNREACHABLE',
} as const satisfies Record<ArchiveErrorCode, string>;

/** Failures of a disk, by what the system or a database calls them. */
export const DISK_PROBLEMS: ReadonlyArray<{
  codes: readonly string[];
  /** How the engine that reads exports words it, which has no codes. */
  words?: RegExp;
  code: 'DISK_FULL' | 'ARCHIVE_UNWRITABLE';
  cause: string;
}> = [
  {
    codes: ['ENOSPC'],
    words: /No space left on device/,
    code: 'DISK_FULL',
    cause: 'The disk of the archive is full.',
  },
  {
    codes: ['EDQUOT'],
    words: /Disk quota exceeded/,
    code: 'DISK_FULL',
    cause: 'The disk quota of the archive is used up.',
  },
  {
    codes: ['EFBIG'],
    words: /File too large/,
    code: 'DISK_FULL',
    cause: 'A file of the archive would be larger than the system allows.',
  },
  {
    codes: ['53100', 'SQLITE_FULL'],
    code: 'DISK_FULL',
    cause: 'The disk of the database is full.',
  },
  {
    codes: ['EACCES', 'EROFS'],
    code: 'ARCHIVE_UNWRITABLE',
    cause: 'The archive directory may not be written to.',
  },
];
