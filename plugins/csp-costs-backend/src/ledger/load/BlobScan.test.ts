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

import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { usageMapping } from '../../collection/sources/usageMapping';
import { BlobScan } from './BlobScan';
import { GzipScan } from './GzipScan';
import { LineScan, type ScanFiles } from './LineScan';
import { ThreadScan } from './ThreadScan';

// Threads have none of what Jest transforms modules with.
jest.mock('node:worker_threads', () => {
  const actual = jest.requireActual('node:worker_threads');
  return {
    ...actual,
    Worker: class extends actual.Worker {
      constructor(file: string, options: object) {
        const transform = require.resolve(
          '@backstage/cli/config/nodeTransform.cjs',
        );
        super(file, { ...options, execArgv: ['--require', transform] });
      }
    },
  };
});

/** Lines that no compression makes much smaller. */
function linesOf(count: number): Buffer {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify(
      Object.fromEntries([
        ...usageMapping.textColumns.map(name => [name, `${name} ${index % 7}`]),
        ['Noise', randomBytes(1_000).toString('base64')],
        ['UsageDate', '2026-10-05'],
        ['BillingPreTaxTotal', `${index}.5`],
      ]),
    ),
  );
  return Buffer.from(lines.join('\n'));
}

type Scan = Pick<BlobScan, 'write' | 'end' | 'destroy'>;

let directory: string;
let files: ScanFiles;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'blob-scan-'));
  files = {
    texts: join(directory, 'texts'),
    amounts: join(directory, 'amounts'),
  };
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function read(scan: Scan, blob: Buffer) {
  try {
    for (let at = 0; at < blob.length; at += 64 * 1024) {
      await scan.write(blob.subarray(at, at + 64 * 1024));
    }
    return await scan.end();
  } finally {
    await scan.destroy();
  }
}

const written = () =>
  Promise.all([readFile(files.texts, 'utf8'), readFile(files.amounts, 'utf8')]);

describe.each([
  ['of the process', GzipScan],
  ['of its own', ThreadScan],
])('a scan in a thread %s', (_, ScanOfThread) => {
  const open = (to = files): Scan => new ScanOfThread(usageMapping, to);

  it('finds what is in the text', async () => {
    const text = linesOf(5_000);
    const scan = new LineScan(usageMapping, files);
    await scan.add(text);
    const expected = await scan.end();
    const inFiles = await written();
    expect(expected).toMatchObject({
      lineCount: 5_000,
      columns: { fractionDigits: 1 },
    });

    expect(await read(open(), gzipSync(text))).toEqual(expected);
    expect(await written()).toEqual(inFiles);
  });

  it.each([
    ['cut off', (blob: Buffer) => blob.subarray(0, -10), 'Z_BUF_ERROR'],
    [
      'damaged',
      (blob: Buffer) => Buffer.from(blob).fill(0xff, blob.length - 8),
      'Z_DATA_ERROR',
    ],
    ['no gzip at all', () => linesOf(2_000), 'Z_DATA_ERROR'],
  ])('says in the end when a blob is %s', async (__, change, code) => {
    await expect(
      read(open(), change(gzipSync(linesOf(2_000)))),
    ).rejects.toMatchObject({ code });
  });

  it('says when the disk is full', async () => {
    await expect(
      read(open({ ...files, amounts: '/dev/full' }), gzipSync(linesOf(9_000))),
    ).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('ends when it is called off, and waits for nobody', async () => {
    const scan = open();
    await scan.write(gzipSync(linesOf(2_000)).subarray(0, -10));
    await scan.destroy();
    await scan.write(Buffer.from('more'));
    await expect(scan.end()).rejects.toThrow();
  });
});

it.each([
  ['small', 10],
  ['large', 4_000],
])('reads a %s blob', async (_, lineCount) => {
  const scan = new BlobScan(usageMapping, files);
  expect(await read(scan, gzipSync(linesOf(lineCount)))).toMatchObject({
    lineCount,
    files,
  });
});
