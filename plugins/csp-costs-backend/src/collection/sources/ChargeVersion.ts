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

import type { ChargeLoad, LoadableBlob } from '../../ledger/load/ChargeLoad';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';
import type { BlobSpool } from './BlobSpool';
import type { ChargeValidation } from './ChargeValidation';
import type { CollectionContext } from './CollectionSource';

/** What Microsoft has for a slice of charges at one moment. */
export interface ChargeVersion {
  /** Changes exactly when the charges change. */
  eTag: string;
  /** Files that it consists of, whether they have lines or not. */
  blobNames: readonly string[];
  /**
   * Brings the files onto the disk and their lines into a load.
   *
   * @returns The files that have lines, and the bytes that were received.
   */
  load(load: ChargeLoad): Promise<{ blobs: LoadableBlob[]; bytes: number }>;
}

/**
 * Asks Microsoft what it has for a slice. Undefined when it has no data, and
 * there was none before.
 *
 * @throws MicrosoftError
 * @throws LedgerError when it is not what was asked for.
 */
export type FindVersion = (
  context: CollectionContext,
  options: {
    mapping: ChargeMapping;
    spool: BlobSpool;
    validation: ChargeValidation;
  },
) => Promise<ChargeVersion | undefined>;
