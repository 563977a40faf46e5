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

import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { createSecretStores, type SecretStores } from '../createSecretStores';
import { CredentialVault } from '../CredentialVault';
import type { SecretIdentity, SecretStore } from '../SecretStore';
import { VaultError } from '../VaultError';

/** Keys of tests, by id. */
export function testKey(id: string): { id: string; key: string } {
  return { id, key: Buffer.alloc(32, id).toString('base64') };
}

/** The stores of an installation with some keys. */
export function storesWith(knex: Knex, keyIds: string[]): SecretStores {
  return createSecretStores({
    config: new ConfigReader({
      cspCosts: { vault: { keys: keyIds.map(testKey) } },
    }),
    knex,
    logger: mockServices.logger.mock(),
  });
}

/** A store that fails when it is told to, and lets a test act before it reads. */
export class TestStore implements SecretStore {
  readonly name: SecretStore['name'];
  readonly failing = new Set<'put' | 'get' | 'remove'>();
  /** Done before the next value is read. */
  beforeGet: (() => Promise<void>) | undefined;
  readonly #store: SecretStore;

  constructor(store: SecretStore) {
    this.name = store.name;
    this.#store = store;
  }

  async put(identity: SecretIdentity, value: string): Promise<string> {
    this.#mayFail('put');
    return this.#store.put(identity, value);
  }

  async get(identity: SecretIdentity, secretId: string): Promise<string> {
    const act = this.beforeGet;
    this.beforeGet = undefined;
    await act?.();
    this.#mayFail('get');
    return this.#store.get(identity, secretId);
  }

  async remove(identity: SecretIdentity, secretId: string): Promise<void> {
    this.#mayFail('remove');
    return this.#store.remove(identity, secretId);
  }

  #mayFail(what: 'put' | 'get' | 'remove'): void {
    if (this.failing.has(what)) {
      throw new VaultError('UNREACHABLE', `The store fails to ${what}`);
    }
  }
}

/** A vault over one store that can be made to fail, with the log it writes. */
export function testVault(
  knex: Knex,
  options: {
    stores?: SecretStores;
    store?: TestStore;
    leaseMs?: number;
    busyMs?: number;
  } = {},
) {
  const stores = options.stores ?? storesWith(knex, ['test']);
  const store = options.store ?? new TestStore(stores.active);
  const logger = mockServices.logger.mock();
  const vault = new CredentialVault({
    knex,
    stores: {
      ...stores,
      active: store,
      get: name => (name === store.name ? store : stores.get(name)),
    },
    logger,
    leaseMs: options.leaseMs,
    busyMs: options.busyMs,
  });
  return { vault, store, logger, stores };
}
