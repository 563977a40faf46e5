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

import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { databaseTime } from '../../database/dialect';
import type { KeyRing } from './KeyRing';
import type { SecretIdentity, SecretStore } from './SecretStore';
import { VaultError } from './VaultError';

/** Row of `vault_secrets`. */
export interface VaultSecretRow {
  secret_id: string;
  key_id: string;
  sealed: string;
  created_at: Date | string;
}

/** Where a secret of the database belongs; sealed with it. */
export function placeOf(identity: SecretIdentity, secretId: string): string {
  return `csp-costs|${identity.connectorId}|${identity.slot}|${secretId}`;
}

/** Keeps secrets in the plugin's own database, sealed. */
export class DatabaseSecretStore implements SecretStore {
  readonly name = 'database';
  readonly #knex: Knex;
  readonly #keyRing: KeyRing;

  constructor(options: { knex: Knex; keyRing: KeyRing }) {
    this.#knex = options.knex;
    this.#keyRing = options.keyRing;
  }

  async put(identity: SecretIdentity, value: string): Promise<string> {
    const secretId = randomUUID();
    const { keyId, sealed } = this.#keyRing.seal(
      value,
      placeOf(identity, secretId),
    );
    await reach(
      this.#knex('vault_secrets').insert({
        secret_id: secretId,
        key_id: keyId,
        sealed,
        created_at: databaseTime(this.#knex),
      }),
    );
    return secretId;
  }

  async get(identity: SecretIdentity, secretId: string): Promise<string> {
    const row = await reach(
      this.#knex<VaultSecretRow>('vault_secrets')
        .where({ secret_id: secretId })
        .first(),
    );
    if (!row) {
      throw new VaultError('GONE', 'A secret is not in the database any more');
    }
    return this.#keyRing.open(
      { keyId: row.key_id, sealed: row.sealed },
      placeOf(identity, secretId),
    );
  }

  async remove(_identity: SecretIdentity, secretId: string): Promise<void> {
    await reach(
      this.#knex<VaultSecretRow>('vault_secrets')
        .where({ secret_id: secretId })
        .delete(),
    );
  }
}

/** The database's own errors repeat the values of a statement, and those are sealed secrets. */
async function reach<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch {
    throw new VaultError(
      'UNREACHABLE',
      'The database does not let its sealed secrets be read or written',
    );
  }
}
