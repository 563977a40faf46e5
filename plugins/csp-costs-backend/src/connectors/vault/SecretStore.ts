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

/** What a secret is for: the application, its next certificate, or a person's access. */
export type CredentialSlot = 'app' | 'app-next' | 'delegated';

/** Whose secret it is. Bound into what is stored, so that it opens nowhere else. */
export interface SecretIdentity {
  /** A connector, or the sign-in of a person who onboards one. */
  connectorId: string;
  /** `operator` has the access of a person who onboards; it belongs to no connector. */
  slot: CredentialSlot | 'operator';
}

/** A {@link SecretIdentity} of a connector. */
export interface CredentialIdentity extends SecretIdentity {
  slot: CredentialSlot;
}

/** Where secrets are kept. Every value has an id of its own and is never overwritten. */
export interface SecretStore {
  readonly name: 'database' | 'key-vault';

  /**
   * Stores a value beside what is there.
   *
   * @returns Its secret id.
   * @throws VaultError
   */
  put(identity: SecretIdentity, value: string): Promise<string>;

  /** @throws VaultError when it is gone, does not open, or cannot be reached. */
  get(identity: SecretIdentity, secretId: string): Promise<string>;

  /** Removes a value; one that is gone already is a success. */
  remove(identity: SecretIdentity, secretId: string): Promise<void>;
}
