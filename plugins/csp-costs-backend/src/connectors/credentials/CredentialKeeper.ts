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
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { AppCredential } from '../../microsoft/identity/AppCredential';
import {
  createCertificate,
  readCertificate,
  readPfx,
} from '../../microsoft/identity/certificates';
import type { ConnectorRecord } from '../ConnectorRecord';
import { isOfApplication } from '../isOfApplication';
import type { MicrosoftAccess } from '../MicrosoftAccess';
import type {
  CredentialDetails,
  CredentialInUse,
  CredentialVault,
} from '../vault/CredentialVault';
import { CredentialRefusedError } from './CredentialRefusedError';
import { NothingWaitsError } from './NothingWaitsError';
import type { CredentialSlot } from '../vault/SecretStore';

/** How long a generated certificate is good for. */
const CERTIFICATE_DAYS = 365;

/** What may be told of a credential that the vault has. */
export interface KeptCredential extends CredentialDetails {
  /** Tells it from one that takes its place. */
  version: string;
}

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

  /**
   * @throws InputError that names the field; CredentialRefusedError, which is
   * one, when Microsoft does not accept the credential; ConflictError when nothing can be kept here; what Microsoft or
   * the vault fails with, when that says nothing about the credential.
   */
  async set(connector: ConnectorRecord, input: CredentialInput): Promise<void> {
    this.assertCanKeep(connector);
    const { credential, details } = await this.#read(input);
    await this.#try(connector, credential);
    await this.#replace(connector, 'app', credential, details);
  }

  /**
   * Makes a key pair whose public half can be uploaded before it is used.
   *
   * @param inUse - Where it must not be made any more once the application was
   * given something else: what it had, as {@link CredentialKeeper.inUse} gave it.
   * @throws VaultError when it was.
   */
  async generate(
    connector: ConnectorRecord,
    inUse?: CredentialInUse,
  ): Promise<void> {
    this.assertCanKeep(connector);
    const { privateKey, certificate, thumbprint, expiresAt } =
      await createCertificate({
        commonName: `CSP Costs ${connector.connectorId}`,
        validDays: CERTIFICATE_DAYS,
        now: this.#now(),
      });
    await this.#replace(
      connector,
      'app-next',
      { kind: 'certificate', certificate, privateKey },
      { kind: 'certificate', certificate, thumbprint, expiresAt },
      inUse,
    );
  }

  /**
   * Keeps a client secret that was made a moment ago until
   * {@link CredentialKeeper.activate} takes it in use: it is shown once, and
   * Microsoft may not know it everywhere yet.
   *
   * @param secret - `keyId` names it in the app registration.
   * @param inUse - What the application had before it was made.
   * @throws VaultError when the application was given something else meanwhile.
   */
  async keepNew(
    connector: ConnectorRecord,
    secret: { clientSecret: string; expiresAt: string; keyId: string },
    inUse: CredentialInUse,
  ): Promise<void> {
    this.assertCanKeep(connector);
    const { clientSecret, expiresAt, keyId } = secret;
    await this.#replace(
      connector,
      'app-next',
      { kind: 'client-secret', clientSecret },
      {
        kind: 'client-secret',
        expiresAt,
        keyId,
        keptAt: this.#now().toISOString(),
      },
      inUse,
    );
  }

  /** What an application signs in with, to tell later whether that has changed. */
  async inUse({
    connectorId,
  }: Pick<ConnectorRecord, 'connectorId'>): Promise<CredentialInUse> {
    const state = await this.#vault.describe(connectorId, 'app');
    return { version: state?.version };
  }

  /** What may be told of the credential that is in use, or waits for it; undefined unless it is for the connector's application. */
  async kept(
    connector: ConnectorRecord,
    slot: 'app' | 'app-next',
  ): Promise<KeptCredential | undefined> {
    const { version, details } =
      (await this.#vault.describe(connector.connectorId, slot)) ?? {};
    return version && details && isOfApplication(connector, details)
      ? { ...details, version }
      : undefined;
  }

  /** Lets a credential go; where its version is given, that one only. */
  async letGo(
    { connectorId }: Pick<ConnectorRecord, 'connectorId'>,
    slot: 'app' | 'app-next',
    version?: string,
  ): Promise<void> {
    await this.#vault.letGo(connectorId, slot, version);
  }

  /** @throws ConflictError unless a credential can be kept for a connector. */
  assertCanKeep(connector: ConnectorRecord): void {
    if (connector.configuredCredential) {
      throw new ConflictError(
        `The credential of ${connector.connectorId} is in app-config; change it there`,
      );
    }
    const { problem } = this.#vault.status();
    if (problem) {
      throw new ConflictError(`${problem.cause} ${problem.remedy}`);
    }
  }

  /**
   * Takes the credential that waits in use: the generated certificate, or a
   * new client secret.
   *
   * @throws NothingWaitsError, which is a ConflictError, when there is none; CredentialRefusedError when
   * Microsoft does not accept it yet; VaultError when another one took its place while it was
   * tried. What was in use then stays in use.
   */
  async activate(connector: ConnectorRecord): Promise<void> {
    this.assertCanKeep(connector);
    const { connectorId, epoch } = connector;
    // Described first: when another one comes between, its version is not this.
    const described = await this.#vault.describe(connectorId, 'app-next');
    const waiting = await this.#vault.read(connectorId, 'app-next');
    if (
      !waiting ||
      !described?.version ||
      !isOfApplication(connector, waiting.details)
    ) {
      throw new NothingWaitsError(
        'There is no generated certificate; generate one first',
      );
    }
    await this.#try(connector, JSON.parse(waiting.value));
    const tried = { version: described.version, epoch };
    await this.#vault.promote(connectorId, tried);
  }

  /** Keeps a credential for the tenant and application that the connector names. */
  async #replace(
    { connectorId, epoch, settings }: ConnectorRecord,
    slot: CredentialSlot,
    credential: AppCredential,
    details: CredentialDetails,
    inUse?: CredentialInUse,
  ): Promise<void> {
    await this.#vault.replace(
      connectorId,
      slot,
      JSON.stringify(credential),
      {
        ...details,
        tenantId: settings.partnerTenantId,
        clientId: settings.clientId,
      },
      { epoch, inUse },
    );
  }

  async #read(input: CredentialInput): Promise<{
    credential: AppCredential;
    details: CredentialDetails;
  }> {
    switch (input.kind) {
      case 'client-secret':
        return this.#readSecret(input);
      case 'certificate': {
        const { certificate, privateKey, thumbprint, expiresAt } =
          'pfx' in input
            ? await readPfx(input, this.#now())
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
      if (!(error instanceof MicrosoftError) || error.transient) {
        throw error;
      }
      const { cause, remedy, microsoft } = explain(error, this.#now());
      throw new CredentialRefusedError(
        `The credential was tried and is not kept. ${cause} ${remedy}${
          microsoft?.message ? ` Microsoft says: ${microsoft.message}` : ''
        }`,
        error,
      );
    }
  }
}
