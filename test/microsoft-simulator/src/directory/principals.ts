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

import type { RegisteredApplication } from '../identity/RegisteredApplication';
import type { World } from '../world/World';
import { resourceApis, type ResourceApi } from './resourceApis';

/** A service principal: of an application of the tenant, or of an API of Microsoft's. */
export type Principal = { id: string; appId: string; displayName: string } & (
  | { kind: 'application'; application: RegisteredApplication }
  | { kind: 'api'; api: ResourceApi }
);

/** All service principals of the tenant. */
export function principalsOf(world: World): Principal[] {
  const { tenant } = world;
  return [
    ...resourceApis(tenant)
      .filter(api => api.isPresent)
      .map(api => ({
        kind: 'api' as const,
        api,
        id: api.servicePrincipalId,
        appId: api.resource.appId,
        displayName: api.displayName,
      })),
    ...tenant.directory.applications.flatMap(application =>
      application.servicePrincipalId === undefined
        ? []
        : [
            {
              kind: 'application' as const,
              application,
              id: application.servicePrincipalId,
              appId: application.clientId,
              displayName: application.displayName,
            },
          ],
    ),
  ];
}

/** A service principal, by its object id. */
export function principalOf(world: World, id: string): Principal | undefined {
  return principalsOf(world).find(one => one.id === id);
}
