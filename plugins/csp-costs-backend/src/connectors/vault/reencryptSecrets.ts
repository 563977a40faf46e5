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
import type { Knex } from 'knex';
import { databaseTime } from '../../database/dialect';
import type { SecretStores } from './createSecretStores';
import { placeOf, type VaultSecretRow } from './DatabaseSecretStore';
import { KEY_VAULT_MARK, KeyVaultJournal } from './KeyVaultJournal';
import type { CredentialSlot } from './SecretStore';

const BATCH = 50;
/** From then on a secret that nothing points at is a leftover, and not one that is just being put. */
const LEFTOVER_MS = 60 * 60_000;

/**
 * Seals every secret of the database with the active key that another key has
 * sealed, and removes leftovers.
 *
 * @remarks
 * A row is changed only as long as it is what was read, so that it may run
 * beside anything else, and stop at any moment. The access of people who
 * onboard is left as it is: it ends within the hour.
 *
 * @returns How many were sealed anew, and how many do not open.
 */
export async function reencryptSecrets(options: {
  knex: Knex;
  stores: SecretStores;
  logger: LoggerService;
  signal: AbortSignal;
}): Promise<{ resealed: number; unreadable: number }> {
  const { knex, stores, logger, signal } = options;
  await removeLeftovers(options);
  const { keyRing } = stores;
  if (keyRing.activeId === undefined) {
    return { resealed: 0, unreadable: 0 };
  }
  let resealed = 0;
  let unreadable = 0;
  let after = '';
  for (;;) {
    signal.throwIfAborted();
    const rows = await knex<VaultSecretRow>('vault_secrets')
      .join('credentials', 'credentials.secret_id', 'vault_secrets.secret_id')
      .whereNotIn('vault_secrets.key_id', [keyRing.activeId, KEY_VAULT_MARK])
      .where('vault_secrets.secret_id', '>', after)
      .orderBy('vault_secrets.secret_id')
      .limit(BATCH)
      .select<
        Array<VaultSecretRow & { connector_id: string; slot: CredentialSlot }>
      >('vault_secrets.*', 'credentials.connector_id', 'credentials.slot');
    const last = rows.at(-1);
    if (!last) {
      break;
    }
    after = last.secret_id;
    for (const row of rows) {
      const place = placeOf(
        { connectorId: row.connector_id, slot: row.slot },
        row.secret_id,
      );
      try {
        const text = keyRing.open(
          { keyId: row.key_id, sealed: row.sealed },
          place,
        );
        const fresh = keyRing.seal(text, place);
        resealed += await knex<VaultSecretRow>('vault_secrets')
          .where({ secret_id: row.secret_id, sealed: row.sealed })
          .update({ key_id: fresh.keyId, sealed: fresh.sealed });
      } catch (error) {
        unreadable++;
        logger.error(
          `The ${row.slot} secret of connector ${row.connector_id} cannot be sealed anew: ${error}`,
        );
      }
    }
  }
  if (resealed > 0) {
    logger.info(`Sealed ${resealed} secrets with key ${keyRing.activeId}`);
  }
  return { resealed, unreadable };
}

/** Removes what nothing points at, from the database and from the Key Vault. */
async function removeLeftovers(options: {
  knex: Knex;
  stores: SecretStores;
  logger: LoggerService;
  signal: AbortSignal;
}): Promise<void> {
  const { knex, stores, logger, signal } = options;
  await knex<VaultSecretRow>('vault_secrets')
    .whereNot({ key_id: KEY_VAULT_MARK })
    .where('created_at', '<', databaseTime(knex, -LEFTOVER_MS))
    .whereNotExists(
      knex('credentials')
        .select(knex.raw('1'))
        .whereRaw(`credentials.secret_id = vault_secrets.secret_id`),
    )
    .whereNotExists(
      knex('operator_sign_ins')
        .select(knex.raw('1'))
        .whereRaw('operator_sign_ins.secret_id = vault_secrets.secret_id'),
    )
    .delete();
  const journal = new KeyVaultJournal({ knex });
  for (const { identity, secretId } of await journal.leftovers(LEFTOVER_MS)) {
    signal.throwIfAborted();
    try {
      await stores.get('key-vault').remove(identity, secretId);
    } catch (error) {
      logger.warn(
        `The Key Vault still has a secret of connector ${identity.connectorId} that is not used any more; it is tried again within an hour: ${error}`,
      );
      return;
    }
  }
}
