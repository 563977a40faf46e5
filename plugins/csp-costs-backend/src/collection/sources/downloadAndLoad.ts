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
import type { ChargeLoad } from '../../ledger/load/ChargeLoad';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';
import { LineScan } from '../../ledger/load/LineScan';
import type { ExportManifest } from '../../microsoft/graphBilling/readManifest';
import type { BlobSpool, ReceivedBlob } from './BlobSpool';
import type { CollectionContext } from './CollectionSource';

/** Blobs that are loaded at the same time, beside the download of the next. */
const LOADS_AT_ONCE = 2;

interface DownloadOptions {
  manifest: ExportManifest;
  mapping: ChargeMapping;
  spool: BlobSpool;
  load: ChargeLoad;
}

/**
 * Downloads the blobs of a manifest one after the other, and loads each while
 * the next ones are under way. What an attempt before has received whole is
 * not downloaded again.
 *
 * @returns The blobs that have lines, and the bytes that were received.
 */
export async function downloadAndLoad(
  context: CollectionContext,
  options: DownloadOptions,
): Promise<{ blobs: ReceivedBlob[]; bytes: number }> {
  const { report } = context;
  const { manifest, load } = options;
  const blobs: ReceivedBlob[] = [];
  const alike = new Map<string, string>();
  const loading = new Set<Promise<void>>();
  const total = { bytes: 0, lineCount: 0 };
  report({ stage: 'downloading' });
  try {
    for (const [index, name] of manifest.blobNames.entries()) {
      const blob = await download(context, options, index, name, received => {
        total.bytes += received;
        report({ bytes: total.bytes });
      });
      if (blob.lineCount > 0) {
        assertUnlike(blob, alike);
        blobs.push(blob);
        if (loading.size >= LOADS_AT_ONCE) {
          await Promise.race(loading);
        }
        const loaded = load.read(blob).then(() => {
          total.lineCount += blob.lineCount;
          report({ lineCount: total.lineCount });
          loading.delete(loaded);
        });
        loading.add(loaded);
        // Waited for later; until then it must not count as unhandled.
        loaded.catch(() => {});
      }
    }
    report({ stage: 'loading' });
    await Promise.all(loading);
  } finally {
    // After a failure, files and engine go only when nobody reads them.
    await Promise.allSettled(loading);
  }
  return { blobs, bytes: total.bytes };
}

/**
 * The same lines in two blobs would be counted twice.
 *
 * @param known - Names of the blobs so far, by the digest of their bytes.
 * @throws LedgerError
 */
function assertUnlike(
  { name, sha256 }: ReceivedBlob,
  known: Map<string, string>,
): void {
  const other = known.get(sha256);
  if (other !== undefined) {
    throw new LedgerError(
      'BLOBS_ALIKE',
      `the blobs ${other} and ${name} have the same content`,
    );
  }
  known.set(sha256, name);
}

async function download(
  { clients, signal }: CollectionContext,
  { manifest, mapping, spool }: DownloadOptions,
  index: number,
  name: string,
  onBytes: (received: number) => void,
): Promise<ReceivedBlob> {
  const { eTag } = manifest;
  const found = spool.find(eTag, name, mapping);
  if (found) {
    onBytes(found.bytes);
    return found;
  }
  const file = spool.fileOf(index);
  const scan = new LineScan(mapping, spool.scanFilesOf(index));
  try {
    const { bytes, sha256 } = await clients.graphBilling.download({
      manifest,
      blobName: name,
      file,
      onBytes,
      onText: chunk => scan.add(chunk),
      signal,
    });
    const scanned = await scan.end();
    await spool.received(index, {
      eTag,
      name,
      bytes,
      sha256,
      mapping,
      scanned,
    });
    return {
      name,
      file,
      bytes,
      lineCount: scanned.lineCount,
      sha256,
      scanned,
    };
  } finally {
    scan.destroy();
  }
}
