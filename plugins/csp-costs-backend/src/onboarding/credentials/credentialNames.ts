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

import { createHash } from 'node:crypto';
import type { CredentialKind } from 'backstage-plugin-csp-costs-common';

/** What kinds of credentials are called. */
export const CREDENTIAL_NAMES: Record<CredentialKind, string> = {
  certificate: 'certificate',
  federated: 'federated identity',
  'client-secret': 'client secret',
};

/**
 * How much of a thumbprint or hash tells credentials of one connector apart.
 * Microsoft shortens names of certificates to 90 characters, and the id of a
 * connector may have 63.
 */
const PART = 7;

/**
 * Names that credentials of a connector have in its app registration, so that
 * they are known as ours. Another portal may have a connector of the same id,
 * so they name the installation too.
 */
export const credentialNames = {
  clientSecret: (installationId: string, connectorId: string) =>
    `csp-costs ${installationId} ${connectorId}`,
  certificate: (
    installationId: string,
    connectorId: string,
    thumbprint: string,
  ) =>
    `csp-costs ${installationId} ${connectorId} ${thumbprint
      .slice(0, PART)
      .toLowerCase()}`,
  /** Part of an address, so without spaces. Each workload has its own, so that one is trusted before another one is no longer. */
  federated: (
    installationId: string,
    connectorId: string,
    { issuer, subject }: { issuer: string; subject: string },
  ) =>
    `csp-costs-${installationId}-${connectorId}-${createHash('sha256')
      .update(`${issuer} ${subject}`)
      .digest('hex')
      .slice(0, PART)}`,
  /** Whether a certificate was made here for a connector. */
  isCertificateOf: (
    installationId: string,
    connectorId: string,
    name: string | undefined,
  ) =>
    name !== undefined &&
    isWithPart(name, `csp-costs ${installationId} ${connectorId} `),
  /** Whether a workload is trusted here for a connector. */
  isFederatedOf: (installationId: string, connectorId: string, name: string) =>
    isWithPart(name, `csp-costs-${installationId}-${connectorId}-`),
} as const;

function isWithPart(name: string, start: string): boolean {
  return (
    name.startsWith(start) &&
    /^[0-9a-f]+$/.test(name.slice(start.length)) &&
    name.length === start.length + PART
  );
}
