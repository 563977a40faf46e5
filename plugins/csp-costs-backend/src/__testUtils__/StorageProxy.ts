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

/** Stands in front of a storage account, and breaks off what a test wants broken off. */
export class StorageProxy {
  /** Which requests end without an answer, by method and path. */
  broken: (line: string) => boolean = () => false;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(target: string): Promise<StorageProxy> {
    const server = createServer();
    const proxy = new StorageProxy(server);
    server.on('request', (incoming, outgoing) => {
      if (proxy.broken(`${incoming.method} ${incoming.url}`)) {
        incoming.socket.destroy();
        return;
      }
      const passed = request(
        new URL(incoming.url!, target),
        { method: incoming.method, headers: incoming.headers },
        answer => {
          outgoing.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(outgoing);
        },
      );
      passed.once('error', () => outgoing.destroy());
      incoming.pipe(passed);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
