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

import type {
  AuthService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  cspCostsCostReadPermission,
  cspCostsPermissions,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { EntityCosts } from '../attribution/EntityCosts';
import { CustomerOwners } from './CustomerOwners';
import { CustomerRightsReader } from './CustomerRightsReader';
import { cspCustomerResourceRef } from './customerResource';
import { customerRules } from './customerRules';

/** Tells the permission framework what there is to be allowed, and asks it. */
export function createCustomerRights(services: {
  auth: AuthService;
  catalog: CatalogService;
  entityCosts: EntityCosts;
  knex: Knex;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}): CustomerRightsReader {
  const { permissionsRegistry } = services;
  const owners = new CustomerOwners(services);
  permissionsRegistry.addPermissions(
    cspCostsPermissions.filter(permission => !isResourcePermission(permission)),
  );
  permissionsRegistry.addResourceType({
    resourceRef: cspCustomerResourceRef,
    permissions: [cspCostsCostReadPermission],
    rules: Object.values(customerRules),
    getResources: async refs => {
      const ids = refs.map(ref => ref.toLowerCase());
      const ownersOf = await owners.ownersOf();
      return ids.map(customerId => ({
        customerId,
        owners: ownersOf.get(customerId),
      }));
    },
  });
  return new CustomerRightsReader({ ...services, owners });
}
