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

import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  createCspCustomerConditionalDecision,
  cspCustomerConditions,
} from 'backstage-plugin-csp-costs-backend';
import {
  cspCostsBudgetUpdatePermission,
  cspCostsCostReadPermission,
  cspCostsPermissions,
} from 'backstage-plugin-csp-costs-common';

/** Who runs the portal, and sees all costs. */
const PLATFORM_TEAM = 'group:default/platform';

/**
 * An example of a policy: the platform team does everything. Whoever owns a
 * customer in the catalog, by themselves or by a group, sees what it costs and
 * sets its budget; and whoever owns a component, what is attributed to that.
 */
class CostPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (claims.includes(PLATFORM_TEAM)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (isPermission(permission, cspCostsCostReadPermission)) {
      return createCspCustomerConditionalDecision(permission, {
        anyOf: [
          cspCustomerConditions.ownsCustomerEntity({ claims }),
          cspCustomerConditions.ownsAttributedEntity({ claims }),
        ],
      });
    }
    if (isPermission(permission, cspCostsBudgetUpdatePermission)) {
      // Of customers whose costs they may see, and no others: the plugin asks for both.
      return { result: AuthorizeResult.ALLOW };
    }
    return {
      result: cspCostsPermissions.some(({ name }) => name === permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    };
  }
}

/** The permission policy of the demo. */
export const costPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'cost-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new CostPolicy());
      },
    });
  },
});
