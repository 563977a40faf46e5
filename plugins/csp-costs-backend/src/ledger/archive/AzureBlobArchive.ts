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

import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { ArchiveError } from './ArchiveError';
import type { ArchiveStore } from './ArchiveStore';
import { azureBlobError } from './azureBlobError';

const BLOCK_BYTES = 8 * 1024 * 1024;

/** Blocks in memory, and under way, at the same time. */
const BLOCKS_AT_ONCE = 4;

/**
 * Keeps lines in a container of Azure Blob Storage, where every process reaches
 * them: none has to share a disk with another.
 *
 * @remarks
 * The digest of every block goes with it and is compared by Azure; a file is
 * there when the list of its blocks has been written, and counts as kept when
 * Azure then says the size and the digest of the whole. What is fetched is
 * compared with that digest.
 */
export class AzureBlobArchive implements ArchiveStore {
  readonly #container: ContainerClient;

  constructor(container: ContainerClient) {
    this.#container = container;
  }

  async put(file: string, path: string, signal: AbortSignal): Promise<void> {
    const blob = this.#container.getBlockBlobClient(path);
    await this.#reach(signal, async () => {
      const handle = await open(file);
      try {
        const { size, md5, blockIds } = await sendBlocks(handle, blob, signal);
        await blob.commitBlockList(blockIds, {
          abortSignal: signal,
          blobHTTPHeaders: { blobContentMD5: md5 },
        });
        const kept = await blob.getProperties({ abortSignal: signal });
        if (
          kept.contentLength !== size ||
          !kept.contentMD5 ||
          !md5.equals(kept.contentMD5)
        ) {
          throw damaged(path);
        }
      } finally {
        await handle.close();
      }
    });
  }

  async list(folder: string, signal: AbortSignal): Promise<string[]> {
    const prefix = `${folder}/`;
    return this.#reach(signal, async () => {
      const names: string[] = [];
      for await (const { name } of this.#container.listBlobsFlat({
        prefix,
        abortSignal: signal,
      })) {
        names.push(name.slice(prefix.length));
      }
      return names.sort();
    });
  }

  async fetch(
    path: string,
    copy: string,
    signal: AbortSignal,
  ): Promise<string> {
    const unfinished = `${copy}.part`;
    await this.#reach(signal, async () => {
      const answer = await this.#container
        .getBlockBlobClient(path)
        .download(0, undefined, { abortSignal: signal, maxRetryRequests: 3 });
      const hash = createHash('md5');
      await pipeline(
        Readable.from(answer.readableStreamBody!),
        throughHash(hash),
        createWriteStream(unfinished),
        { signal },
      );
      if (!answer.contentMD5 || !hash.digest().equals(answer.contentMD5)) {
        throw damaged(path);
      }
    }).catch(async error => {
      await rm(unfinished, { force: true });
      throw error;
    });
    await rename(unfinished, copy);
    return copy;
  }

  async remove(path: string, signal: AbortSignal): Promise<void> {
    await this.#reach(signal, () =>
      this.#container
        .getBlockBlobClient(path)
        .deleteIfExists({ abortSignal: signal, deleteSnapshots: 'include' }),
    );
  }

  async removeFolder(folder: string, signal: AbortSignal): Promise<void> {
    for (const name of await this.list(folder, signal)) {
      await this.remove(`${folder}/${name}`, signal);
    }
  }

  async #reach<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      throw azureBlobError(error);
    }
  }
}

/** Sends a file in blocks, some at a time. */
async function sendBlocks(
  handle: FileHandle,
  blob: BlockBlobClient,
  signal: AbortSignal,
): Promise<{ size: number; md5: Buffer; blockIds: string[] }> {
  const hash = createHash('md5');
  const blockIds: string[] = [];
  const underWay = new Set<Promise<void>>();
  let size = 0;
  try {
    for (;;) {
      const block = Buffer.allocUnsafe(BLOCK_BYTES);
      const { bytesRead } = await handle.read(block, 0, BLOCK_BYTES, size);
      if (bytesRead === 0) {
        break;
      }
      const content = block.subarray(0, bytesRead);
      hash.update(content);
      size += bytesRead;
      const blockId = Buffer.from(
        String(blockIds.length).padStart(8, '0'),
      ).toString('base64');
      blockIds.push(blockId);
      const sent: Promise<void> = blob
        .stageBlock(blockId, content, bytesRead, {
          abortSignal: signal,
          transactionalContentMD5: createHash('md5').update(content).digest(),
        })
        .then(() => {
          underWay.delete(sent);
        });
      underWay.add(sent);
      // Waited for later; until then it must not count as unhandled.
      sent.catch(() => {});
      if (underWay.size >= BLOCKS_AT_ONCE) {
        await Promise.race(underWay);
      }
    }
    await Promise.all(underWay);
  } finally {
    await Promise.allSettled(underWay);
  }
  return { size, md5: hash.digest(), blockIds };
}

function throughHash(hash: Hash): Transform {
  return new Transform({
    transform(chunk, _, done) {
      hash.update(chunk);
      done(undefined, chunk);
    },
  });
}

function damaged(path: string): ArchiveError {
  return new ArchiveError(
    'DAMAGED',
    `Azure Blob Storage has ${path} otherwise than it was sent`,
  );
}
