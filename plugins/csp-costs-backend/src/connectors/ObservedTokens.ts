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
import { explain } from '../errors';
import type { TokenSource } from '../microsoft/identity/TokenSource';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import type { CredentialVault } from './vault/CredentialVault';
import { VaultError, type VaultErrorCode } from './vault/VaultError';

/** Refusals that are about one resource, and not about the credential. */
const OF_RESOURCE = new Set([
  'AADSTS65001',
  'AADSTS65005',
  'AADSTS650052',
  'AADSTS650057',
  'AADSTS500011',
  'AADSTS70011',
  'AADSTS700022',
]);

/** Failures of the vault that pass by themselves in a moment. */
const PASSING: VaultErrorCode[] = ['BUSY', 'LEASE_LOST'];

/** Whether a failure means that the credential itself is no good, or cannot be read. */
export function isCredentialFailure(error: unknown): boolean {
  if (error instanceof VaultError) {
    return !PASSING.includes(error.code);
  }
  return (
    error instanceof MicrosoftError &&
    error.kind === 'identity' &&
    !error.transient &&
    !OF_RESOURCE.has(error.code ?? '')
  );
}

/**
 * Notes on the connector when Microsoft no longer accepts its credential, and
 * when it does again.
 */
export class ObservedTokens implements TokenSource {
  readonly #tokens: TokenSource;
  readonly #connectorId: string;
  readonly #version: string | undefined;
  readonly #vault: CredentialVault;
  readonly #now: () => Date;
  readonly #logger: LoggerService;
  /** Whether this process has noted that it works. */
  #isNoted = false;

  constructor(options: {
    tokens: TokenSource;
    connectorId: string;
    /** Of the secret that the tokens come from; undefined for app-config's. */
    version: string | undefined;
    vault: CredentialVault;
    now: () => Date;
    logger: LoggerService;
  }) {
    this.#tokens = options.tokens;
    this.#connectorId = options.connectorId;
    this.#version = options.version;
    this.#vault = options.vault;
    this.#now = options.now;
    this.#logger = options.logger;
  }

  async get(resource: string, options: { refresh: boolean }): Promise<string> {
    try {
      const token = await this.#tokens.get(resource, options);
      // A token that was at hand proves nothing new. Another process may have
      // noted a failure since this one last looked, so a fresh one is noted.
      if (options.refresh || !this.#isNoted) {
        await this.#note(() =>
          this.#vault.clearProblem(this.#connectorId, 'app'),
        );
        this.#isNoted = true;
      }
      return token;
    } catch (error) {
      if (isCredentialFailure(error)) {
        this.#isNoted = false;
        await this.#note(() =>
          this.#vault.setProblem(
            this.#connectorId,
            'app',
            this.#version,
            explain(error, this.#now()),
          ),
        );
      }
      throw error;
    }
  }

  /** A note that cannot be written must not fail what it is about. */
  async #note(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.#logger.warn(
        `Could not note the state of connector ${this.#connectorId}: ${error}`,
      );
    }
  }
}
