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

import type { MicrosoftApiAccess } from '../http/MicrosoftApi';
import { MicrosoftError } from '../MicrosoftError';
import { DirectoryRequests } from './DirectoryRequests';
import {
  addedPasswordSchema,
  applicationSchema,
  appManagementPolicySchema,
  appRoleAssignmentSchema,
  delegatedGrantSchema,
  directoryRoleSchema,
  federatedCredentialSchema,
  servicePrincipalSchema,
  type AddedPassword,
  type AppManagementPolicy,
  type AppRoleAssignment,
  type DelegatedGrant,
  type DirectoryApplication,
  type DirectoryRole,
  type FederatedCredential,
  type RequiredResourceAccess,
  type ServicePrincipal,
} from './schemas';

const APPLICATION_FIELDS =
  '$select=id,appId,displayName,uniqueName,web,requiredResourceAccess,keyCredentials,passwordCredentials';
const SERVICE_PRINCIPAL_FIELDS =
  '$select=id,appId,displayName,appRoles,oauth2PermissionScopes';

/** What an app registration is found by. */
export type ApplicationKey =
  | { objectId: string }
  | { clientId: string }
  | { uniqueName: string };

/** What of an app registration is set. */
export interface ApplicationChange {
  displayName?: string;
  signInAudience?: 'AzureADMyOrg';
  web?: { redirectUris: string[] };
  requiredResourceAccess?: RequiredResourceAccess[];
  /** Takes the place of all that there are. */
  keyCredentials?: Array<Record<string, unknown>>;
}

/**
 * The directory of a tenant in Microsoft Graph: app registrations, service
 * principals, and what these may do.
 *
 * @remarks The directory is eventually consistent: what was made a moment ago
 * may not be found yet.
 */
export class DirectoryClient {
  readonly #requests: DirectoryRequests;

  constructor(access: MicrosoftApiAccess) {
    this.#requests = new DirectoryRequests(access);
  }

