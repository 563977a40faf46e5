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

import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The kind of resource that a permission to see costs is about: a customer of
 * the partner. Its ref is the customer's tenant id in lower case.
 *
 * @public
 */
export const RESOURCE_TYPE_CSP_CUSTOMER = 'csp-customer';

/**
 * Allows reading costs: summaries, breakdowns, customers, billing periods. A
 * policy may limit it to some customers; everything that is shown is then about
 * them.
 *
 * @public
 */
export const cspCostsCostReadPermission = createPermission({
  name: 'csp-costs.cost.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CSP_CUSTOMER,
});

/**
 * Allows setting, changing and taking away the budgets of customers: of those
 * whose costs one may see, and no others.
 *
 * @public
 */
export const cspCostsBudgetUpdatePermission = createPermission({
  name: 'csp-costs.budget.update',
  attributes: { action: 'update' },
});

/**
 * Allows seeing connectors, their health and their runs. Never reveals a
 * credential.
 *
 * @public
 */
export const cspCostsConnectorReadPermission = createPermission({
  name: 'csp-costs.connector.read',
  attributes: { action: 'read' },
});

/**
 * Allows setting up new connectors.
 *
 * @public
 */
export const cspCostsConnectorCreatePermission = createPermission({
  name: 'csp-costs.connector.create',
  attributes: { action: 'create' },
});

/**
 * Allows changing connectors: their settings, credentials and deadlines, and
 * disconnecting them.
 *
 * @public
 */
export const cspCostsConnectorUpdatePermission = createPermission({
  name: 'csp-costs.connector.update',
  attributes: { action: 'update' },
});

/**
 * Allows deleting connectors with their credentials.
 *
 * @public
 */
export const cspCostsConnectorDeletePermission = createPermission({
  name: 'csp-costs.connector.delete',
  attributes: { action: 'delete' },
});

/**
 * Allows using a connector as it is set up: starting a collection run, running
 * checks, signing in with Microsoft for it, and handing on consent links.
 *
 * @public
 */
export const cspCostsConnectorUsePermission = createPermission({
  name: 'csp-costs.connector.use',
  attributes: { action: 'update' },
});

/**
 * Every permission of the csp-costs plugin.
 *
 * @public
 */
export const cspCostsPermissions = [
  cspCostsCostReadPermission,
  cspCostsBudgetUpdatePermission,
  cspCostsConnectorReadPermission,
  cspCostsConnectorCreatePermission,
  cspCostsConnectorUpdatePermission,
  cspCostsConnectorDeletePermission,
  cspCostsConnectorUsePermission,
];
