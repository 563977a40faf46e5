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

import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Fields that are secret wherever they are said. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'access_token',
  'refresh_token',
  'id_token',
  'device_code',
  'client_secret',
  'client_assertion',
  'secretText',
]);

/** Stands between a portal and Microsoft's APIs, and keeps every secret that is said. */
export class SecretListener {
  /** What was said, whichever side said it. */
  readonly secrets = new Set<string>();
  readonly #server: Server;

  private constructor(target: string) {
    const { hostname, port } = new URL(target);
    this.#server = createServer((incoming, outgoing) => {
      const asked: Buffer[] = [];
      incoming.on('data', chunk => asked.push(chunk));
      const forwarded = request(
        {
          hostname,
          port,
          path: incoming.url,
          method: incoming.method,
          headers: incoming.headers,
        },
        answer => {
          outgoing.writeHead(answer.statusCode!, answer.headers);
          const said: Buffer[] = [];
          answer.on('data', chunk => said.push(chunk));
          answer.on('end', () => {
            this.#take(Buffer.concat(asked).toString());
            this.#take(Buffer.concat(said).toString());
          });
          answer.pipe(outgoing);
        },
      );
      forwarded.on('error', () => outgoing.destroy());
      outgoing.on('close', () => forwarded.destroy());
      incoming.pipe(forwarded);
      const bearer = incoming.headers.authorization?.replace(/^Bearer /, '');
      if (bearer) {
        this.secrets.add(bearer);
      }
    });
  }

  static async start(target: string): Promise<SecretListener> {
    const listener = new SecretListener(target);
    await new Promise<void>(resolve =>
      listener.#server.listen(0, '127.0.0.1', resolve),
    );
    return listener;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #take(text: string): void {
    for (const [name, value] of fieldsOf(text)) {
      if (SECRET_FIELDS.has(name) && String(value).length > 8) {
        this.secrets.add(String(value));
      }
    }
  }
}

function fieldsOf(text: string): Array<[string, unknown]> {
  if (!text.startsWith('{')) {
    return [...new URLSearchParams(text)];
  }
  try {
    return Object.entries(JSON.parse(text));
  } catch {
    return [];
  }
}
