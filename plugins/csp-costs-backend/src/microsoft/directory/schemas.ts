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

import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);

function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform(value => value ?? []);
}

/** A page of a list of Microsoft Graph. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ value: z.array(item), '@odata.nextLink': text });
}

const resourceAccessSchema = z.object({
  resourceAppId: z.string().min(1),
  resourceAccess: listOf(
    z.object({ id: z.string().min(1), type: z.string().min(1) }),
  ),
});

/** Permissions of one API that an app registration lists; `type` is `Role` (application) or `Scope` (delegated). */
export type RequiredResourceAccess = z.output<typeof resourceAccessSchema>;

// Given back whole when another one is added: Graph replaces the list.
const keyCredentialSchema = z.looseObject({
  keyId: text,
  displayName: text,
  customKeyIdentifier: text,
  startDateTime: text,
  endDateTime: text,
});

/** The public half of a certificate, as an app registration has it. */
export type KeyCredential = z.output<typeof keyCredentialSchema>;

const passwordCredentialSchema = z.object({
  keyId: z.string().min(1),
  displayName: text,
  endDateTime: text,
});

/** What is known of a client secret. */
export type PasswordCredential = z.output<typeof passwordCredentialSchema>;

export const applicationSchema = z
  .object({
    id: z.string().min(1),
    appId: z.string().min(1),
    displayName: text,
    uniqueName: text,
    web: z.object({ redirectUris: listOf(z.string()) }).nullish(),
    requiredResourceAccess: listOf(resourceAccessSchema),
    keyCredentials: listOf(keyCredentialSchema),
    passwordCredentials: listOf(passwordCredentialSchema),
  })
  .transform(({ id, appId, web, ...rest }) => ({
    objectId: id,
    clientId: appId,
    redirectUris: web?.redirectUris ?? [],
    ...rest,
  }));

/** An app registration. */
export type DirectoryApplication = z.output<typeof applicationSchema>;

export const servicePrincipalSchema = z
  .object({
    id: z.string().min(1),
    appId: z.string().min(1),
    displayName: text,
    appRoles: listOf(
      z.object({
        id: z.string().min(1),
        value: text,
        allowedMemberTypes: listOf(z.string()),
      }),
    ),
    oauth2PermissionScopes: listOf(
      z.object({ id: z.string().min(1), value: text }),
    ),
  })
  .transform(({ appId, oauth2PermissionScopes, ...rest }) => ({
    clientId: appId,
    scopes: oauth2PermissionScopes,
    ...rest,
  }));

/** A service principal, with the permissions that it offers if it is one of an API. */
export type ServicePrincipal = z.output<typeof servicePrincipalSchema>;

export const appRoleAssignmentSchema = z.object({
  id: z.string().min(1),
  resourceId: z.string().min(1),
  appRoleId: z.string().min(1),
});

/** An application permission that a service principal has. */
export type AppRoleAssignment = z.output<typeof appRoleAssignmentSchema>;

export const delegatedGrantSchema = z
  .object({
    id: z.string().min(1),
    clientId: z.string().min(1),
    resourceId: z.string().min(1),
    scope: text,
  })
  .transform(({ scope, ...rest }) => ({
    ...rest,
    scopes: (scope ?? '').split(/\s+/).filter(Boolean),
  }));

/** What an application may do in the name of people; ids are those of service principals. */
export type DelegatedGrant = z.output<typeof delegatedGrantSchema>;

export const directoryRoleSchema = z.object({
  displayName: text,
  roleTemplateId: text,
});

/** A role of Microsoft Entra that somebody has. */
export type DirectoryRole = z.output<typeof directoryRoleSchema>;

export const addedPasswordSchema = z.object({
  keyId: z.string().min(1),
  secretText: z.string().min(1),
  endDateTime: text,
});

/** A client secret that was made. It is told this once. */
export type AddedPassword = z.output<typeof addedPasswordSchema>;

export const federatedCredentialSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  issuer: z.string().min(1),
  subject: text,
  audiences: listOf(z.string()),
});

/** A workload that may sign in as an application. */
export type FederatedCredential = z.output<typeof federatedCredentialSchema>;

const restrictionSchema = z.object({
  restrictionType: z.string().min(1),
  state: text,
});

const restrictionsSchema = z
  .object({
    passwordCredentials: listOf(restrictionSchema),
    keyCredentials: listOf(restrictionSchema),
  })
  .nullish()
  .transform(value => value ?? { passwordCredentials: [], keyCredentials: [] });

export const appManagementPolicySchema = z.object({
  isEnabled: z
    .boolean()
    .nullish()
    .transform(value => value ?? false),
  applicationRestrictions: restrictionsSchema,
});

/** What the tenant allows applications to sign in with. */
export type AppManagementPolicy = z.output<typeof appManagementPolicySchema>;
