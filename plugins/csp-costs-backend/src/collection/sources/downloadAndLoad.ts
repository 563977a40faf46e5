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
import { BlobScan } from '../../ledger/load/BlobScan';
import type { ChargeLoad } from '../../ledger/load/ChargeLoad';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';
import type { ExportManifest } from '../../microsoft/graphBilling/readManifest';
import type { BlobSpool, ReceivedBlob } from './BlobSpool';
import type { CollectionContext } from './CollectionSource';

/** Blobs that are on their way at the same time; each takes a core. */
const DOWNLOADS_AT_ONCE = 2;

/** Blobs that are loaded at the same time, beside the download of the next. */
const LOADS_AT_ONCE = 2;

interface DownloadOptions {
  manifest: ExportManifest;
  mapping: ChargeMapping;
  spool: BlobSpool;
  load: ChargeLoad;
}

/**
 * Downloads the blobs of a manifest, some at the same time, and loads each
 * while the next ones are under way. What an attempt before has received whole
 * is not downloaded again.
 *
 * @returns The blobs that have lines, in the order of the manifest, and the
 * bytes that were received.
 */
export async function downloadAndLoad(
  context: CollectionContext,
  options: DownloadOptions,
): Promise<{ blobs: ReceivedBlob[]; bytes: number }> {
  const { report, signal } = context;
  const { manifest, load } = options;
  const blobs: ReceivedBlob[] = [];
  const loading = new Set<Promise<void>>();
  const total = { bytes: 0, lineCount: 0 };
  const names = [...manifest.blobNames.entries()];
  const receive = async () => {
    for (let next = names.shift(); next; next = names.shift()) {
      signal.throwIfAborted();
      const [index, name] = next;
      const blob = await download(context, options, index, name, received => {
        total.bytes += received;
        report({ bytes: total.bytes });
      });
      blobs[index] = blob;
      if (blob.lineCount > 0) {
        while (loading.size >= LOADS_AT_ONCE) {
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
  };
  report({ stage: 'downloading' });
  const receiving = Array.from({ length: DOWNLOADS_AT_ONCE }, () =>
    receive().catch(error => {
      // What is on its way arrives, which saves the next attempt the way.
      names.length = 0;
      throw error;
    }),
  );
  try {
    await Promise.all(receiving);
    report({ stage: 'loading' });
    await Promise.all(loading);
  } finally {
    // After a failure, files and engine go only when nobody uses them.
    await Promise.allSettled(receiving);
    await Promise.allSettled(loading);
  }
  const withLines = blobs.filter(({ lineCount }) => lineCount > 0);
  assertUnlike(withLines);
  return { blobs: withLines, bytes: total.bytes };
}

/**
 * The same lines in two blobs would be counted twice.
 *
 * @throws LedgerError
 */
function assertUnlike(blobs: readonly ReceivedBlob[]): void {
  const known = new Map<string, string>();
  for (const { name, sha256 } of blobs) {
    const other = known.get(sha256);
    if (other !== undefined) {
      throw new LedgerError(
        'BLOBS_ALIKE',
        `the blobs ${other} and ${name} have the same content`,
      );
    }
    known.set(sha256, name);
  }
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
  const scan = new BlobScan(mapping, spool.scanFilesOf(index));
  try {
    const { bytes, sha256, unpacked } = await clients.graphBilling.download({
      manifest,
      blobName: name,
      file,
      onBytes,
      unpacker: scan,
      signal,
    });
    await spool.received(index, {
      eTag,
      name,
      bytes,
      sha256,
      mapping,
      scanned: unpacked,
    });
    return {
      name,
      file,
      bytes,
      lineCount: unpacked.lineCount,
      sha256,
      scanned: unpacked,
    };
  } finally {
    await scan.destroy();
  }
}
