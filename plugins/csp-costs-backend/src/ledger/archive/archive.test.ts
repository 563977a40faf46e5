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
  access,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { ConfigReader } from '@backstage/config';
import { DuckDBInstance } from '@duckdb/node-api';
import { startAzurite, type Azurite } from '../../__testUtils__/startAzurite';
import { createArchiveStore } from '../../collection/archive/createArchiveStore';
import { usageMapping } from '../../collection/sources/usageMapping';
import type { LoadableBlob } from '../load/ChargeLoad';
import { literal } from '../load/extractLines';
import { LineScan } from '../load/LineScan';
import { archiveLines } from './archiveLines';
import type { ArchiveStore } from './ArchiveStore';
import { keepBlobs, readKept } from './keptFiles';
import { LineCache } from './LineCache';

const AMOUNTS = ['0.1234567890123456789012345678', '2', '-3.50'];

const FOLDER = 'demo/billed-usage/G1/generation';

function line(amount: string): string {
  return `{"CustomerId":"C-1","UsageDate":"2026-10-05","BillingCurrency":"EUR","BillingPreTaxTotal":${amount}}`;
}

const { signal } = new AbortController();

let azurite: Azurite;
let directory: string;

beforeAll(async () => {
  azurite = await startAzurite();
});

afterAll(() => azurite.stop());

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'archive-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function open(type: string): Promise<ArchiveStore> {
  const archive =
    type === 'directory'
      ? {}
      : {
          type,
          containerName: (await azurite.container()).name,
          connectionString: azurite.connectionString,
        };
  return createArchiveStore(
    new ConfigReader({ cspCosts: { archive: { directory, ...archive } } }),
    join(directory, 'archive'),
  );
}

