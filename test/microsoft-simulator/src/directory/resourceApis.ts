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

import {
  ARM,
  GRAPH,
  PARTNER_API,
  PARTNER_CENTER,
  type Resource,
} from '../identity/resources';
import type { Tenant } from '../identity/Tenant';
import { PURPOSE } from '../world/purposes';
import { guid, hashText } from '../world/random';

/** A permission that an API has. */
export interface ApiPermission {
  id: string;
  value: string;
}

/** An API of Microsoft's as a tenant's directory has it. */
export interface ResourceApi {
  resource: Resource;
  /** Object id of its service principal in the tenant. */
  servicePrincipalId: string;
  displayName: string;
  /** Application permissions. */
  roles: ApiPermission[];
  /** Delegated permissions. */
  scopes: ApiPermission[];
  /** Whether the tenant has the service principal. */
  isPresent: boolean;
}

/** Ids that permissions have in every tenant; the others are made up. */
const KNOWN_IDS: Record<string, string> = {
  'role PartnerBilling.Read.All': '7c3e1994-38ff-4412-a99b-9369f6bb7706',
  'role Application.ReadWrite.All': '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  'role Application.ReadWrite.OwnedBy': '18a4783c-866b-4cc7-a460-3d5e5662c884',
  'scope PartnerBilling.Read.All': '8804798e-5934-4e30-8ce3-ef88257cecd4',
  'scope User.Read': 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
  [`scope ${PARTNER_CENTER.appId} user_impersonation`]:
    '1cebfa2a-fb4d-419e-b5f9-839b4383e05a',
  [`scope ${ARM.appId} user_impersonation`]:
    '41094075-9dad-400e-a0bd-54e686782033',
};

function permission(
  kind: 'role' | 'scope',
  resource: Resource,
  value: string,
): ApiPermission {
  return {
    id:
      KNOWN_IDS[`${kind} ${resource.appId} ${value}`] ??
      KNOWN_IDS[`${kind} ${value}`] ??
      guid(hashText(`${kind} ${resource.appId} ${value}`), 1),
    value,
  };
}

/** The APIs that the simulated cloud has, whether the tenant has their service principals or not. */
export function resourceApis(tenant: Tenant): ResourceApi[] {
  const api = (
    resource: Resource,
    displayName: string,
    isPresent: boolean,
  ): ResourceApi => ({
    resource,
    displayName,
    isPresent,
    servicePrincipalId: guid(
      hashText(tenant.own.clientId),
      PURPOSE.directory,
      hashText(resource.appId),
    ),
    roles: resource.applicationRoles.map(one =>
      permission('role', resource, one),
    ),
    scopes: [...resource.delegatedScopes, ...resource.operatorScopes].map(one =>
      permission('scope', resource, one),
    ),
  });
  const { partnerCenter, partnerApi } = tenant.servicePrincipals;
  return [
    api(GRAPH, 'Microsoft Graph', true),
    api(ARM, 'Windows Azure Service Management API', true),
    api(PARTNER_CENTER, 'Microsoft Partner Center', partnerCenter),
    api(PARTNER_API, 'Microsoft Partner', partnerApi),
  ];
}
