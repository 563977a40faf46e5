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

import { gunzipSync } from 'node:zlib';
import type { MicrosoftSimulator } from '../MicrosoftSimulator';

/** A manifest as the wire carries it. */
export interface WireManifest {
  id: string;
  eTag: string;
  rootDirectory: string;
  sasToken: string;
  blobCount: number;
  blobs: Array<{ name: string; partitionValue: string }>;
  [property: string]: unknown;
}

/** An operation as the wire carries it. */
export interface WireOperation {
  id: string;
  status: string;
  error?: { code: string; message: string };
  resourceLocation?: WireManifest;
  'resourceLocation@odata.navigationLink'?: string;
  [property: string]: unknown;
}

/** What became of an export. */
export interface ExportResult {
  polls: string[];
  operation: WireOperation;
  manifest?: WireManifest;
}

export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';
export const PARTNER_CENTER_SCOPE =
  'https://api.partnercenter.microsoft.com/.default';
const BILLING = '/v1.0/reports/partners/billing';

/** Reads JSON that may begin with a byte order mark. */
export async function readJson<T = Record<string, unknown>>(
  response: Response,
): Promise<T> {
  return JSON.parse((await response.text()).replace(/^\uFEFF/, '')) as T;
}

/** A small client that speaks Microsoft's protocol to a simulator. */
export class TestClient {
  readonly #simulator: MicrosoftSimulator;
  readonly #tokens = new Map<string, string>();

  constructor(simulator: MicrosoftSimulator) {
    this.#simulator = simulator;
  }

  requestToken(
    form: Record<string, string>,
    tenant = this.#simulator.partner.tenantId,
  ): Promise<Response> {
    return fetch(`${this.#simulator.url}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
  }

  async appToken(scope: string): Promise<string> {
    const known = this.#tokens.get(scope);
    if (known) {
      return known;
    }
    const { clientId, clientSecret } = this.#simulator.partner;
    const answer = await readJson<{ access_token: string }>(
      await this.requestToken({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope,
      }),
    );
    this.#tokens.set(scope, answer.access_token);
    return answer.access_token;
  }

  async graph(path: string, body?: unknown): Promise<Response> {
    const url = path.startsWith('http')
      ? path
      : `${this.#simulator.url}${BILLING}${path}`;
    return fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await this.appToken(GRAPH_SCOPE)}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  async partnerCenter(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.#simulator.url}${path}`, {
      headers: {
        authorization: `Bearer ${await this.appToken(PARTNER_CENTER_SCOPE)}`,
        ...headers,
      },
    });
  }

  /** Submits an export and polls until it ends, at most ten times. */
  async export(path: string, body: unknown): Promise<ExportResult> {
    const submitted = await this.graph(`/${path}/export`, body);
    const location = submitted.headers.get('location') ?? '';
    const polls: string[] = [];
    let operation: WireOperation = { id: '', status: '' };
    while (polls.length < 10) {
      operation = await readJson<WireOperation>(await this.graph(location));
      polls.push(operation.status);
      if (operation.status === 'succeeded' || operation.status === 'failed') {
        break;
      }
    }
    const link = operation['resourceLocation@odata.navigationLink'];
    return {
      polls,
      operation,
      manifest: link
        ? await readJson<WireManifest>(await this.graph(link))
        : operation.resourceLocation,
    };
  }

  unbilled(
    subject: 'usage' | 'reconciliation',
    currencyCode: string,
    billingPeriod: 'current' | 'last',
    attributeSet = 'full',
  ): Promise<ExportResult> {
    return this.export(`${subject}/unbilled`, {
      currencyCode,
      billingPeriod,
      attributeSet,
    });
  }

  billed(
    subject: 'usage' | 'reconciliation',
    invoiceId: string,
  ): Promise<ExportResult> {
    return this.export(`${subject}/billed`, {
      invoiceId,
      attributeSet: 'full',
    });
  }

  blob(manifest: WireManifest, index = 0): Promise<Response> {
    return fetch(
      `${manifest.rootDirectory}/${manifest.blobs[index]?.name}?${manifest.sasToken}`,
    );
  }

  /** The raw text of every line of an export. */
  async lines({ manifest }: ExportResult): Promise<string[]> {
    const lines: string[] = [];
    for (let index = 0; index < (manifest?.blobs.length ?? 0); index++) {
      const response = await this.blob(manifest as WireManifest, index);
      const text = gunzipSync(
        Buffer.from(await response.arrayBuffer()),
      ).toString();
      lines.push(...text.split('\n').slice(0, -1));
    }
    return lines;
  }
}

/** The digits of a number in a raw JSON line, whether it stands there as a number or as text. */
export function digitsOf(line: string, column: string): string {
  const match = new RegExp(`"${column}":"?(-?[0-9.]+)"?[,}]`).exec(line);
  if (!match?.[1]) {
    throw new Error(`No number ${column} in ${line}`);
  }
  return match[1];
}

const SCALE = 30;

/** Adds decimal texts exactly, on its own: nothing of the simulator's arithmetic is used. */
export function addUp(numbers: string[]): string {
  let sum = 0n;
  for (const number of numbers) {
    const [whole = '', fraction = ''] = number.replace('-', '').split('.');
    const value = BigInt(whole + fraction.padEnd(SCALE, '0'));
    sum += number.startsWith('-') ? -value : value;
  }
  const digits = (sum < 0n ? -sum : sum).toString().padStart(SCALE + 1, '0');
  const text = `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`.replace(
    /\.?0+$/,
    '',
  );
  return sum < 0n ? `-${text}` : text;
}
