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

import { EntraError } from './entraError';

/** One API that tokens are issued for. */
export interface Resource {
  uri: string;
  appId: string;
  delegatedScopes: readonly string[];
  /** Further delegated permissions, with which people change the directory. */
  operatorScopes: readonly string[];
  applicationRoles: readonly string[];
}

/** Microsoft Graph. */
export const GRAPH: Resource = {
  uri: 'https://graph.microsoft.com',
  appId: '00000003-0000-0000-c000-000000000000',
  delegatedScopes: ['PartnerBilling.Read.All', 'User.Read'],
  operatorScopes: [
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    'DelegatedPermissionGrant.ReadWrite.All',
    'Directory.AccessAsUser.All',
    'Policy.Read.All',
  ],
  applicationRoles: [
    'PartnerBilling.Read.All',
    'Application.ReadWrite.OwnedBy',
    'Application.ReadWrite.All',
  ],
};

/** Partner Center. */
export const PARTNER_CENTER: Resource = {
  uri: 'https://api.partnercenter.microsoft.com',
  appId: 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
  delegatedScopes: ['user_impersonation'],
  operatorScopes: [],
  applicationRoles: [],
};

/** Azure Resource Manager. */
export const ARM: Resource = {
  uri: 'https://management.azure.com',
  appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  delegatedScopes: ['user_impersonation'],
  operatorScopes: [],
  applicationRoles: [],
};

/** The Partner API, which has price sheets and exchange rates. */
export const PARTNER_API: Resource = {
  uri: 'https://api.partner.microsoft.com',
  appId: '4990cffe-04e8-4e8b-808a-1175604b879f',
  delegatedScopes: ['user_impersonation'],
  operatorScopes: [],
  applicationRoles: [],
};

/** Every API that is known here. */
export const RESOURCES: readonly Resource[] = [
  GRAPH,
  PARTNER_CENTER,
  ARM,
  PARTNER_API,
];

const OPENID = new Set(['openid', 'profile', 'email', 'offline_access']);

/** What a scope parameter asks for. */
export interface RequestedScopes {
  openId: ReadonlySet<string>;
  resources: ReadonlyMap<Resource, readonly string[]>;
}

/**
 * Takes a scope parameter apart.
 *
 * @throws EntraError 500011 for an unknown resource, 70011 for an unknown scope.
 */
export function parseScopes(text: string): RequestedScopes {
  const openId = new Set<string>();
  const resources = new Map<Resource, string[]>();
  for (const scope of text.split(/\s+/).filter(Boolean)) {
    if (OPENID.has(scope.toLowerCase())) {
      openId.add(scope.toLowerCase());
      continue;
    }
    const slash = scope.lastIndexOf('/');
    const isUri = /^(https?|api):\/\//.test(scope);
    const uri = isUri ? scope.slice(0, slash).replace(/\/$/, '') : GRAPH.uri;
    const name = isUri ? scope.slice(slash + 1) : scope;
    const resource = RESOURCES.find(
      one => one.uri === uri || one.appId === uri,
    );
    if (!resource) {
      throw isUri
        ? new EntraError(500011, { detail: `Resource '${uri}'.` })
        : new EntraError(70011, { detail: `The scope ${scope} is not valid.` });
    }
    if (
      name !== '.default' &&
      !resource.delegatedScopes.includes(name) &&
      !resource.operatorScopes.includes(name)
    ) {
      throw new EntraError(70011, {
        detail: `The scope ${scope} is not valid.`,
      });
    }
    resources.set(resource, [...(resources.get(resource) ?? []), name]);
  }
  return { openId, resources };
}

/**
 * The single resource of a token request.
 *
 * @throws EntraError 700022 for several resources.
 */
export function singleResource(scopes: RequestedScopes): Resource | undefined {
  if (scopes.resources.size > 1) {
    throw new EntraError(700022);
  }
  return [...scopes.resources.keys()][0];
}

/** The delegated permissions asked for, such as `https://graph.microsoft.com/User.Read`. */
export function scopeNames(scopes: RequestedScopes): string[] {
  return [...scopes.resources].flatMap(([resource, names]) =>
    names.flatMap(name =>
      (name === '.default' ? resource.delegatedScopes : [name]).map(
        one => `${resource.uri}/${one}`,
      ),
    ),
  );
}

/** Every delegated permission of the APIs a connector uses. */
export function allScopeNames(): string[] {
  return RESOURCES.flatMap(({ uri, delegatedScopes }) =>
    delegatedScopes.map(name => `${uri}/${name}`),
  );
}

/** Whether the tenant has the service principal of an API. */
export function isPresent(
  resource: Resource,
  servicePrincipals: { partnerCenter: boolean; partnerApi: boolean },
): boolean {
  return (
    (resource !== PARTNER_CENTER || servicePrincipals.partnerCenter) &&
    (resource !== PARTNER_API || servicePrincipals.partnerApi)
  );
}
