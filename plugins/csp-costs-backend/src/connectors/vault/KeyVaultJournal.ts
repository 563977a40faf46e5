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
import type { Knex } from 'knex';
import { databaseTime } from '../../database/dialect';
import type { VaultSecretRow } from './DatabaseSecretStore';
import type { SecretIdentity } from './SecretStore';

/**
 * Stands for the key in rows of `vault_secrets` whose value is in the Key
 * Vault. No key of the key ring can be called like that.
 */
export const KEY_VAULT_MARK = 'store:key-vault';

/**
 * What was ever put into the Key Vault and is not known to be gone.
 *
 * @remarks
 * Written before a value is stored and struck out after it was removed, so
 * that a value cannot stay behind unknown: not when the process ends in
 * between, and not when the Key Vault does not answer. Listing the Key Vault
 * instead would not tell our leftovers from what another portal keeps there.
 */
export class KeyVaultJournal {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** Notes a value that is about to be stored. */
  async note(identity: SecretIdentity, secretId: string): Promise<void> {
    await this.#knex('vault_secrets').insert({
      secret_id: secretId,
      key_id: KEY_VAULT_MARK,
      sealed: JSON.stringify({
        connectorId: identity.connectorId,
        slot: identity.slot,
      }),
      created_at: databaseTime(this.#knex),
    });
  }

  /** Strikes out a value that is gone. */
  async strike(secretId: string): Promise<void> {
    await this.#knex<VaultSecretRow>('vault_secrets')
      .where({ secret_id: secretId, key_id: KEY_VAULT_MARK })
      .delete();
  }

  /** What nothing points at and was noted long enough ago. */
  async leftovers(
    olderThanMs: number,
  ): Promise<Array<{ identity: SecretIdentity; secretId: string }>> {
    const rows = await this.#knex<VaultSecretRow>('vault_secrets')
      .where({ key_id: KEY_VAULT_MARK })
      .where('created_at', '<', databaseTime(this.#knex, -olderThanMs))
      .whereNotExists(
        this.#knex('credentials')
          .select(this.#knex.raw('1'))
          .whereRaw('credentials.secret_id = vault_secrets.secret_id'),
      )
      .whereNotExists(
        this.#knex('operator_sign_ins')
          .select(this.#knex.raw('1'))
          .whereRaw('operator_sign_ins.secret_id = vault_secrets.secret_id'),
      )
      .orderBy('created_at');
    return rows.map(row => ({
      identity: JSON.parse(row.sealed),
      secretId: row.secret_id,
    }));
  }
}
