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
import { createHash, randomBytes } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import {
  SecretClient,
  type SecretClientOptions,
} from '@azure/keyvault-secrets';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readAzureIdentity } from '../../microsoft/identity/readAzureIdentity';
import type { KeyVaultJournal } from './KeyVaultJournal';
import { keyVaultError } from './keyVaultError';
import type { SecretIdentity, SecretStore } from './SecretStore';
import { VaultError } from './VaultError';

/** Longest wait for one answer of the Key Vault, its retries included. */
const TIMEOUT_MS = 20_000;

const CONTENT_TYPE = 'application/vnd.csp-costs.credential';

/**
 * Keeps secrets in an Azure Key Vault.
 *
 * @remarks
 * Every value is a secret with a name of its own rather than a version of one
 * secret: single versions cannot be deleted, and the name of a deleted secret
 * cannot be used again until it is purged. Tags say whose it is.
 *
 * A removed secret is deleted. How long the Key Vault keeps it to be
 * recovered is a setting of the Key Vault; it cannot be read meanwhile.
 */
export class KeyVaultSecretStore implements SecretStore {
  readonly name = 'key-vault';
  readonly #client: SecretClient;
  readonly #journal: KeyVaultJournal;
  readonly #timeoutMs: number;

  constructor(options: {
    client: SecretClient;
    journal: KeyVaultJournal;
    timeoutMs?: number;
  }) {
    this.#client = options.client;
    this.#journal = options.journal;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  async put(identity: SecretIdentity, value: string): Promise<string> {
    const { connectorId, slot } = identity;
    const name = nameOf(identity);
    await this.#journal.note(identity, name);
    await this.#reach(abortSignal =>
      this.#client.setSecret(name, value, {
        abortSignal,
        contentType: CONTENT_TYPE,
        tags: { connectorId, slot },
      }),
    );
    return name;
  }

  async get(identity: SecretIdentity, secretId: string): Promise<string> {
    const { value, properties } = await this.#reach(abortSignal =>
      this.#client.getSecret(secretId, { abortSignal }),
    );
    const { connectorId, slot } = properties.tags ?? {};
    if (
      value === undefined ||
      connectorId !== identity.connectorId ||
      slot !== identity.slot
    ) {
      throw new VaultError(
        'DAMAGED',
        'A secret of the Key Vault belongs to another connector, or is empty',
      );
    }
    return value;
  }

  async remove(_identity: SecretIdentity, secretId: string): Promise<void> {
    try {
      // Not waited for: it cannot be read from then on.
      await this.#reach(abortSignal =>
        this.#client.beginDeleteSecret(secretId, { abortSignal }),
      );
    } catch (error) {
      if (!(error instanceof VaultError && error.code === 'GONE')) {
        throw error;
      }
    }
    await this.#journal.strike(secretId);
  }

  /** Calls the Key Vault, with an end to the wait. */
  async #reach<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      return await call(AbortSignal.timeout(this.#timeoutMs));
    } catch (error) {
      throw keyVaultError(error);
    }
  }
}

/**
 * Reads `cspCosts.vault.keyVault`.
 *
 * @throws InputError that names the field.
 */
export function createKeyVaultClient(config: Config): SecretClient {
  const url = config.getString('url').trim();
  const { protocol, pathname, search, username } = URL.canParse(url)
    ? new URL(url)
    : {};
  if (protocol !== 'https:' || pathname !== '/' || search || username) {
    throw new InputError(
      'cspCosts.vault.keyVault.url must be an address such as https://my-vault.vault.azure.net',
    );
  }
  return keyVaultClient(url, readAzureIdentity(config));
}

/**
 * A client of a Key Vault, with the budget that we give its calls.
 *
 * @param options - How to reach it, where that is not the usual way.
 */
export function keyVaultClient(
  url: string,
  credential: TokenCredential,
  options: Pick<SecretClientOptions, 'agent'> = {},
): SecretClient {
  return new SecretClient(url, credential, {
    ...options,
    retryOptions: {
      maxRetries: 2,
      retryDelayInMs: 200,
      maxRetryDelayInMs: 5_000,
    },
    // A value that is stored would be sent to wherever an answer points.
    redirectOptions: { maxRetries: 0 },
  });
}

/** Letters, digits and hyphens only; a connector id may have more. */
function nameOf({ connectorId, slot }: SecretIdentity): string {
  const id = createHash('sha256')
    .update(connectorId)
    .digest('hex')
    .slice(0, 16);
  return `csp-costs-${id}-${slot}-${randomBytes(8).toString('hex')}`;
}
