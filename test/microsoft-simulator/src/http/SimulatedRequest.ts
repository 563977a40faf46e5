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

import type { IncomingMessage } from 'node:http';

const MAX_BODY = 1_000_000;

/** A request with its body read, as the services see it. */
export interface SimulatedRequest {
  method: string;
  /** Decoded path without the query. */
  path: string;
  query: URLSearchParams;
  search: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** The main origin as the client called it. */
  origin: string;
  /** The storage origin under the same host name. */
  storageOrigin: string;
}

/** One header as a single string. */
export function header(
  request: SimulatedRequest,
  name: string,
): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** Reads a request completely. Throws when the body is unreasonably large. */
export async function readRequest(
  message: IncomingMessage,
  calledOrigin: 'main' | 'storage',
  ports: { main: number; storage: number },
  fallbackHost: string,
): Promise<SimulatedRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY) {
      throw new Error('Request body too large');
    }
    chunks.push(chunk as Buffer);
  }
  const called = message.headers.host ?? fallbackHost;
  const host = called.replace(/:\d+$/, '');
  const url = new URL(message.url ?? '/', `http://${host}`);
  let path = url.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // A malformed escape stays as it was sent; no route will match it.
  }
  return {
    method: (message.method ?? 'GET').toUpperCase(),
    path,
    query: url.searchParams,
    search: url.search,
    headers: message.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    origin:
      // Something may stand in between, at a port of its own.
      calledOrigin === 'main' && called !== host
        ? `http://${called}`
        : `http://${host}:${ports.main}`,
    storageOrigin: `http://${host}:${ports.storage}`,
  };
}
