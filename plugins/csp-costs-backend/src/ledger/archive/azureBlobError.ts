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

import { ArchiveError } from './ArchiveError';

/** What a failure of Azure Blob Storage, or of the sign-in to it, may have. */
interface Failure {
  name?: string;
  code?: string;
  statusCode?: number;
  response?: { headers?: { get(name: string): string | undefined } };
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
 * Says what is wrong with Azure Blob Storage. Failures of this server's own
 * disk stay as they are.
 *
 * @remarks
 * The client's own errors hold the request, which holds a token or a
 * signature. Status, code and request id go on, and nothing else of them.
 */
export function azureBlobError(error: unknown): unknown {
  if (error instanceof ArchiveError) {
    return error;
  }
  const failure = error as Failure;
  if (SIGN_IN_FAILURES.includes(failure.name ?? '')) {
    return new ArchiveError(
      'REFUSED',
      'This portal could not sign in to Azure Blob Storage; check tenantId, clientId and clientSecret of cspCosts.archive, or the identity of the environment',
    );
  }
  const { statusCode: status } = failure;
  if (status === undefined) {
    return failure.name === 'RestError'
      ? new ArchiveError(
          'UNREACHABLE',
          `Azure Blob Storage does not answer (${failure.code ?? 'no code'})`,
        )
      : error;
  }
  const requestId = failure.response?.headers?.get('x-ms-request-id');
  const details = [status, failure.code, requestId && `request ${requestId}`]
    .filter(Boolean)
    .join(', ');
  if (status === 404 && failure.code !== 'ContainerNotFound') {
    return new ArchiveError(
      'MISSING',
      `Azure Blob Storage does not have a file any more (${details})`,
    );
  }
  if (
    status >= 300 &&
    status < 500 &&
    !BUSY_STATUSES.includes(status) &&
    failure.code !== 'Md5Mismatch'
  ) {
    return new ArchiveError(
      'REFUSED',
      `Azure Blob Storage refuses this portal (${details}); check that the container is there, and give the portal's identity the role Storage Blob Data Contributor and its network access`,
    );
  }
  return new ArchiveError(
    'UNREACHABLE',
    `Azure Blob Storage does not take or give files at the moment (${details})`,
  );
}
