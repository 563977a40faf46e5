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

import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { alterLines, LINE_FAULTS, type LineFault } from '../faults/alterLines';
import type { Fault } from '../faults/Fault';
import type { FaultInjector, FaultSubject } from '../faults/FaultInjector';
import type { Reply } from '../http/Reply';
import type { SimulatedRequest } from '../http/SimulatedRequest';
import { blobText, type BlobPlan } from '../world/lines';
import { guid } from '../world/random';
import type { DataScope } from '../world/scope';
import type { World } from '../world/World';
import { checkSasToken } from './signature';

/** One stored blob: where its lines are, never the lines. */
export interface StoredBlob {
  scope: DataScope;
  part: BlobPlan['blobs'][number];
  subject: FaultSubject['export'];
}

/** An error as Azure Storage answers it. */
export function storageError(
  world: World,
  status: number,
  code: string,
  message: string,
  detail = '',
): Reply {
  const now = world.clock.now();
  const requestId = guid(world.seed, status, now.getTime() % 2 ** 31);
  const text = `${message}\nRequestId:${requestId}\nTime:${now.toISOString()}`;
  return {
    status,
    headers: {
      'content-type': 'application/xml',
      'x-ms-error-code': code,
      'x-ms-request-id': requestId,
      'x-ms-version': '2021-08-06',
    },
    body: `\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${text}</Message>${
      detail &&
      `<AuthenticationErrorDetail>${detail}</AuthenticationErrorDetail>`
    }</Error>`,
  };
}

/** The simulated blob storage: gzip JSON lines, made while they are sent. */
export class StorageService {
  readonly #world: World;
  readonly #faults: FaultInjector;
  readonly #directory: string | undefined;
  readonly #blobs = new Map<string, StoredBlob>();
  readonly #texts = new Map<string, () => Iterable<string>>();

  private constructor(
    world: World,
    faults: FaultInjector,
    directory: string | undefined,
  ) {
    this.#world = world;
    this.#faults = faults;
    this.#directory = directory;
  }

  /**
   * @param directory - Folder that keeps the bytes of blobs, which are then
   * made only once for as long as nothing is asked of the world that changes them.
   */
  static create(
    world: World,
    faults: FaultInjector,
    directory?: string,
  ): StorageService {
    return new StorageService(world, faults, directory);
  }

  /** Makes a blob readable under a path. */
  publish(path: string, blob: StoredBlob): void {
    this.#blobs.set(path, blob);
  }

  /** Makes plain text readable under a path; it is made anew whenever it is sent. */
  publishText(path: string, text: () => Iterable<string>): void {
    this.#texts.set(path, text);
  }

  /** What fault rules see of a storage request. */
  exportOf(request: SimulatedRequest): FaultSubject['export'] {
    return this.#blobs.get(request.path)?.subject;
  }

  async handle(request: SimulatedRequest): Promise<Reply> {
    const world = this.#world;
    if (request.headers.authorization !== undefined) {
      return storageError(
        world,
        400,
        'AuthenticationFailed',
        'Authentication information is not given in the correct format. A request with a shared access signature must not carry an Authorization header.',
      );
    }
    const blob = this.#blobs.get(request.path);
    const directory = request.path.slice(0, request.path.lastIndexOf('/'));
    const subject: FaultSubject = {
      method: request.method,
      path: request.path,
      export: blob?.subject,
    };
    const forced = this.#faults.take(subject, ['expire-signature']).length > 0;
    const check = forced
      ? 'expired'
      : checkSasToken(world.seed, directory, request.query, world.clock.now());
    if (check === 'missing') {
      return storageError(
        world,
        404,
        'ResourceNotFound',
        'The specified resource does not exist.',
      );
    }
    if (check !== 'valid') {
      return storageError(
        world,
        403,
        'AuthenticationFailed',
        'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
        check === 'expired'
          ? `Signature not valid in the specified time frame: Start [${request.query.get(
              'skt',
            )}] - Expiry [${request.query.get('se')}] - Current [${world.clock
              .now()
              .toUTCString()}]`
          : 'Signature did not match.',
      );
    }
    const text = this.#texts.get(request.path);
    if (text) {
      return this.#readText(text(), subject);
    }
    if (!blob) {
      return storageError(
        world,
        404,
        'BlobNotFound',
        'The specified blob does not exist.',
      );
    }
    if (request.method !== 'GET') {
      return storageError(
        world,
        405,
        'UnsupportedHttpVerb',
        'The resource doesn’t support specified Http Verb.',
      );
    }
    return this.#read(request.path, blob, subject);
  }

  #readText(text: Iterable<string>, subject: FaultSubject): Reply {
    const headers = {
      'content-type': 'text/csv',
      'x-ms-version': '2021-08-06',
      'x-ms-blob-type': 'BlockBlob',
    };
    const [cut] = this.#faults.take(subject, ['truncate']);
    if (!cut) {
      return { status: 200, headers, body: Readable.from(text) };
    }
    const bytes = Buffer.from([...text].join(''));
    return {
      status: 200,
      headers,
      body: bytes.subarray(0, cut.afterBytes ?? Math.floor(bytes.length / 2)),
    };
  }

  async #read(
    path: string,
    blob: StoredBlob,
    subject: FaultSubject,
  ): Promise<Reply> {
    const faults = this.#faults.take(subject, [
      'missing-column',
      ...LINE_FAULTS,
      'truncate',
      'corrupt',
    ]);
    const without = new Set<string>();
    for (const fault of faults) {
      if (fault.kind === 'missing-column') {
        without.add(fault.column);
      }
    }
    const text = blobText(this.#world, blob.scope, blob.part, { without });
    const lineFaults = faults.filter(isLineFault);
    const chunks: Iterable<string | Buffer> =
      lineFaults.length > 0 ? alterLines(text, lineFaults) : text;
    const headers = {
      'content-type': 'application/octet-stream',
      'x-ms-version': '2021-08-06',
      'x-ms-blob-type': 'BlockBlob',
    };
    const damage = faults.find(
      one => one.kind === 'truncate' || one.kind === 'corrupt',
    );
    if (damage) {
      const bytes = gzipSync(
        Buffer.concat([...chunks].map(chunk => Buffer.from(chunk))),
        { level: 1 },
      );
      if (damage.kind === 'truncate') {
        const end = damage.afterBytes ?? Math.floor(bytes.length / 2);
        return {
          status: 200,
          headers,
          body: Readable.from([bytes.subarray(0, end)]),
        };
      }
      for (let i = 0; i < 32; i++) {
        const at = Math.floor(bytes.length / 2) + i;
        bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      }
      return { status: 200, headers, body: Readable.from([bytes]) };
    }
    if (this.#directory && faults.length === 0) {
      const file = join(this.#directory, path.slice(path.lastIndexOf('/') + 1));
      if (!existsSync(file)) {
        await pipeline(
          Readable.from(chunks),
          createGzip({ level: 1 }),
          createWriteStream(`${file}.part`),
        );
        await rename(`${file}.part`, file);
      }
      return { status: 200, headers, body: createReadStream(file) };
    }
    const gzip = createGzip({ level: 1 });
    const source = Readable.from(chunks);
    source.on('error', error => gzip.destroy(error));
    gzip.on('close', () => source.destroy());
    return { status: 200, headers, body: source.pipe(gzip) };
  }
}

function isLineFault(fault: Fault): fault is LineFault {
  return (LINE_FAULTS as readonly string[]).includes(fault.kind);
}
