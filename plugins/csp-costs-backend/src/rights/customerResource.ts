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
  createPermissionResourceRef,
  type PermissionResourceRef,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_CSP_CUSTOMER } from 'backstage-plugin-csp-costs-common';

/**
 * A customer, as rules about it see it.
 *
 * @public
 */
export interface CspCustomerResource {
  /** Tenant id of the customer, in lower case. */
  customerId: string;
  /**
   * Entity refs of the owners of the customer's entity in the catalog. Undefined
   * when the catalog has no such entity: nobody knows whose it is.
   */
  owners?: string[];
}

/**
 * Which customers a rule is about.
 *
 * @public
 */
export type CspCustomerFilter =
  | { customerIds: string[] }
  | {
      /** Entity refs of users and groups. */
      ownedBy: string[];
    }
  | {
      /** Entity refs of users and groups who own what costs are attributed to. */
      attributedTo: string[];
    };

/**
 * The customers whose costs are shown, as the permission framework knows them.
 *
 * @public
 */
export const cspCustomerResourceRef: PermissionResourceRef<
  CspCustomerResource,
  CspCustomerFilter,
  typeof RESOURCE_TYPE_CSP_CUSTOMER,
  'csp-costs'
> = createPermissionResourceRef<CspCustomerResource, CspCustomerFilter>().with({
  pluginId: 'csp-costs',
  resourceType: RESOURCE_TYPE_CSP_CUSTOMER,
});
