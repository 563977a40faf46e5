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

import { ConflictError, InputError } from '@backstage/errors';
import type { CredentialInput } from 'backstage-plugin-csp-costs-common';
import { explain } from '../../errors';
import type { AppCredential } from '../../microsoft/identity/AppCredential';
import {
  createCertificate,
  readCertificate,
  readPfx,
} from '../../microsoft/identity/certificates';
import type { ConnectorRecord } from '../ConnectorRecord';
import type { MicrosoftAccess } from '../MicrosoftAccess';
import type {
  CredentialDetails,
  CredentialVault,
} from '../vault/CredentialVault';

/** How long a generated certificate is good for. */
const CERTIFICATE_DAYS = 365;

/**
 * Takes credentials of applications in.
 *
 * @remarks A credential is tried before it takes the place of the one before.
 */
export class CredentialKeeper {
  readonly #vault: CredentialVault;
  readonly #access: MicrosoftAccess;
  readonly #tokenFiles: readonly string[];
  readonly #now: () => Date;

  constructor(options: {
    vault: CredentialVault;
    access: MicrosoftAccess;
    /** Files that a federated identity may read its token from. */
    tokenFiles: readonly string[];
    now: () => Date;
  }) {
    this.#vault = options.vault;
    this.#access = options.access;
    this.#tokenFiles = options.tokenFiles;
    this.#now = options.now;
  }

  /** @throws InputError that names the field, or says what Microsoft has against it. */
  async set(connector: ConnectorRecord, input: CredentialInput): Promise<void> {
    this.#assertOurs(connector);
    const { credential, details } = this.#read(input);
    await this.#try(connector, credential);
    await this.#vault.replace(
      connector.connectorId,
      'app',
      JSON.stringify(credential),
      details,
    );
  }

  /** Makes a key pair whose public half can be uploaded before it is used. */
  async generate(connector: ConnectorRecord): Promise<void> {
    this.#assertOurs(connector);
    const { privateKey, certificate, thumbprint, expiresAt } =
      await createCertificate({
        commonName: `CSP Costs ${connector.connectorId}`,
        validDays: CERTIFICATE_DAYS,
        now: this.#now(),
      });
    await this.#vault.replace(
      connector.connectorId,
      'app-next',
      JSON.stringify({
        kind: 'certificate',
        certificate,
        privateKey,
      } satisfies AppCredential),
      { kind: 'certificate', certificate, thumbprint, expiresAt },
    );
  }

  /**
   * Takes the generated certificate in use.
   *
   * @throws ConflictError when there is none; InputError when Microsoft does
   * not accept it yet. What was in use then stays in use.
   */
  async activate(connector: ConnectorRecord): Promise<void> {
    this.#assertOurs(connector);
    const waiting = await this.#vault.read(connector.connectorId, 'app-next');
    if (!waiting) {
      throw new ConflictError(
        'There is no generated certificate; generate one first',
      );
    }
    await this.#try(connector, JSON.parse(waiting.value));
    await this.#vault.promote(connector.connectorId);
  }

  #assertOurs(connector: ConnectorRecord): void {
    if (connector.configuredCredential) {
      throw new ConflictError(
        `The credential of ${connector.connectorId} is in app-config; change it there`,
      );
    }
  }

  #read(input: CredentialInput): {
    credential: AppCredential;
    details: CredentialDetails;
  } {
    switch (input.kind) {
      case 'client-secret':
        return this.#readSecret(input);
      case 'certificate': {
        const { certificate, privateKey, thumbprint, expiresAt } =
          'pfx' in input
            ? readPfx(input, this.#now())
            : readCertificate(input, this.#now());
        return {
          credential: { kind: 'certificate', certificate, privateKey },
          details: { kind: 'certificate', certificate, thumbprint, expiresAt },
        };
      }
      default:
        if (!this.#tokenFiles.includes(input.tokenFile)) {
          throw new InputError(
            `tokenFile is not one of the files that this portal may read; add it to cspCosts.federatedTokenFiles, or use ${
              this.#tokenFiles.join(' or ') || 'another kind of credential'
            }`,
          );
        }
        return {
          credential: { kind: 'federated', tokenFile: input.tokenFile },
          details: { kind: 'federated' },
        };
    }
  }

  #readSecret(input: CredentialInput & { kind: 'client-secret' }) {
    const { expiresAt } = input;
    const clientSecret = input.clientSecret.trim();
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(clientSecret)) {
      throw new InputError(
        'clientSecret looks like the id of a secret; enter its value, which Microsoft shows only when the secret is made',
      );
    }
    if (expiresAt !== undefined && new Date(expiresAt) <= this.#now()) {
      throw new InputError(
        'expiresAt is over; create a new client secret and enter that one',
      );
    }
    return {
      credential: { kind: 'client-secret' as const, clientSecret },
      details: { kind: 'client-secret' as const, expiresAt },
    };
  }

  async #try(
    connector: ConnectorRecord,
    credential: AppCredential,
  ): Promise<void> {
    try {
      await this.#access
        .tryCredential(connector, credential)
        .get(connector.cloud.resources.graph, { refresh: true });
    } catch (error) {
      const { cause, remedy, microsoft } = explain(error, this.#now());
      throw new InputError(
        `The credential was tried and is not kept. ${cause} ${remedy}${
          microsoft?.message ? ` Microsoft says: ${microsoft.message}` : ''
        }`,
      );
    }
  }
}
