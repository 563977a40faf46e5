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

import { resourceApis } from '../directory/resourceApis';
import type { RegisteredApplication } from './RegisteredApplication';
import { allScopeNames } from './resources';
import type { Tenant } from './Tenant';

/**
 * What an app registration says that it needs, by name. The partner's own one,
 * which was set up by hand, lists every delegated permission.
 */
export function declaredPermissions(
  application: RegisteredApplication,
  tenant: Tenant,
): { scopes: string[]; roles: string[] } {
  if (
    application === tenant.own &&
    !application.requiredResourceAccess.length
  ) {
    return { scopes: allScopeNames(), roles: [] };
  }
  const declared = application.requiredResourceAccess.flatMap(
    ({ resourceAppId, resourceAccess }) =>
      resourceAccess.map(access => ({ ...access, resourceAppId })),
  );
  const apis = resourceApis(tenant);
  return {
    scopes: declared.flatMap(({ resourceAppId, id, type }) => {
      const api = apis.find(one => one.resource.appId === resourceAppId);
      const scope = api?.scopes.find(one => one.id === id);
      return api && scope && type === 'Scope'
        ? [`${api.resource.uri}/${scope.value}`]
        : [];
    }),
    roles: declared.flatMap(({ resourceAppId, id, type }) => {
      const api = apis.find(one => one.resource.appId === resourceAppId);
      const role = api?.roles.find(one => one.id === id);
      return role && type === 'Role' ? [role.value] : [];
    }),
  };
}
