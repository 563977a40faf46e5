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
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import {
  TestClient,
  type WireManifest,
} from '@internal/microsoft-simulator/src/testing/TestClient';

/** Simulated time: the month before has ended and has no invoice yet. */
export const NOW = new Date('2026-11-01T09:00:00Z');

/** The month whose usage is measured. */
export const BILLING_PERIOD = '2026-10';

/** The currency whose usage is measured. */
export const BILLING_CURRENCY = 'EUR';

const CUSTOMERS = 400;

/** Lines a customer and day, of all that the simulator is asked for, that are in euros. */
const SHARE_IN_CURRENCY = 0.62;

/** A simulated Microsoft with many usage lines, ready to be served from disk. */
export interface Microsoft {
  simulator: MicrosoftSimulator;
  /** The usage of the measured month and currency, on disk. */
  blobFiles: string[];
}

/**
 * Starts a simulated Microsoft whose usage of last month has about so many
 * lines in one currency, in four blobs or more. Its blobs are made once and
 * kept below the directory.
 */
export async function startMicrosoft(options: {
  directory: string;
  lines: number;
}): Promise<Microsoft> {
  const { directory, lines } = options;
  const blobDirectory = join(directory, `blobs-${lines}`);
  await mkdir(blobDirectory, { recursive: true });
  const simulator = await MicrosoftSimulator.start({
    now: NOW,
    customers: CUSTOMERS,
    months: 1,
    linesPerCustomerDay: Math.max(
      1,
      lines / CUSTOMERS / 31 / SHARE_IN_CURRENCY,
    ),
    linesPerBlob: Math.min(255_000, Math.ceil(lines * 0.255)),
    blobDirectory,
  });
  const client = new TestClient(simulator);
  const { manifest } = (await client.unbilled(
    'usage',
    BILLING_CURRENCY,
    'last',
  )) as { manifest: WireManifest };
  const blobFiles: string[] = [];
  for (const [index, { name }] of manifest.blobs.entries()) {
    const { body } = await client.blob(manifest, index);
    await pipeline(
      Readable.fromWeb(body as ReadableStream),
      createWriteStream('/dev/null'),
    );
    blobFiles.push(join(blobDirectory, name));
  }
  return { simulator, blobFiles };
}
