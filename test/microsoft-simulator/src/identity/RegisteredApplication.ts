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

import { Consents } from './Consents';
import type { ClientSecret, FederatedCredential } from './tenantPatch';

/** What an application says that it needs; it declares only. */
export interface RequiredResourceAccess {
  resourceAppId: string;
  resourceAccess: Array<{ id: string; type: 'Role' | 'Scope' }>;
}

/** What the directory keeps beside a secret, a certificate or a federated credential. */
export interface CredentialDetails {
  keyId: string;
  /** Display name of a key; name of a federated credential. */
  name: string | null;
  /** Of a federated credential. */
  description?: string | null;
  startDateTime: string;
  endDateTime: string;
}

/** What an application begins with. */
export interface ApplicationIdentity {
  clientId: string;
  applicationObjectId: string;
  displayName: string;
  createdAt: Date;
  uniqueName?: string;
  servicePrincipalId?: string;
  /** Proves nothing when it asks for tokens, such as a command line. */
  publicClient?: boolean;
}

/**
 * An app registration with its service principal: the partner's own, those
 * made through Graph, and the applications of Microsoft that people sign in
 * with. Everything may be changed while the simulator runs.
 */
export class RegisteredApplication {
  /** Application (client) id. */
  readonly clientId: string;
  /** Object id of the app registration. */
  readonly applicationObjectId: string;
  readonly createdAt: Date;
  /** Alternate key that it was made under. */
  readonly uniqueName: string | undefined;
  readonly publicClient: boolean;
  /** Object id of the service principal; undefined until there is one. */
  servicePrincipalId: string | undefined;
  displayName: string;
  signInAudience = 'AzureADMyOrg';
  tags: string[] = [];
  requiredResourceAccess: RequiredResourceAccess[] = [];
  enabled = true;
  /** Registered redirect URIs; undefined accepts any. */
  redirectUris: string[] | undefined;
  clientSecrets: ClientSecret[] = [];
  /** PEM certificates or public keys. */
  certificates: string[] = [];
  federatedCredentials: FederatedCredential[] = [];
  /** Application permissions of Graph that were granted. */
  applicationRoles: string[] = [];
  /** Delegated permissions that were consented or approved. */
  readonly consents = new Consents();
  /** What is kept beside a credential, by the secret, the PEM or `issuer subject`. */
  readonly details = new Map<string, CredentialDetails>();

  constructor(identity: ApplicationIdentity) {
    this.clientId = identity.clientId;
    this.applicationObjectId = identity.applicationObjectId;
    this.createdAt = identity.createdAt;
    this.displayName = identity.displayName;
    this.uniqueName = identity.uniqueName;
    this.servicePrincipalId = identity.servicePrincipalId;
    this.publicClient = identity.publicClient ?? false;
  }
}
