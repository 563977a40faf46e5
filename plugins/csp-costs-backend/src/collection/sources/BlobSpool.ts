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

import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadableBlob } from '../../ledger/load/ChargeLoad';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';
import type { ScanFiles, ScannedLines } from '../../ledger/load/LineScan';
import type { ClaimedJob } from '../queue/tables';
import { spoolOf } from './spoolOf';

const RECEIPT = '.received.json';
const TEXTS = '.texts';
const AMOUNTS = '.amounts';

/** What is written beside a blob when it is whole. */
interface Receipt {
  eTag: string;
  name: string;
  bytes: number;
  sha256: string;
  /** What was taken out of its text, and by which mapping. */
  mapping: string;
  scanned: Omit<ScannedLines, 'files'>;
  scannedBytes: number;
}

/** A blob on disk, whole. */
export interface ReceivedBlob extends LoadableBlob {
  scanned: ScannedLines;
  /** Size as received. */
  bytes: number;
  /** Of the bytes as received, in hex. */
  sha256: string;
}

/**
 * Blobs of a job, on their way from Microsoft into the ledger. What an attempt
 * before has received whole is found again, as long as the export is of the
 * same eTag.
 *
 * @remarks
 * Each ticket has a folder of its own. The next one takes it over by renaming
 * it, at one moment: from then on whoever was only slow fails to open a file in
 * it. A file that was being written at that moment has no receipt, and is not
 * used.
 */
export class BlobSpool {
  /** Folder of this ticket; everything in it goes with {@link BlobSpool.close}. */
  readonly directory: string;
  readonly #jobDirectory: string;
  readonly #found = new Map<string, { receipt: Receipt; stem: string }>();

  private constructor(jobDirectory: string, directory: string) {
    this.#jobDirectory = jobDirectory;
    this.directory = directory;
  }

  /** Opens the folder of a ticket, and takes over what earlier ones left. */
  static async open(
    archiveDirectory: string,
    job: ClaimedJob,
  ): Promise<BlobSpool> {
    const jobDirectory = spoolOf(archiveDirectory, job);
    const spool = new BlobSpool(jobDirectory, join(jobDirectory, job.ticket));
    await mkdir(spool.directory, { recursive: true });
    await spool.#takeOver(job.ticket);
    return spool;
  }

  /** Where the blob with a number is to be received. */
  fileOf(index: number): string {
    return `${this.#stem(index)}.json.gz`;
  }

  /** Where what is taken out of its text is to be written. */
  scanFilesOf(index: number): ScanFiles {
    return scanFilesOf(this.#stem(index));
  }

  /** A blob that an attempt before has received whole. */
  find(
    eTag: string,
    name: string,
    mapping: ChargeMapping,
  ): ReceivedBlob | undefined {
    const found = this.#found.get(keyOf({ eTag, name }));
    if (!found || found.receipt.mapping !== JSON.stringify(mapping)) {
      return undefined;
    }
    const { receipt, stem } = found;
    return {
      name,
      file: `${stem}.json.gz`,
      bytes: receipt.bytes,
      lineCount: receipt.scanned.lineCount,
      sha256: receipt.sha256,
      scanned: { ...receipt.scanned, files: scanFilesOf(stem) },
    };
  }

  /** Puts on record that a blob is whole. */
  async received(
    index: number,
    receipt: Omit<Receipt, 'mapping' | 'scannedBytes'> & {
      mapping: ChargeMapping;
    },
  ): Promise<void> {
    await writeFile(
      `${this.#stem(index)}${RECEIPT}`,
      JSON.stringify({
        ...receipt,
        mapping: JSON.stringify(receipt.mapping),
        scannedBytes: await sizeOf(this.scanFilesOf(index)),
      } satisfies Receipt),
    );
  }

  /** Removes everything. */
  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
    await rmdir(this.#jobDirectory).catch(() => {});
  }

  #stem(index: number): string {
    return join(this.directory, `blob-${index}`);
  }

  async #takeOver(ticket: string): Promise<void> {
    const others = (await readdir(this.#jobDirectory)).filter(
      name => name !== ticket,
    );
    for (const [index, name] of others.entries()) {
      const before = join(this.directory, `before-${index}`);
      try {
        await rename(join(this.#jobDirectory, name), before);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
          continue;
        }
        throw error;
      }
      const files = await readdir(before);
      for (const file of files.filter(entry => entry.endsWith(RECEIPT))) {
        const stem = join(before, file.slice(0, -RECEIPT.length));
        const receipt = await readReceipt(stem);
        if (receipt) {
          await this.#takeBlob(receipt, stem);
        }
      }
      await rm(before, { recursive: true, force: true });
    }
  }

  async #takeBlob(receipt: Receipt, from: string): Promise<void> {
    const stem = join(this.directory, `kept-${this.#found.size}`);
    // The receipt comes last, so that it never stands beside less than it says.
    for (const suffix of ['.json.gz', TEXTS, AMOUNTS, RECEIPT]) {
      await rename(`${from}${suffix}`, `${stem}${suffix}`);
    }
    this.#found.set(keyOf(receipt), { receipt, stem });
  }
}

function keyOf({ eTag, name }: Pick<Receipt, 'eTag' | 'name'>): string {
  return JSON.stringify([eTag, name]);
}

function scanFilesOf(stem: string): ScanFiles {
  return { texts: `${stem}${TEXTS}`, amounts: `${stem}${AMOUNTS}` };
}

async function sizeOf(files: ScanFiles): Promise<number> {
  const [texts, amounts] = await Promise.all([
    stat(files.texts),
    stat(files.amounts),
  ]);
  return texts.size + amounts.size;
}

/** Undefined unless the files are what the receipt says. */
async function readReceipt(stem: string): Promise<Receipt | undefined> {
  try {
    const receipt = JSON.parse(
      await readFile(`${stem}${RECEIPT}`, 'utf8'),
    ) as Receipt;
    const [blob, scannedBytes] = await Promise.all([
      stat(`${stem}.json.gz`),
      sizeOf(scanFilesOf(stem)),
    ]);
    return blob.size === receipt.bytes && scannedBytes === receipt.scannedBytes
      ? receipt
      : undefined;
  } catch {
    // Cut off while it was written, or its blob has been used up since.
    return undefined;
  }
}