describe.each(['directory', 'azureBlobStorage'])('an archive in %s', type => {
  let store: ArchiveStore;

  beforeEach(async () => {
    store = await open(type);
    await keep(AMOUNTS.map(amount => line(amount)));
  });

  async function keep(
    blobs: Array<string | Buffer>,
    lineCount = 1,
    scanned?: LoadableBlob['scanned'],
  ) {
    const files = blobs.map((content, index) => ({
      name: `part-${index} of 'it'`,
      file: join(directory, `${index}.json.gz`),
      lineCount,
      content,
      scanned,
    }));
    for (const { file, content } of files) {
      await writeFile(file, gzipSync(content));
    }
    await keepBlobs(store, {
      folder: FOLDER,
      generation: { generationId: 'g', source: 'billed-usage', eTag: 'e' },
      blobs: files,
      workDirectory: directory,
      signal,
    });
  }

  async function archive(guard = async () => {}) {
    const workDirectory = join(directory, 'work');
    await mkdir(workDirectory, { recursive: true });
    return archiveLines({
      store,
      folder: FOLDER,
      mapping: usageMapping,
      workDirectory,
      blobsAtOnce: () => 2,
      guard,
      signal,
    });
  }

  const files = () => store.list(FOLDER, signal);

  async function archived() {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      const parquet = (await files()).filter(name => name.endsWith('parquet'));
      const local = [];
      for (const name of parquet) {
        local.push(
          await store.fetch(`${FOLDER}/${name}`, join(directory, name), signal),
        );
      }
      const result = await connection.runAndReadAll(`
        select "BillingPreTaxTotal" as amount, "customerId" as customer, line,
          "blobName" as blob, "lineNumber"::int as number
        from read_parquet([${local.map(literal).join()}])
        order by blob, number`);
      return result.getRowObjectsJS();
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  it('keeps every line as it came, with its exact amount and where it stood, in place of the blobs', async () => {
    expect(await archive()).toEqual({ lineCount: 3 });
    expect(await files()).toEqual([
      'generation.json',
      'lines-00000.parquet',
      'lines-00001.parquet',
      'lines-00002.parquet',
    ]);
    expect(await archived()).toEqual(
      AMOUNTS.map((amount, index) => ({
        amount,
        customer: 'c-1',
        line: line(amount),
        blob: `part-${index} of 'it'`,
        number: 1,
      })),
    );
  });

  it('has the same of lines whose names were found while they passed by', async () => {
    const written = ['2', '-0.50'].map(amount =>
      usageMapping.textColumns.reduce(
        (text, name) =>
          text.replace('}', `,"${name.toUpperCase()}":"${name}"}`),
        `{"billingPreTaxTotal" : "${amount}", "USAGEDATE":"10/5/2026"}`,
      ),
    );
    const text = `\t\n${written.join('\n \t\r\n')}\n`;
    const scan = new LineScan(usageMapping, {
      texts: join(directory, 'texts'),
      amounts: join(directory, 'amounts'),
    });
    await scan.add(Buffer.from(text));
    const scanned = await scan.end();
    const found = [];
    for (const known of [undefined, scanned]) {
      await store.removeFolder(FOLDER, signal);
      await keep([text], scanned.lineCount, known);
      const kept = await readKept(store, FOLDER, directory, signal);
      expect(kept?.blobs[0]?.names?.CustomerId).toBe(known && 'CUSTOMERID');
      await archive();
      found.push(await archived());
    }
    expect(found[0]).toEqual([
      expect.objectContaining({ amount: '2', line: written[0], number: 1 }),
      expect.objectContaining({ amount: '-0.50', line: written[1], number: 2 }),
    ]);
    expect(found[1]).toEqual(found[0]);
  });

  it('goes on where it was cut off, and keeps a blob that it cannot archive', async () => {
    const second = join(directory, 'second.json.gz');
    await writeFile(second, gzipSync(`${line('2')}\n${line('2')}`));
    await store.put(second, `${FOLDER}/blob-00001.json.gz`, signal);
    await expect(archive()).rejects.toThrow(/has 1 lines, of which 2/);
    expect(await files()).toEqual([
      'blob-00001.json.gz',
      'blob-00002.json.gz',
      'generation.json',
      'lines-00000.parquet',
    ]);

    await writeFile(second, gzipSync(line('2')));
    await store.put(second, `${FOLDER}/blob-00001.json.gz`, signal);
    await archive();
    expect(await archive()).toEqual({ lineCount: 0 });
    expect(await archived()).toHaveLength(3);
  });

  it('writes nothing once it may not any more', async () => {
    await expect(
      archive(async () => {
        throw new Error('taken over');
      }),
    ).rejects.toThrow('taken over');
    expect((await files()).filter(name => name.endsWith('parquet'))).toEqual(
      [],
    );
  });

  it('keeps a blob beside it that has a line in other than UTF-8', async () => {
    await store.removeFolder(FOLDER, signal);
    const content = Buffer.concat([
      Buffer.from(`${line('2')}\n{"A":"`),
      Buffer.of(0xff),
    ]);
    await keep([content], 2);
    await archive();
    await archive();
    expect(await files()).toEqual([
      'generation.json',
      'lines-00000.json.gz',
      'lines-00000.parquet',
    ]);
    const odd = await store.fetch(
      `${FOLDER}/lines-00000.json.gz`,
      join(directory, 'odd'),
      signal,
    );
    expect(await readFile(odd)).toEqual(gzipSync(content));
    expect((await archived()).map(({ line: text }) => text)).toEqual([
      line('2'),
      null,
    ]);
  });

  it('is read through copies that stay within bounds, before and after it is archived', async () => {
    const copies = join(directory, 'copies');
    const cache = new LineCache({ store, directory: copies, maxBytes: 1 });
    const readAmounts = async () => {
      const kept = await cache.kept(FOLDER, signal);
      const amounts = [];
      for (const blob of kept!.blobs) {
        const { length } = await readdir(copies, { recursive: true });
        // One copy in a folder, and the one that takes its place.
        expect(length).toBeLessThanOrEqual(3);
        amounts.push(
          ...(await cache.use('g', blob, {
            mapping: usageMapping,
            signal,
            read: amountsIn,
          })),
        );
      }
      return amounts;
    };
    expect(await readAmounts()).toEqual(AMOUNTS);
    await archive();
    expect(await readAmounts()).toEqual(AMOUNTS);

    const [blob] = (await cache.kept(FOLDER, signal))!.blobs;
    await expect(
      cache.use('g', blob!, {
        mapping: usageMapping,
        signal: AbortSignal.abort(new Error('gone')),
        read: amountsIn,
      }),
    ).rejects.toThrow('gone');

    await cache.keepOnly(new Set(['g']));
    expect(await readdir(copies)).toContain('g');
    await cache.keepOnly(new Set());
    expect(await readdir(copies)).toContain('g');
    await utimes(join(copies, 'g'), 0, 0);
    await cache.keepOnly(new Set());
    expect(await readdir(copies)).not.toContain('g');
  });

  it('has nothing to do for a folder that is gone', async () => {
    await store.removeFolder(FOLDER, signal);
    await store.removeFolder(FOLDER, signal);
    await store.remove(`${FOLDER}/blob-00000.json.gz`, signal);
    expect(await files()).toEqual([]);
    expect(await archive()).toEqual({ lineCount: 0 });
    expect(await readKept(store, FOLDER, directory, signal)).toBeUndefined();
    await expect(
      store.fetch(`${FOLDER}/blob-00000.json.gz`, directory, signal),
    ).rejects.toMatchObject({ code: 'MISSING' });
  });
});

describe('Azure Blob Storage', () => {
  it('keeps a file of many blocks as it is, and takes none that has changed', async () => {
    const { name, client } = await azurite.container();
    const store = createArchiveStore(
      new ConfigReader({
        cspCosts: {
          archive: {
            type: 'azureBlobStorage',
            containerName: name,
            connectionString: azurite.connectionString,
          },
        },
      }),
      directory,
    );
    const file = join(directory, 'large');
    const content = Buffer.alloc(50 * 1024 * 1024, 'lines of a month; ');
    await writeFile(file, content);
    await store.put(file, 'a/large', signal);
    const copy = join(directory, 'copy');
    await store.fetch('a/large', copy, signal);
    expect((await readFile(copy)).equals(content)).toBe(true);

    const blob = client.getBlockBlobClient('a/large');
    const { contentMD5 } = await blob.getProperties();
    await blob.upload('other', 5);
    await blob.setHTTPHeaders({ blobContentMD5: contentMD5 });
    await rm(copy);
    await expect(store.fetch('a/large', copy, signal)).rejects.toMatchObject({
      code: 'DAMAGED',
    });
    await expect(access(copy)).rejects.toThrow('ENOENT');
  });

  it('says when the container is not there', async () => {
    const store = createArchiveStore(
      new ConfigReader({
        cspCosts: {
          archive: {
            type: 'azureBlobStorage',
            containerName: 'nowhere',
            connectionString: azurite.connectionString,
          },
        },
      }),
      directory,
    );
    await expect(store.list('a', signal)).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('check that the container is there'),
    });
  });

  it('sends nothing to where an answer points, and says nothing secret', async () => {
    const heard: string[] = [];
    const elsewhere = await listen((request, response) => {
      heard.push(String(request.headers.authorization));
      response.end();
    });
    let target = elsewhere;
    const storage = await listen((request, response) => {
      if (request.url === '/other/lines') {
        heard.push(String(request.headers.authorization));
      }
      response.writeHead(307, { location: `${urlOf(target)}/other/lines` });
      response.end();
    });
    const key = Buffer.from('a key of nobody').toString('base64');
    const store = createArchiveStore(
      new ConfigReader({
        cspCosts: {
          archive: {
            type: 'azureBlobStorage',
            containerName: 'lines',
            connectionString: `DefaultEndpointsProtocol=http;AccountName=demo;AccountKey=${key};BlobEndpoint=${urlOf(
              storage,
            )}/demo;`,
          },
        },
      }),
      directory,
    );
    const file = join(directory, 'a');
    await writeFile(file, 'lines');
    try {
      for (const attempt of [
        () => store.put(file, 'a', signal),
        () => store.fetch('a', join(directory, 'b'), signal),
        () => store.list('a', signal),
        () => store.remove('a', signal),
      ]) {
        for (target of [elsewhere, storage]) {
          const error = await attempt().catch((one: unknown) => one);
          expect(error).toMatchObject({ code: 'REFUSED' });
          expect(inspect(error, { depth: 20 })).not.toContain(key);
        }
      }
      expect(heard).toEqual([]);
    } finally {
      storage.close();
      elsewhere.close();
    }
  });

  it.each([
    [{ type: 'tape' }, 'cspCosts.archive.type is "tape"'],
    [{}, 'cspCosts.archive.containerName is missing'],
    [{ containerName: 'lines' }, 'needs either accountUrl'],
    [
      { containerName: 'lines', accountUrl: 'http://demo.example' },
      'cspCosts.archive.accountUrl: "http://demo.example" must use https',
    ],
    [
      { containerName: 'lines', connectionString: 'AccountKey=c2VjcmV0' },
      'cspCosts.archive.connectionString cannot be read',
    ],
    [
      {
        containerName: 'lines',
        connectionString:
          'DefaultEndpointsProtocol=http;AccountName=demo;AccountKey=c2VjcmV0;BlobEndpoint=http://demo.example;',
      },
      'cspCosts.archive.connectionString: "http://demo.example" must use https',
    ],
  ])('refuses settings %j', (archive, message) => {
    const create = () =>
      createArchiveStore(
        new ConfigReader({
          cspCosts: { archive: { type: 'azureBlobStorage', ...archive } },
        }),
        directory,
      );
    expect(create).toThrow(message);
    expect(create).not.toThrow('c2VjcmV0');
  });
});

async function amountsIn(file: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const result = await connection.runAndReadAll(
      `select "BillingPreTaxTotal" as amount from read_parquet(${literal(
        file,
      )})`,
    );
    return result.getRowObjectsJS().map(({ amount }) => amount);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function listen(
  handler: Parameters<typeof createServer>[1],
): Promise<Server> {
  const server = createServer(handler);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
