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
import { VaultError } from './VaultError';

/** What a failure of the Key Vault, or of the sign-in to it, may have. */
interface Failure {
  name?: string;
  code?: string;
  statusCode?: number;
  message?: string;
}

/** Failures of `@azure/identity`, by name. */
const SIGN_IN_FAILURES = [
  'AuthenticationError',
  'AggregateAuthenticationError',
  'AuthenticationRequiredError',
  'CredentialUnavailableError',
];

/** Answers that change when they are asked for again. */
const BUSY_STATUSES = [408, 429];

/**
 * Says what is wrong with the Key Vault.
 *
 * @remarks
 * The client's own errors hold the request, which holds the secret and the
 * token. Their text goes on, and nothing else of them.
 */
export function keyVaultError(error: unknown): VaultError {
  const failure = error as Failure;
  const status = failure.statusCode;
  const cause = withoutRequest(failure);
  if (SIGN_IN_FAILURES.includes(failure.name ?? '')) {
    return new VaultError(
      'FORBIDDEN',
      'This portal could not sign in to the Key Vault; check tenantId, clientId and clientSecret of cspCosts.vault.keyVault, or the identity of the environment',
      cause,
    );
  }
  if (status === 404) {
    return new VaultError(
      'GONE',
      'The Key Vault does not have a secret any more',
      cause,
    );
  }
  if (
    status !== undefined &&
    status >= 400 &&
    status < 500 &&
    !BUSY_STATUSES.includes(status)
  ) {
    return new VaultError(
      'FORBIDDEN',
      `The Key Vault refuses this portal (${status}); give its identity the role Key Vault Secrets Officer, and its network access`,
      cause,
    );
  }
  return new VaultError(
    'UNREACHABLE',
    `The Key Vault does not answer${status ? ` (${status})` : ''}`,
    cause,
  );
}

function withoutRequest({ name, code, message }: Failure): Error {
  const cause = new Error(
    [code, message].filter(part => part !== undefined).join(': '),
  );
  cause.name = name ?? 'Error';
  return cause;
}
