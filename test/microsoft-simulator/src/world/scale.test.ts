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

import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { MicrosoftSimulator } from '../MicrosoftSimulator';
import { TestClient, type WireManifest } from '../testing/TestClient';

it('streams a few hundred thousand lines without holding them', async () => {
  const simulator = await MicrosoftSimulator.start({
    now: new Date('2026-11-01T09:00:00Z'),
    customers: 20,
    linesPerCustomerDay: 360,
    linesPerBlob: 1_000_000,
  });
  try {
    const client = new TestClient(simulator);
    const { manifest } = await client.unbilled('usage', 'EUR', 'last');
    const response = await client.blob(manifest as WireManifest);
    let lines = 0;
    let bytes = 0;
    let peak = 0;
    const before = process.memoryUsage().rss;
    const body = Readable.fromWeb(
      response.body as Parameters<typeof Readable.fromWeb>[0],
    );
    for await (const chunk of body.pipe(
      createGunzip({ chunkSize: 256 * 1024 }),
    )) {
      const buffer = chunk as Buffer;
      bytes += buffer.length;
      for (
        let at = buffer.indexOf(10);
        at >= 0;
        at = buffer.indexOf(10, at + 1)
      ) {
        lines++;
      }
      peak = Math.max(peak, process.memoryUsage().rss - before);
    }
    expect(lines).toBeGreaterThan(150_000);
    expect(bytes).toBeGreaterThan(280_000_000);
    expect(peak).toBeLessThan(bytes / 2);
  } finally {
    await simulator.stop();
  }
});
