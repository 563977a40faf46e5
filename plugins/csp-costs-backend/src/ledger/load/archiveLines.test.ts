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

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { usageMapping } from '../../collection/sources/usageMapping';
import { archiveLines, keepBlobs } from './archiveLines';
import { literal } from './extractLines';

const AMOUNTS = ['0.1234567890123456789012345678', '2', '-3.50'];

function line(amount: string): string {
  return `{"CustomerId":"C-1","UsageDate":"2026-10-05","BillingCurrency":"EUR","BillingPreTaxTotal":${amount}}`;
}

describe('archiveLines', () => {
  let directory: string;
  let generation: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'archive-lines-'));
    generation = join(directory, 'generation');
    const blobs = AMOUNTS.map((amount, index) => ({
      name: `part-${index}`,
      file: join(directory, `${index}.json.gz`),
      lineCount: 1,
      text: line(amount),
    }));
    for (const { file, text } of blobs) {
      await writeFile(file, gzipSync(text));
    }
    await keepBlobs(blobs, generation);
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  const archive = () =>
    archiveLines({
      directory: generation,
      mapping: usageMapping,
      spillDirectory: join(directory, 'spill'),
      signal: new AbortController().signal,
    });

  async function archived() {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      const result = await connection.runAndReadAll(`
        select "BillingPreTaxTotal" as amount, "customerId" as customer, line
        from read_parquet(${literal(join(generation, '*.parquet'))})
        order by filename`);
      return result.getRowObjectsJS();
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  it('keeps every line as it came, with its exact amount, in place of the blobs', async () => {
    await archive();
    expect((await readdir(generation)).sort()).toEqual([
      'lines-00000.parquet',
      'lines-00001.parquet',
      'lines-00002.parquet',
    ]);
    expect(await archived()).toEqual(
      AMOUNTS.map(amount => ({
        amount,
        customer: 'c-1',
        line: line(amount),
      })),
    );
  });

  it('goes on where it was cut off, and keeps a blob that it cannot archive', async () => {
    const second = join(generation, 'blob-00001-1.json.gz');
    await writeFile(second, gzipSync(`${line('2')}\n${line('2')}`));
    await writeFile(join(generation, 'lines-00002.parquet.part'), 'cut off');
    await expect(archive()).rejects.toThrow(/has 1 lines, of which 2/);
    expect(await readdir(generation)).toEqual(
      expect.arrayContaining([
        'lines-00000.parquet',
        'blob-00001-1.json.gz',
        'blob-00002-1.json.gz',
      ]),
    );

    await writeFile(second, gzipSync(line('2')));
    await archive();
    await archive();
    expect(await archived()).toHaveLength(3);
    expect((await readdir(generation)).sort()).toEqual([
      'lines-00000.parquet',
      'lines-00001.parquet',
      'lines-00002.parquet',
    ]);
  });

  it('keeps a blob beside it that has a line in other than UTF-8', async () => {
    const blob = gzipSync(
      Buffer.concat([Buffer.from(`${line('2')}\n{"A":"`), Buffer.of(0xff)]),
    );
    const file = join(directory, 'odd.json.gz');
    await writeFile(file, blob);
    await rm(generation, { recursive: true });
    await keepBlobs([{ name: 'part-0', file, lineCount: 2 }], generation);
    await archive();
    await archive();
    expect((await readdir(generation)).sort()).toEqual([
      'lines-00000.json.gz',
      'lines-00000.parquet',
    ]);
    expect(await readFile(join(generation, 'lines-00000.json.gz'))).toEqual(
      blob,
    );
    expect((await archived()).map(({ line: text }) => text)).toEqual([
      line('2'),
      null,
    ]);
  });

  it('has nothing to do for a folder that is gone', async () => {
    await rm(generation, { recursive: true });
    await expect(archive()).resolves.toBeUndefined();
  });
});
