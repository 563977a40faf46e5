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

import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { MicrosoftHttp } from '../http/MicrosoftHttp';
import { MicrosoftError } from '../MicrosoftError';
import type { CostDetailsBlob } from './CostDetailsReport';

/**
 * Writes a file of a report to the disk, and compares its size with what
 * Microsoft said of it.
 *
 * @returns The bytes received.
 * @throws MicrosoftError when the connection breaks, or the file is not whole.
 */
export async function downloadReport(
  http: MicrosoftHttp,
  options: {
    blob: CostDetailsBlob;
    file: string;
    onBytes: (bytes: number) => void;
    signal: AbortSignal;
  },
): Promise<number> {
  const { blob, file, onBytes, signal } = options;
  const response = await http
    .send({
      service: 'storage',
      // Checked against the pinned origins. The address is the right to read;
      // a bearer token has no business with the storage service.
      url: blob.blobLink,
      headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
      signal,
    })
    .catch(error => {
      throw signatureExpired(error) ?? error;
    });
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onBytes(chunk.length);
      done(undefined, chunk);
    },
  });
  const body = response.body ?? new Response(new Uint8Array()).body!;
  const received = Readable.fromWeb(body as ReadableStream);
  let brokenOff: unknown;
  received.on('error', error => {
    brokenOff = error;
  });
  try {
    await pipeline(received, count, createWriteStream(file), { signal });
  } catch (cause) {
    signal.throwIfAborted();
    if (brokenOff !== cause) {
      // The disk.
      throw cause;
    }
    throw new MicrosoftError('A download broke off', {
      kind: 'network',
      status: response.status,
      transient: true,
      cause,
    });
  }
  if (bytes !== blob.byteCount) {
    throw new MicrosoftError('A file of a report is not whole', {
      kind: 'content',
      status: response.status,
      words: `${bytes} of ${blob.byteCount} bytes`,
      transient: true,
    });
  }
  return bytes;
}

/** Signatures last about an hour; a new report brings a new one. */
function signatureExpired(error: unknown): MicrosoftError | undefined {
  return error instanceof MicrosoftError && error.status === 403
    ? new MicrosoftError('The signature of a report has expired', {
        kind: 'signature',
        status: error.status,
        requestId: error.requestId,
        transient: true,
        cause: error,
      })
    : undefined;
}
