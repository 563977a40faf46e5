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

import type { CredentialKind } from 'backstage-plugin-csp-costs-common';

/** What kinds of credentials are called. */
export const CREDENTIAL_NAMES: Record<CredentialKind, string> = {
  certificate: 'certificate',
  federated: 'federated identity',
  'client-secret': 'client secret',
};

/** How much of a thumbprint tells certificates of one connector apart. */
const THUMBPRINT_PART = 12;

/** Names that credentials of a connector have in its app registration, so that they are known as ours. */
export const credentialNames = {
  clientSecret: (connectorId: string) => `csp-costs ${connectorId}`,
  certificate: (connectorId: string, thumbprint: string) =>
    `csp-costs ${connectorId} ${thumbprint
      .slice(0, THUMBPRINT_PART)
      .toLowerCase()}`,
  /** Part of an address, so without spaces. */
  federated: (connectorId: string) => `csp-costs-${connectorId}`,
  /** Whether a certificate was made here for a connector. */
  isCertificateOf: (connectorId: string, name: string | undefined) => {
    const [start, part] = [`csp-costs ${connectorId} `, THUMBPRINT_PART];
    return (
      name !== undefined &&
      name.startsWith(start) &&
      /^[0-9a-f]+$/.test(name.slice(start.length)) &&
      name.length === start.length + part
    );
  },
} as const;
