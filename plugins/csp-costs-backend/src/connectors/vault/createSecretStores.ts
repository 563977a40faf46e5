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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ConnectorOptions } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { DatabaseSecretStore } from './DatabaseSecretStore';
import { KeyVaultJournal } from './KeyVaultJournal';
import {
  createKeyVaultClient,
  KeyVaultSecretStore,
} from './KeyVaultSecretStore';
import { KeyRing } from './KeyRing';
import type { SecretStore } from './SecretStore';
import { VaultError } from './VaultError';

/** The stores of an installation. */
export interface SecretStores {
  /** Where new secrets go. */
  readonly active: SecretStore;
  /** Opens and seals what the database has. */
  readonly keyRing: KeyRing;
  /** A store by name. @throws VaultError when it is no longer set up. */
  get(name: string | null): SecretStore;
  /** Where new secrets go, and why they cannot if so. */
  status(): ConnectorOptions['vault'];
}

/**
 * Reads `cspCosts.vault`. Both stores may be set up at once: each secret is
 * read from where it is, and new ones go to the store that is selected, so an
 * installation can move without stopping.
 *
 * @throws InputError that names the field and the remedy.
 */
export function createSecretStores(options: {
  config: Config;
  knex: Knex;
  logger: LoggerService;
}): SecretStores {
  const { knex } = options;
  const config = options.config.getOptionalConfig('cspCosts.vault');
  const keyRing = KeyRing.create(
    (config?.getOptionalConfigArray('keys') ?? []).map(key => ({
      id: key.getString('id'),
      key: key.getString('key'),
    })),
  );
  const name = config?.getOptionalString('store') ?? 'database';
  const keyVault = config?.getOptionalConfig('keyVault');
  const stores = new Map<string, SecretStore>([
    ['database', new DatabaseSecretStore({ knex, keyRing })],
  ]);
  if (keyVault) {
    stores.set(
      'key-vault',
      new KeyVaultSecretStore({
        client: createKeyVaultClient(keyVault),
        journal: new KeyVaultJournal({ knex }),
      }),
    );
  }
  const active = stores.get(name);
  if (!active) {
    throw new InputError(
      name === 'key-vault'
        ? 'cspCosts.vault.keyVault.url is missing; write the address of the Key Vault'
        : `cspCosts.vault.store is "${name}"; it is database or key-vault`,
    );
  }
  return {
    active,
    keyRing,
    get: wanted => {
      const store = stores.get(wanted ?? 'database');
      if (!store) {
        throw new VaultError(
          'NOT_CONFIGURED',
          `A secret is in the store ${wanted}, which is no longer set up below cspCosts.vault`,
        );
      }
      return store;
    },
    status: () => {
      const ready = name !== 'database' || keyRing.activeId !== undefined;
      return {
        store: active.name,
        ready,
        problem: ready
          ? undefined
          : {
              code: 'VAULT_NOT_CONFIGURED',
              cause: 'This portal has no key to keep credentials with.',
              remedy:
                'Whoever runs it sets cspCosts.vault.keys: a name, and 32 bytes as openssl rand -base64 32 prints them.',
              since: new Date(0).toISOString(),
            },
      };
    },
  };
}
