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

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { MicrosoftError } from '../MicrosoftError';

/**
 * Bytes that are unpacked at a time. With Node's default of 16 KiB the handing
 * over costs several times what the unpacking does.
 */
const CHUNK_BYTES = 256 * 1024;

/** A blob on disk, proven to be whole. */
export interface DownloadedBlob {
  /** Bytes as received. */
  bytes: number;
  /** SHA-256 of the bytes as received, in hex. */
  sha256: string;
}

/**
 * Writes a gzip blob to a file, unpacking it on the side to prove that it is
 * whole.
 *
 * @remarks
 *
 * The proof is needed because what reads the file later takes a truncated or
 * damaged gzip stream for a short one, without a word. Node's gunzip checks
 * the end of the stream and its checksum.
 *
 * @throws MicrosoftError when the connection breaks, or the content is damaged.
 */
export async function downloadBlob(options: {
  response: Response;
  file: string;
  onBytes: (bytes: number) => void;
  /** Sees the unpacked text, cut anywhere. */
  onText: (chunk: Buffer) => Promise<void>;
  signal: AbortSignal;
}): Promise<DownloadedBlob> {
  const { response, file, onBytes, onText, signal } = options;
  const digest = createHash('sha256');
  let bytes = 0;
  let received = false;

  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const proof = pipeline(
    gunzip,
    async chunks => {
      for await (const chunk of chunks) {
        await onText(chunk as Buffer);
      }
    },
    { signal },
  );
  // Looked at below; a failure must not count as unhandled before that.
  proof.catch(() => {});

  const unpack = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      digest.update(chunk);
      onBytes(chunk.length);
      if (gunzip.destroyed || gunzip.write(chunk)) {
        done(undefined, chunk);
      } else {
        // Whatever ends the wait, the failure of the proof is told below.
        const resume = () => {
          gunzip.off('drain', resume);
          gunzip.off('close', resume);
          done(undefined, chunk);
        };
        gunzip.on('drain', resume);
        gunzip.on('close', resume);
      }
    },
    flush(done) {
      received = true;
      gunzip.end();
      done();
    },
  });

  try {
    await pipeline(
      Readable.fromWeb((response.body ?? emptyBody()) as ReadableStream),
      unpack,
      createWriteStream(file),
      { signal },
    );
    await proof;
  } catch (cause) {
    gunzip.destroy();
    signal.throwIfAborted();
    if (isDiskError(cause)) {
      throw cause;
    }
    throw new MicrosoftError(
      received ? 'A blob is damaged or not whole' : 'A download broke off',
      {
        kind: received ? 'content' : 'network',
        status: response.status,
        requestId: response.headers.get('x-ms-request-id') ?? undefined,
        transient: true,
        cause,
      },
    );
  }
  return { bytes, sha256: digest.digest('hex') };
}

function emptyBody(): globalThis.ReadableStream {
  return new Response(new Uint8Array()).body!;
}

function isDiskError(error: unknown): boolean {
  return [
    'ENOSPC',
    'EDQUOT',
    'EFBIG',
    'EACCES',
    'EROFS',
    'EIO',
    'ENOENT',
  ].includes((error as NodeJS.ErrnoException)?.code ?? '');
}
