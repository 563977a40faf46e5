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

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { ServerResponse, type IncomingMessage } from 'node:http';
import { Agent, createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TokenCredential } from '@azure/identity';
import forge from 'node-forge';

const HOST = 'stand-in.vault.azure.net';
const RESOURCE = 'https://vault.azure.net';

/** How the stand-in fails, for the methods that are named or for all. */
export interface KeyVaultFault {
  methods?: string[];
  /**
   * - `status`: answers with it, and with a header if one is given
   * - `silent`: takes the request and never answers
   * - `unheard`: does what was asked, and breaks off before it answers
   */
  kind: 'status' | 'silent' | 'unheard';
  status?: number;
  headers?: Record<string, string>;
}

interface Secret {
  value: string;
  version: string;
  contentType?: string;
  tags?: Record<string, string>;
}

/**
 * A local server that speaks as much of the REST API of Azure Key Vault as is
 * used here, over HTTPS, under the name of a real vault: so the client
 * verifies its challenge as it does in production.
 */
export class KeyVaultStandIn {
  /** What can be read. */
  readonly secrets = new Map<string, Secret>();
  /** What was deleted, and can still be recovered. */
  readonly deleted = new Map<string, Secret>();
  /** Requests as they came: method, path, and whether a token and a body came with it. */
  readonly requests: Array<{
    method: string;
    path: string;
    authorized: boolean;
    body: string;
  }> = [];
  /** Resources that tokens were asked for. */
  readonly scopes: string[] = [];
  readonly token = `marker-token-${randomBytes(8).toString('hex')}`;
  /** What it fails with, until this is emptied. */
  fault: KeyVaultFault | undefined;
  /** Which resource it says tokens are for. */
  resource = RESOURCE;
  readonly #server: Server;
  readonly #certificate: string;
  readonly #agents: Agent[] = [];

  private constructor(key: string, certificate: string) {
    this.#certificate = certificate;
    this.#server = createServer(
      { key, cert: certificate },
      (request, response) => this.#handle(request, response),
    );
  }

  static async start(): Promise<KeyVaultStandIn> {
    const { key, certificate } = makeServerCertificate();
    const standIn = new KeyVaultStandIn(key, certificate);
    standIn.#server.listen(0, '127.0.0.1');
    await once(standIn.#server, 'listening');
    return standIn;
  }

  async stop(): Promise<void> {
    this.#agents.forEach(agent => agent.destroy());
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get url(): string {
    return `https://${HOST}:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Trusts the certificate, and knows where the name is. */
  agent(): Agent {
    const agent = new Agent({
      ca: this.#certificate,
      lookup: (_host, options, done) =>
        options.all
          ? done(null, [{ address: '127.0.0.1', family: 4 }])
          : done(null, '127.0.0.1', 4),
    });
    this.#agents.push(agent);
    return agent;
  }

  /** Gives the token that the stand-in takes. */
  credential(): TokenCredential {
    return {
      getToken: async scopes => {
        this.scopes.push(...[scopes].flat());
        return {
          token: this.token,
          expiresOnTimestamp: Date.now() + 60 * 60_000,
        };
      },
    };
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, this.url);
    const method = request.method!;
    const body = await text(request);
    const authorized = request.headers.authorization === `Bearer ${this.token}`;
    this.requests.push({ method, path: pathname, authorized, body });
    if (!authorized) {
      response.setHeader(
        'WWW-Authenticate',
        `Bearer authorization="https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000", resource="${this.resource}"`,
      );
      fail(response, 401, 'Unauthorized');
      return;
    }
    const { fault } = this;
    const applies = fault && (fault.methods?.includes(method) ?? true);
    if (applies && fault.kind === 'silent') {
      return;
    }
    if (applies && fault.kind === 'status') {
      response.setHeaders(new Map(Object.entries(fault.headers ?? {})));
      fail(response, fault.status ?? 500, 'Fault');
      return;
    }
    if (!searchParams.get('api-version')) {
      fail(response, 400, 'BadParameter');
      return;
    }
    if (applies && fault.kind === 'unheard') {
      this.#answer(method, pathname, body, new ServerResponse(request));
      request.socket.destroy();
      return;
    }
    this.#answer(method, pathname, body, response);
  }

  #answer(
    method: string,
    path: string,
    body: string,
    response: ServerResponse,
  ): void {
    const [, collection, name = ''] = path.split('/');
    const isDeleted = collection === 'deletedsecrets';
    const known = (isDeleted ? this.deleted : this.secrets).get(name);
    if (method === 'PUT') {
      if (this.deleted.has(name)) {
        fail(response, 409, 'Conflict');
        return;
      }
      const secret: Secret = {
        ...JSON.parse(body),
        version: randomBytes(16).toString('hex'),
      };
      this.secrets.set(name, secret);
      answer(response, this.#bundle(name, secret));
    } else if (!known) {
      fail(response, 404, 'SecretNotFound');
    } else if (method === 'DELETE') {
      this.secrets.delete(name);
      this.deleted.set(name, known);
      answer(response, {
        ...this.#bundle(name, { ...known, value: undefined }),
        recoveryId: `${this.url}/deletedsecrets/${name}`,
        deletedDate: 1_794_646_800,
      });
    } else {
      answer(
        response,
        this.#bundle(name, isDeleted ? { ...known, value: undefined } : known),
      );
    }
  }

  #bundle(name: string, secret: Omit<Secret, 'value'> & { value?: string }) {
    const { version, ...rest } = secret;
    return {
      ...rest,
      id: `${this.url}/secrets/${name}/${version}`,
      attributes: {
        enabled: true,
        created: 1_794_646_800,
        updated: 1_794_646_800,
        recoveryLevel: 'Recoverable+Purgeable',
        recoverableDays: 90,
      },
    };
  }
}

function answer(response: ServerResponse, body: object): void {
  response.statusCode = 200;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(
    JSON.stringify({ error: { code, message: `The stand-in says ${code}` } }),
  );
}

function makeServerCertificate(): { key: string; certificate: string } {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  certificate.serialNumber = '01';
  const now = Date.now();
  certificate.validity.notBefore = new Date(now - 60 * 60_000);
  certificate.validity.notAfter = new Date(now + 24 * 60 * 60_000);
  const name = [{ name: 'commonName', value: HOST }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] },
  ]);
  certificate.sign(
    forge.pki.privateKeyFromPem(keys.privateKey),
    forge.md.sha256.create(),
  );
  return {
    key: keys.privateKey,
    certificate: forge.pki.certificateToPem(certificate),
  };
}
