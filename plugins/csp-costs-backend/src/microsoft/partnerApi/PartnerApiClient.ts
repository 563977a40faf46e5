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
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { MicrosoftError } from '../MicrosoftError';
import { MicrosoftApi, type MicrosoftApiAccess } from '../http/MicrosoftApi';
import { isZip, unzipSingle } from './unzipSingle';

/** A file of the Partner API. */
export type PartnerApiFile =
  /** `month` is `2026-10`. */
  | { kind: 'exchange-rates'; month: string }
  /**
   * `market` is a country, ISO 3166-1 alpha-2; `formerMonth`, such as `2026-10`,
   * is for a month that is over. Without it, it is the sheet of the current one.
   */
  | {
      kind: 'price-sheet';
      market: string;
      view: 'azure_consumption';
      formerMonth?: string;
    };

/** A file that arrived whole, and is unpacked. */
export interface ReceivedFile {
  /** Bytes of the file itself. */
  bytes: number;
  /** SHA-256 of the file itself, in hex. */
  sha256: string;
}

/**
 * The Partner API, which has prices and exchange rates as files of
 * comma-separated values.
 *
 * @remarks It answers in the name of a person only: Admin agent or Sales agent.
 */
export class PartnerApiClient {
  readonly #api: MicrosoftApi;

  constructor(access: MicrosoftApiAccess) {
    this.#api = new MicrosoftApi(access, {
      service: 'partner-api',
      resource: 'partnerApi',
    });
  }

  /**
   * Writes a file to the disk. A ZIP archive, which may come unasked, is
   * unpacked.
   *
   * @param options - `target` is there whole, or not at all; `onBytes` hears
   * what arrives.
   * @throws MicrosoftError, with status 400 when token or application are not
   * set up for this API, 404 when there is no such file.
   */
  async download(
    file: PartnerApiFile,
    options: {
      target: string;
      onBytes?: (bytes: number) => void;
      signal: AbortSignal;
    },
  ): Promise<ReceivedFile> {
    const { target, onBytes, signal } = options;
    const received = `${target}.received`;
    const unpacked = `${target}.part`;
    try {
      const response = await this.#open(file, signal);
      await receive(response, received, { onBytes, signal });
      if (isZip(await headOf(received))) {
        await unzipSingle({ archive: received, target: unpacked, signal });
      } else {
        await rename(received, unpacked);
      }
      const digest = await digestOf(unpacked, signal);
      await rename(unpacked, target);
      return digest;
    } finally {
      await rm(received, { force: true });
      await rm(unpacked, { force: true });
    }
  }

  #open(file: PartnerApiFile, signal: AbortSignal): Promise<Response> {
    const { partnerApiUrl } = this.#api.cloud;
    if (!partnerApiUrl) {
      throw new MicrosoftError('The cloud has no Partner API', {
        kind: 'origin',
        transient: false,
      });
    }
    return this.#api.http.send({
      ...this.#api.signed,
      url: `${partnerApiUrl}/v1.0/sales/${pathOf(file)}`,
      headers: {
        Accept: '*/*',
        // With "deflate" the answer is not compressed but a ZIP archive.
        'Accept-Encoding': 'identity',
      },
      signal,
    });
  }
}

function pathOf(file: PartnerApiFile): string {
  switch (file.kind) {
    case 'exchange-rates':
      return `fxrates(Month='${compact(file.month)}')/$value`;
    default:
      return `pricesheets(Market='${file.market}',PricesheetView='${
        file.view
      }')/$value${
        file.formerMonth
          ? `?timeline=history&month=${compact(file.formerMonth)}`
          : ''
      }`;
  }
}

/** `202610` for `2026-10`. */
function compact(month: string): string {
  return month.replace('-', '');
}

async function receive(
  response: Response,
  target: string,
  options: { onBytes?: (bytes: number) => void; signal: AbortSignal },
): Promise<void> {
  const { onBytes, signal } = options;
  let brokeOff: unknown;
  const body = Readable.fromWeb(
    (response.body ?? new Response('').body) as ReadableStream,
  );
  body.once('error', error => {
    brokeOff = error;
  });
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes?.(chunk.length);
      done(null, chunk);
    },
  });
  try {
    await pipeline(body, count, createWriteStream(target), { signal });
  } catch (cause) {
    signal.throwIfAborted();
    if (cause !== brokeOff) {
      throw cause;
    }
    throw new MicrosoftError('A file of the Partner API broke off', {
      kind: 'network',
      transient: true,
      cause,
    });
  }
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function digestOf(
  file: string,
  signal: AbortSignal,
): Promise<ReceivedFile> {
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file, { signal })) {
    digest.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: digest.digest('hex') };
}
