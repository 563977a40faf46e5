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

import type { VaultErrorCode } from '../connectors/vault/VaultError';
import { rows } from './ErrorRow';

/** How keeping and reading credentials fails. */
export const VAULT_ERRORS = rows(
  {
    code: 'VAULT_NOT_CONFIGURED',
    signs: [],
    cause: 'This portal has no key to keep credentials with.',
    remedy:
      'Whoever runs it sets cspCosts.vault.keys: a name, and 32 bytes as openssl rand -base64 32 prints them.',
    retry: 'after the remedy',
  },
  {
    code: 'VAULT_KEY_MISSING',
    signs: [],
    cause: 'The key that a credential was sealed with is no longer there.',
    remedy:
      'Put the key back in cspCosts.vault.keys, behind the first one, until nothing is sealed with it any more. If it is lost, set the credential again and sign in with Microsoft again.',
    retry: 'after the remedy',
  },
  {
    code: 'VAULT_SECRET_DAMAGED',
    signs: [],
    cause: 'A credential does not open: it was changed, or belongs elsewhere.',
    remedy:
      'Set the credential again, or sign in with Microsoft again. Look who has changed the store.',
    retry: 'after the remedy',
  },
  {
    code: 'VAULT_SECRET_GONE',
    signs: [],
    cause: 'A credential is no longer where it was kept.',
    remedy:
      'Restore it in the store, or set the credential again and sign in with Microsoft again.',
    retry: 'after the remedy',
  },
  {
    code: 'VAULT_UNREACHABLE',
    signs: [],
    cause: 'The store of credentials does not answer.',
    remedy:
      'Check that this server reaches the Key Vault; it is tried again by itself. Nothing that was kept is lost.',
    retry: 'by itself',
  },
  {
    code: 'VAULT_FORBIDDEN',
    signs: [],
    cause: 'The store of credentials refuses this portal.',
    remedy:
      'Give the identity of this portal the role Key Vault Secrets Officer on the Key Vault.',
    retry: 'after the remedy',
  },
  {
    code: 'VAULT_BUSY',
    signs: [],
    cause: 'Another process is changing the credential.',
    remedy: 'Nothing: it is tried again by itself.',
    retry: 'by itself',
  },
  {
    code: 'VAULT_OVERTAKEN',
    signs: [],
    cause: 'Somebody has disconnected, deleted or changed it meanwhile.',
    remedy:
      'Nothing was kept. Look at the connector again, and start over if it is still wanted.',
    retry: 'after the remedy',
  },
);

/** Which row explains a failure of the vault. */
export const VAULT_CODES = {
  NOT_CONFIGURED: 'VAULT_NOT_CONFIGURED',
  KEY_MISSING: 'VAULT_KEY_MISSING',
  DAMAGED: 'VAULT_SECRET_DAMAGED',
  GONE: 'VAULT_SECRET_GONE',
  UNREACHABLE: 'VAULT_UNREACHABLE',
  FORBIDDEN: 'VAULT_FORBIDDEN',
  BUSY: 'VAULT_BUSY',
  LEASE_LOST: 'VAULT_BUSY',
  OVERTAKEN: 'VAULT_OVERTAKEN',
} as const satisfies Record<VaultErrorCode, string>;
