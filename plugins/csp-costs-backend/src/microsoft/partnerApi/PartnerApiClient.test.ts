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

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipOf } from '@internal/microsoft-simulator';
import { DEFAULT_RESOURCES, type MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftHttp } from '../http/MicrosoftHttp';
import { PinnedOrigins } from '../http/PinnedOrigins';
import { PartnerApiClient, type ReceivedFile } from './PartnerApiClient';

const { signal } = new AbortController();

let server: Server;
let url: string;
let request: IncomingMessage;
let body: string | Buffer;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'partner-api-'));
  server = createServer((received, response) => {
    request = received;
    response
      .writeHead(200, { 'content-type': 'application/octet-stream' })
      .end(body);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise(resolve => server.close(resolve));
  await rm(directory, { recursive: true });
});

const RATES =
  '"CurrencyCode","USDPerUnit","Month"\r\n"EUR","1.08","202610"\r\n';

function clientOf(partnerApiUrl?: string): PartnerApiClient {
  return new PartnerApiClient({
    cloud: { partnerApiUrl, resources: DEFAULT_RESOURCES } as MicrosoftCloud,
    http: new MicrosoftHttp({
      origins: new PinnedOrigins({ apis: [url], downloads: [] }),
      retry: { attempts: 1, baseDelayMs: 1, waitBudgetMs: 1 },
      now: () => new Date(),
    }),
    tokens: { get: async resource => `token for ${resource}` },
  });
}

function download(): Promise<ReceivedFile> {
  return clientOf(url).download(
    { kind: 'exchange-rates', month: '2026-10' },
    { target: join(directory, 'rates.csv'), signal },
  );
}

describe('PartnerApiClient', () => {
  it('asks for a plain file, in the name of a person', async () => {
    body = RATES;
    const { bytes } = await download();
    expect(bytes).toBe(RATES.length);
    await expect(readFile(join(directory, 'rates.csv'), 'utf8')).resolves.toBe(
      RATES,
    );
    expect(request.url).toBe("/v1.0/sales/fxrates(Month='202610')/$value");
    expect(request.headers).toMatchObject({
      'accept-encoding': 'identity',
      authorization: 'Bearer token for https://api.partner.microsoft.com',
      'client-request-id': expect.any(String),
    });
    await clientOf(url).download(
      { kind: 'price-sheet', market: 'NL', view: 'azure_consumption' },
      { target: join(directory, 'prices.csv'), signal },
    );
    expect(request.url).toBe(
      "/v1.0/sales/pricesheets(Market='NL',PricesheetView='azure_consumption')/$value",
    );
    await clientOf(url).download(
      {
        kind: 'price-sheet',
        market: 'NL',
        view: 'azure_consumption',
        formerMonth: '2026-10',
      },
      { target: join(directory, 'prices.csv'), signal },
    );
    expect(request.url).toContain('/$value?timeline=history&month=202610');
  });

  it('unpacks an archive that came unasked, to the same file', async () => {
    body = RATES;
    const plain = await download();
    body = zipOf({ 'fxrates.csv': RATES });
    await expect(download()).resolves.toEqual(plain);
    await expect(readFile(join(directory, 'rates.csv'), 'utf8')).resolves.toBe(
      RATES,
    );
  });

  const archive = zipOf({ 'fxrates.csv': RATES });
  it.each([
    ['cut off', archive.subarray(0, 60), 'its end is missing', true],
    [
      'with a byte changed',
      Buffer.from(archive).fill(archive[50]! ^ 1, 50, 51),
      'The ZIP archive is damaged',
      true,
    ],
    [
      'that says that it is shorter',
      shorter(archive),
      'it is longer than it says',
      true,
    ],
    [
      'of two files',
      zipOf({ 'a.csv': RATES, 'b.csv': RATES }),
      'holds 2 files',
      false,
    ],
    ['of no file', emptyZip(), 'holds 0 files', false],
  ])('does not take an archive %s', async (_, content, words, transient) => {
    await rm(join(directory, 'rates.csv'), { force: true });
    body = content;
    await expect(download()).rejects.toMatchObject({
      kind: 'content',
      words: expect.stringContaining(words),
      transient,
    });
    await expect(readdir(directory)).resolves.not.toContain('rates.csv');
  });

  it('says that a cloud has none', async () => {
    await expect(
      clientOf(undefined).download(
        { kind: 'exchange-rates', month: '2026-10' },
        { target: join(directory, 'rates.csv'), signal },
      ),
    ).rejects.toThrow('The cloud has no Partner API');
  });
});

/** The archive with a smaller size of its file, in both places. */
function shorter(archive: Buffer): Buffer {
  const copy = Buffer.from(archive);
  const central = copy.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  copy.writeUInt32LE(10, central + 24);
  copy.writeUInt32LE(10, 22);
  return copy;
}

/** An archive begins like this only when it has files, so one is taken out of the directory. */
function emptyZip(): Buffer {
  const copy = zipOf({ 'a.csv': RATES });
  const end = copy.indexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  copy.writeUInt16LE(0, end + 10);
  return copy;
}
