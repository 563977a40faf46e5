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
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { MicrosoftError } from '../MicrosoftError';

/** Unpacks a gzip blob while it arrives. */
export interface Unpacker<T> {
  /** Takes bytes in, and waits until more may follow. Failures are told by the end. */
  write(bytes: Uint8Array): Promise<void>;
  /** What the text came to. @throws An error of zlib when the blob is not whole. */
  end(): Promise<T>;
}

/** A blob on disk, proven to be whole. */
export interface DownloadedBlob<T> {
  /** Bytes as received. */
  bytes: number;
  /** SHA-256 of the bytes as received, in hex. */
  sha256: string;
  /** What its text came to. */
  unpacked: T;
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
export async function downloadBlob<T>(options: {
  response: Response;
  file: string;
  onBytes: (bytes: number) => void;
  unpacker: Unpacker<T>;
  signal: AbortSignal;
}): Promise<DownloadedBlob<T>> {
  const { response, file, onBytes, unpacker, signal } = options;
  const digest = createHash('sha256');
  let bytes = 0;
  let received = false;

  const unpack = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      digest.update(chunk);
      onBytes(chunk.length);
      unpacker.write(chunk).then(() => done(undefined, chunk), done);
    },
    flush(done) {
      received = true;
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
    const unpacked = await untilAborted(unpacker.end(), signal);
    return { bytes, sha256: digest.digest('hex'), unpacked };
  } catch (cause) {
    signal.throwIfAborted();
    if (isDiskError(cause) || (received && !isDamage(cause))) {
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
}

/** What is waited for as long as nobody calls it off. */
async function untilAborted<T>(
  result: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const ended = new AbortController();
  try {
    signal.throwIfAborted();
    return await Promise.race([
      result,
      once(signal, 'abort', { signal: ended.signal }).then(() => {
        throw signal.reason;
      }),
    ]);
  } finally {
    ended.abort();
  }
}

function emptyBody(): globalThis.ReadableStream {
  return new Response(new Uint8Array()).body!;
}

function isDamage(error: unknown): boolean {
  return /^Z_/.test((error as NodeJS.ErrnoException)?.code ?? '');
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
