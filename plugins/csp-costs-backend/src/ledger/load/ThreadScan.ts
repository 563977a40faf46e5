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
  parentPort,
  Worker,
  workerData,
  type MessagePort,
} from 'node:worker_threads';
import type { ChargeMapping } from './ChargeMapping';
import { GzipScan } from './GzipScan';
import type { ScanFiles, ScannedLines } from './LineScan';

/** Bytes that may be on their way to the thread; more wait. */
const BYTES_AHEAD = 1024 * 1024;

/** What the thread is started with. */
interface Order {
  threadOf: 'csp-costs-scan';
  mapping: ChargeMapping;
  files: ScanFiles;
}

/** What the thread is told: bytes to read, or that they end. */
type Request = Uint8Array | 'end';

/** What the thread tells: bytes that it has taken in, and how it ended. */
type Reply =
  | { taken: number }
  | { scanned: ScannedLines }
  | { failed: { message: string; code?: string } };

/**
 * A {@link GzipScan} in a thread of its own, so that neither the event loop
 * nor another blob waits for it.
 */
export class ThreadScan {
  readonly #thread: Worker;
  readonly #scanned: Promise<ScannedLines>;
  #ahead = 0;
  #resume = () => {};

  constructor(mapping: ChargeMapping, files: ScanFiles) {
    // This module is what the thread runs: it is there however the package is
    // built or transformed.
    this.#thread = new Worker(__filename, {
      workerData: {
        threadOf: 'csp-costs-scan',
        mapping,
        files,
      } satisfies Order,
    });
    this.#scanned = new Promise<ScannedLines>((resolve, reject) => {
      this.#thread.on('message', (reply: Reply) => {
        if ('taken' in reply) {
          this.#ahead -= reply.taken;
          this.#resume();
        } else if ('scanned' in reply) {
          resolve(reply.scanned);
        } else {
          const { message, code } = reply.failed;
          reject(Object.assign(new Error(message), { code }));
        }
      });
      this.#thread.on('error', reject);
      this.#thread.on('exit', code =>
        reject(new Error(`The thread that read a blob ended with ${code}`)),
      );
    });
    // Told by the end; until then it must not count as unhandled.
    this.#scanned.catch(() => {});
  }

  /** Takes bytes in, and waits until more may follow. Failures are told by the end. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#ahead += bytes.length;
    // Goes over by itself; what it is a part of may be larger.
    const copy = new Uint8Array(bytes);
    this.#thread.postMessage(copy satisfies Request, [copy.buffer]);
    if (this.#ahead > BYTES_AHEAD) {
      const resumed = new Promise<void>(resolve => {
        this.#resume = resolve;
      });
      await Promise.race([resumed, this.#scanned]).catch(() => {});
    }
  }

  /**
   * Reads to the end.
   *
   * @throws An error with zlib's code when the blob is not whole, or with that of the disk.
   */
  async end(): Promise<ScannedLines> {
    this.#thread.postMessage('end' satisfies Request);
    return this.#scanned;
  }

  /** Ends the thread; all its files are closed then. */
  async destroy(): Promise<void> {
    await this.#thread.terminate();
  }
}

/** Reads a blob in the thread. */
function serve(port: MessagePort, { mapping, files }: Order): void {
  const reply = (message: Reply) => port.postMessage(message);
  const scan = new GzipScan(mapping, files);
  let done = Promise.resolve();
  port.on('message', (request: Request) => {
    done = done.then(async () => {
      if (request !== 'end') {
        await scan.write(request);
        reply({ taken: request.length });
        return;
      }
      try {
        reply({ scanned: await scan.end() });
      } catch (error) {
        const { message, code } = error as NodeJS.ErrnoException;
        reply({ failed: { message, code } });
      }
    });
  });
}

function isOrder(data: unknown): data is Order {
  return (data as Order | null)?.threadOf === 'csp-costs-scan';
}

if (parentPort && isOrder(workerData)) {
  serve(parentPort, workerData);
}