  application(
    key: ApplicationKey,
    signal: AbortSignal,
  ): Promise<DirectoryApplication | undefined> {
    return this.#requests.find(
      `${applicationPath(key)}?${APPLICATION_FIELDS}`,
      applicationSchema,
      signal,
    );
  }

  /**
   * Makes the app registration of a unique name, or changes the one that has
   * it. Gives what was made; undefined when it was there.
   */
  upsertApplication(
    uniqueName: string,
    change: ApplicationChange & { displayName: string },
    signal: AbortSignal,
  ): Promise<DirectoryApplication | undefined> {
    return this.#requests.upsert(
      applicationPath({ uniqueName }),
      change,
      applicationSchema,
      signal,
    );
  }

  changeApplication(
    objectId: string,
    change: ApplicationChange,
    signal: AbortSignal,
  ): Promise<void> {
    return this.#requests.change(applicationPath({ objectId }), change, signal);
  }

  /** Deletes an app registration, which can be restored for 30 days. Gives whether it was there. */
  removeApplication(objectId: string, signal: AbortSignal): Promise<boolean> {
    return this.#requests.remove(applicationPath({ objectId }), signal);
  }

  /** Deletes for good what was deleted, which frees its unique name. Gives whether it was there. */
  removeDeleted(objectId: string, signal: AbortSignal): Promise<boolean> {
    return this.#requests.remove(`/directory/deletedItems/${objectId}`, signal);
  }

  /** The service principal of an application, which may be one of Microsoft's. */
  servicePrincipal(
    clientId: string,
    signal: AbortSignal,
  ): Promise<ServicePrincipal | undefined> {
    return this.#requests.find(
      `/servicePrincipals(appId='${literal(
        clientId,
      )}')?${SERVICE_PRINCIPAL_FIELDS}`,
      servicePrincipalSchema,
      signal,
    );
  }

  /** Gives undefined when the tenant has it already. */
  createServicePrincipal(
    clientId: string,
    signal: AbortSignal,
  ): Promise<ServicePrincipal | undefined> {
    return unlessThere(
      this.#requests.create(
        '/servicePrincipals',
        { appId: clientId },
        servicePrincipalSchema,
        signal,
      ),
    );
  }

  /** Gives whether it was there. */
  removeServicePrincipal(id: string, signal: AbortSignal): Promise<boolean> {
    return this.#requests.remove(`/servicePrincipals/${id}`, signal);
  }

  /** Whether any application has a permission of an API. */
  async isUsed(
    servicePrincipalId: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const assigned = await this.#requests.list(
      `/servicePrincipals/${servicePrincipalId}/appRoleAssignedTo`,
      appRoleAssignmentSchema,
      signal,
    );
    const granted = await this.#requests.list(
      `/oauth2PermissionGrants?$filter=${encodeURIComponent(
        `resourceId eq '${servicePrincipalId}'`,
      )}`,
      delegatedGrantSchema,
      signal,
    );
    return assigned.length + granted.length > 0;
  }

  /** The application permissions that a service principal has. */
  appRoleAssignments(
    servicePrincipalId: string,
    signal: AbortSignal,
  ): Promise<AppRoleAssignment[]> {
    return this.#requests.list(
      `/servicePrincipals/${servicePrincipalId}/appRoleAssignments`,
      appRoleAssignmentSchema,
      signal,
    );
  }

  /** Gives undefined when the service principal has the permission already, or it is changed by somebody else at the same moment. */
  assignAppRole(
    assignment: { principalId: string; resourceId: string; appRoleId: string },
    signal: AbortSignal,
  ): Promise<AppRoleAssignment | undefined> {
    return unlessThere(
      this.#requests.create(
        `/servicePrincipals/${assignment.resourceId}/appRoleAssignedTo`,
        assignment,
        appRoleAssignmentSchema,
        signal,
      ),
    );
  }

  /** Gives whether it was there. */
  removeAppRoleAssignment(
    servicePrincipalId: string,
    assignmentId: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    return this.#requests.remove(
      `/servicePrincipals/${servicePrincipalId}/appRoleAssignments/${assignmentId}`,
      signal,
    );
  }

  /** What a service principal may do in the name of everybody in the tenant. */
  delegatedGrants(
    servicePrincipalId: string,
    signal: AbortSignal,
  ): Promise<DelegatedGrant[]> {
    return this.#requests.list(
      `/oauth2PermissionGrants?$filter=${encodeURIComponent(
        `clientId eq '${servicePrincipalId}' and consentType eq 'AllPrincipals'`,
      )}`,
      delegatedGrantSchema,
      signal,
    );
  }

  /** Grants in the name of everybody in the tenant. Gives undefined when there is such a grant already, whatever its scopes. */
  grantDelegated(
    grant: { clientId: string; resourceId: string; scopes: string[] },
    signal: AbortSignal,
  ): Promise<DelegatedGrant | undefined> {
    return unlessThere(
      this.#requests.create(
        '/oauth2PermissionGrants',
        {
          clientId: grant.clientId,
          consentType: 'AllPrincipals',
          principalId: null,
          resourceId: grant.resourceId,
          scope: grant.scopes.join(' '),
        },
        delegatedGrantSchema,
        signal,
      ),
    );
  }

  /** Sets the scopes of a grant, all of them. */
  changeDelegated(
    grantId: string,
    scopes: string[],
    signal: AbortSignal,
  ): Promise<void> {
    return this.#requests.change(
      `/oauth2PermissionGrants/${grantId}`,
      { scope: scopes.join(' ') },
      signal,
    );
  }

  /** Gives whether it was there. */
  removeDelegated(grantId: string, signal: AbortSignal): Promise<boolean> {
    return this.#requests.remove(`/oauth2PermissionGrants/${grantId}`, signal);
  }

  /**
   * Makes a client secret.
   *
   * @remarks Sent once only: two would be made otherwise, and nobody would
   * know the first. When the answer is lost, so is the secret.
   * @param password - `endDateTime` is ISO 8601.
   */
  addPassword(
    objectId: string,
    password: { displayName: string; endDateTime: string },
    signal: AbortSignal,
  ): Promise<AddedPassword> {
    return this.#requests.create(
      `${applicationPath({ objectId })}/addPassword`,
      { passwordCredential: password },
      addedPasswordSchema,
      signal,
      { once: true },
    );
  }

  removePassword(
    objectId: string,
    keyId: string,
    signal: AbortSignal,
  ): Promise<void> {
    return this.#requests.change(
      `${applicationPath({ objectId })}/removePassword`,
      { keyId },
      signal,
      'POST',
    );
  }

  federatedCredentials(
    objectId: string,
    signal: AbortSignal,
  ): Promise<FederatedCredential[]> {
    return this.#requests.list(
      `${applicationPath({ objectId })}/federatedIdentityCredentials`,
      federatedCredentialSchema,
      signal,
    );
  }

  /** Lets a workload sign in as the application. Gives undefined when it may already. */
  addFederatedCredential(
    objectId: string,
    credential: {
      name: string;
      issuer: string;
      subject: string;
      audiences: string[];
    },
    signal: AbortSignal,
  ): Promise<FederatedCredential | undefined> {
    return unlessThere(
      this.#requests.create(
        `${applicationPath({ objectId })}/federatedIdentityCredentials`,
        credential,
        federatedCredentialSchema,
        signal,
      ),
    );
  }

  /** Gives whether it was there. */
  removeFederatedCredential(
    objectId: string,
    credentialId: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    return this.#requests.remove(
      `${applicationPath({
        objectId,
      })}/federatedIdentityCredentials/${credentialId}`,
      signal,
    );
  }

  /** The active roles of the person who is signed in, also by way of groups. */
  myDirectoryRoles(signal: AbortSignal): Promise<DirectoryRole[]> {
    return this.#requests.list(
      '/me/transitiveMemberOf/microsoft.graph.directoryRole',
      directoryRoleSchema,
      signal,
    );
  }

  /** What the tenant allows applications to sign in with; undefined when it says nothing. */
  appManagementPolicy(
    signal: AbortSignal,
  ): Promise<AppManagementPolicy | undefined> {
    return this.#requests.find(
      '/policies/defaultAppManagementPolicy',
      appManagementPolicySchema,
      signal,
    );
  }
}

function applicationPath(key: ApplicationKey): string {
  if ('objectId' in key) {
    return `/applications/${encodeURIComponent(key.objectId)}`;
  }
  return 'clientId' in key
    ? `/applications(appId='${literal(key.clientId)}')`
    : `/applications(uniqueName='${literal(key.uniqueName)}')`;
}

/** Text between single quotes of an address. */
function literal(text: string): string {
  return encodeURIComponent(text.replaceAll("'", "''"));
}

/** What was made, undefined when Microsoft says that it is there. */
async function unlessThere<T>(made: Promise<T>): Promise<T | undefined> {
  try {
    return await made;
  } catch (error) {
    if (
      error instanceof MicrosoftError &&
      (error.status === 409 ||
        (error.status === 400 &&
          /already (exists|in use)|already being used/i.test(
            error.words ?? '',
          )))
    ) {
      return undefined;
    }
    throw error;
  }
}
