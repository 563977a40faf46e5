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
  DEFAULT_BUDGET_THRESHOLDS,
  type Budget,
  type CustomerSubscriptions,
} from 'backstage-plugin-csp-costs-common';
import { CONNECTOR_ID } from './demoCollection';
import { CURRENT_PERIOD, CUSTOMERS, TODAY } from './demoCosts';

const AS_OF = `${TODAY}T02:10:00Z`;

/** Some customers have a budget, and some of those have used it up. */
export const BUDGETS: Budget[] = CUSTOMERS.flatMap((customer, index) =>
  index % 3 === 0
    ? customer.currencies.map(billingCurrency => ({
        customerId: customer.customerId,
        billingCurrency,
        monthlyAmount: String(
          Math.ceil(customer.scale * 20 * (1 + index / 20)),
        ),
        thresholds: [...DEFAULT_BUDGET_THRESHOLDS],
        revision: 1,
        updatedBy: 'user:default/guest',
        updatedAt: `${CURRENT_PERIOD}-01T09:00:00Z`,
      }))
    : [],
);

/** Licences and Azure subscriptions of a customer. */
export function subscriptionsOf(customerId: string): CustomerSubscriptions {
  const id = (end: string) => `${end}${customerId.slice(end.length)}`;
  const plan = id('a');
  return {
    lists: [
      {
        connectorId: CONNECTOR_ID,
        title: 'Demo partner',
        status: 'complete',
        asOf: AS_OF,
      },
    ],
    items: [
      {
        subscriptionId: plan,
        connectorId: CONNECTOR_ID,
        kind: 'commerce',
        name: 'Azure plan',
        productName: 'Azure plan',
        productType: 'Azure',
        status: 'active',
        billingCycle: 'monthly',
        autoRenew: false,
        listed: true,
      },
      {
        subscriptionId: id('b'),
        connectorId: CONNECTOR_ID,
        kind: 'commerce',
        name: 'Microsoft 365 E5 (no Teams)',
        productName: 'Microsoft 365 E5 (no Teams)',
        productType: 'OnlineServicesNCE',
        status: 'active',
        quantity: 120,
        termDuration: 'P1Y',
        billingCycle: 'monthly',
        termEndsAt: '2027-02-03T00:00:00Z',
        autoRenew: true,
        listed: true,
      },
      {
        subscriptionId: id('c'),
        connectorId: CONNECTOR_ID,
        kind: 'commerce',
        name: 'Visio Plan 2',
        productName: 'Visio Plan 2',
        productType: 'OnlineServicesNCE',
        status: 'suspended',
        quantity: 4,
        termDuration: 'P1M',
        billingCycle: 'monthly',
        termEndsAt: '2026-12-01T00:00:00Z',
        autoRenew: false,
        listed: true,
      },
      ...['Production', 'Data platform', 'Sandbox'].map((name, index) => ({
        subscriptionId: id(`d${index}`),
        connectorId: CONNECTOR_ID,
        kind: 'azure' as const,
        name,
        commerceSubscriptionId: plan,
        status: 'active',
        listed: true,
      })),
    ],
  };
}
