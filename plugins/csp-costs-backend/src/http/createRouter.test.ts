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
  cspCostsBudgetUpdatePermission,
  cspCostsConnectorCreatePermission,
  cspCostsConnectorDeletePermission,
  cspCostsConnectorReadPermission,
  cspCostsConnectorUpdatePermission,
  cspCostsConnectorUsePermission,
  cspCostsCostReadPermission,
  type ConnectorSettings,
} from 'backstage-plugin-csp-costs-common';
import type { Permission } from '@backstage/plugin-permission-common';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { DEFAULT_SETTINGS } from '../connectors/settings/defaultSettings';
import { openapi } from './openapi';

const { databases } = testDatabases();

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const SETTINGS: ConnectorSettings = {
  ...DEFAULT_SETTINGS,
  title: 'Another partner',
  partnerTenantId: UNKNOWN,
  clientId: UNKNOWN,
};

/** What all steps of onboarding are told. */
const STEP = { signInId: UNKNOWN, runId: 'x' };

/** Every route, with the permission that it needs. */
const ROUTES: Array<
  [method: string, path: string, permission: Permission, body?: object]
> = [
  ['GET', '/billing-periods', cspCostsCostReadPermission],
  ['GET', '/costs/summary?billingPeriod=2026-11', cspCostsCostReadPermission],
  [
    'GET',
    '/costs/breakdown?billingPeriod=2026-11&dimension=service',
    cspCostsCostReadPermission,
  ],
  ['GET', '/costs/retail?billingPeriod=2026-11', cspCostsCostReadPermission],
  ['GET', '/charges?billingPeriod=2026-11', cspCostsCostReadPermission],
  ['GET', '/exchange-rates?month=2026-11', cspCostsCostReadPermission],
  [
    'GET',
    `/prices?month=2026-11&meterId=${UNKNOWN}`,
    cspCostsCostReadPermission,
  ],
  [
    'GET',
    '/costs/trend?billingPeriod=2026-11&dimension=service',
    cspCostsCostReadPermission,
  ],
  ['GET', '/costs/changes?billingPeriod=2026-11', cspCostsCostReadPermission],
  [
    'GET',
    '/costs/export?billingPeriod=2026-11&format=csv',
    cspCostsCostReadPermission,
  ],
  [
    'GET',
    '/entities/claims?entityRef=component:default/one',
    cspCostsCostReadPermission,
  ],
  ['GET', '/customers?billingPeriod=2026-11', cspCostsCostReadPermission],
  ['GET', '/directory', cspCostsCostReadPermission],
  ['GET', `/customers/${UNKNOWN}/subscriptions`, cspCostsCostReadPermission],
  ['GET', `/customers/${UNKNOWN}/invoices`, cspCostsCostReadPermission],
  ['GET', '/budgets', cspCostsCostReadPermission],
  [
    'PUT',
    `/budgets/${UNKNOWN}/EUR`,
    cspCostsBudgetUpdatePermission,
    { monthlyAmount: '1' },
  ],
  [
    'DELETE',
    `/budgets/${UNKNOWN}/EUR?revision=1`,
    cspCostsBudgetUpdatePermission,
  ],
  ['GET', '/connectors', cspCostsConnectorReadPermission],
  [
    'POST',
    '/connectors',
    cspCostsConnectorCreatePermission,
    { settings: SETTINGS },
  ],
  ['GET', '/connector-options', cspCostsConnectorReadPermission],
  ['GET', '/connectors/demo', cspCostsConnectorReadPermission],
  [
    'PUT',
    '/connectors/demo',
    cspCostsConnectorUpdatePermission,
    { revision: 1, settings: SETTINGS },
  ],
  ['DELETE', '/connectors/demo', cspCostsConnectorDeletePermission],
  [
    'PUT',
    '/connectors/demo/credential',
    cspCostsConnectorUpdatePermission,
    { kind: 'client-secret', clientSecret: 'x' },
  ],
  [
    'POST',
    '/connectors/demo/next-certificate',
    cspCostsConnectorUpdatePermission,
  ],
  [
    'POST',
    '/connectors/demo/next-certificate/activation',
    cspCostsConnectorUpdatePermission,
  ],
  [
    'PUT',
    '/connectors/demo/refresh-token',
    cspCostsConnectorUpdatePermission,
    { refreshToken: 'x' },
  ],
  ['DELETE', '/connectors/demo/credentials', cspCostsConnectorUpdatePermission],
  ['POST', '/connectors/demo/consents', cspCostsConnectorUsePermission],
  [
    'GET',
    `/connectors/demo/consents/${UNKNOWN}`,
    cspCostsConnectorReadPermission,
  ],
  ['POST', '/connectors/demo/consent-links', cspCostsConnectorUsePermission],
  [
    'PUT',
    '/connectors/demo/consent-deadline',
    cspCostsConnectorUpdatePermission,
    { consentBy: '2027-01-01T00:00:00Z', reason: 'x' },
  ],
  [
    'DELETE',
    '/connectors/demo/consent-deadline',
    cspCostsConnectorUpdatePermission,
  ],
  ['GET', '/connectors/demo/checks', cspCostsConnectorReadPermission],
  ['POST', '/connectors/demo/checks', cspCostsConnectorUsePermission, {}],
  ['GET', '/connectors/demo/runs', cspCostsConnectorReadPermission],
  ['POST', '/connectors/demo/runs', cspCostsConnectorUsePermission],
  ['POST', '/connectors/demo/pause', cspCostsConnectorUsePermission],
  ['POST', '/connectors/demo/resume', cspCostsConnectorUsePermission],
  ['GET', `/runs/${UNKNOWN}`, cspCostsConnectorReadPermission],
  ['POST', `/runs/${UNKNOWN}/cancel`, cspCostsConnectorUsePermission],
  ['POST', `/runs/${UNKNOWN}/retry`, cspCostsConnectorUsePermission],
  ['GET', '/connectors/demo/backfill', cspCostsConnectorReadPermission],
  ['GET', '/jobs?status=failed', cspCostsConnectorReadPermission],
  ['POST', `/jobs/${UNKNOWN}/retry`, cspCostsConnectorUsePermission],
  ['GET', '/restatements', cspCostsCostReadPermission],
  ['GET', '/invoices', cspCostsCostReadPermission],
  ['GET', `/invoices/${UNKNOWN}?connectorId=demo`, cspCostsCostReadPermission],
  [
    'GET',
    `/invoices/${UNKNOWN}/document?connectorId=demo`,
    cspCostsCostReadPermission,
  ],
  ['GET', '/generations', cspCostsConnectorReadPermission],
  ['POST', `/generations/${UNKNOWN}/publish`, cspCostsConnectorUsePermission],
  ['POST', `/generations/${UNKNOWN}/discard`, cspCostsConnectorUsePermission],
  ['GET', '/onboarding/options', cspCostsConnectorCreatePermission],
  [
    'GET',
    '/onboarding/tenants?tenant=contoso.com',
    cspCostsConnectorCreatePermission,
  ],
  [
    'POST',
    '/onboarding/sign-ins',
    cspCostsConnectorCreatePermission,
    { partnerTenantId: UNKNOWN },
  ],
  ['GET', `/onboarding/sign-ins/${UNKNOWN}`, cspCostsConnectorCreatePermission],
  [
    'DELETE',
    `/onboarding/sign-ins/${UNKNOWN}`,
    cspCostsConnectorCreatePermission,
  ],
  [
    'GET',
    `/onboarding/sign-ins/${UNKNOWN}/customers`,
    cspCostsConnectorCreatePermission,
  ],
  [
    'POST',
    '/onboarding/preflight',
    cspCostsConnectorCreatePermission,
    { signInId: UNKNOWN, displayName: 'x' },
  ],
  [
    'POST',
    '/onboarding/application',
    cspCostsConnectorCreatePermission,
    { ...STEP, displayName: 'x' },
  ],
  [
    'POST',
    '/onboarding/consent',
    cspCostsConnectorCreatePermission,
    { ...STEP, clientId: UNKNOWN },
  ],
  [
    'POST',
    '/onboarding/connector',
    cspCostsConnectorCreatePermission,
    { runId: 'x', title: 'x', partnerTenantId: UNKNOWN, clientId: UNKNOWN },
  ],
  [
    'POST',
    '/onboarding/credential',
    cspCostsConnectorCreatePermission,
    { ...STEP, connectorId: 'x' },
  ],
  [
    'POST',
    '/onboarding/billing-role',
    cspCostsConnectorCreatePermission,
    { ...STEP, connectorId: 'x' },
  ],
  ['POST', '/onboarding/rollback', cspCostsConnectorCreatePermission, STEP],
  [
    'POST',
    '/onboarding/offboarding',
    cspCostsConnectorDeletePermission,
    { part: 'connector', connectorId: 'x' },
  ],
];

describe('the routes', () => {
  let harness: CspCostsHarness;

  async function start(denied: string[] = []) {
    harness = await CspCostsHarness.create({
      knex: await databases.init('SQLITE_3'),
      simulator: { customers: 1, months: 0, linesPerCustomerDay: 1 },
      denied,
    });
  }

  afterEach(() => harness.stop());

  it('are all covered here', () => {
    const documented = Object.entries(openapi.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    const covered = ROUTES.map(([method, path]) =>
      `${method} ${path.split('?')[0]}`
        .replace(/\/demo\b/, '/{connectorId}')
        .replace(`consents/${UNKNOWN}`, 'consents/{consentId}')
        .replace(`jobs/${UNKNOWN}`, 'jobs/{jobId}')
        .replace(`generations/${UNKNOWN}`, 'generations/{generationId}')
        .replace(`invoices/${UNKNOWN}`, 'invoices/{invoiceId}')
        .replace(`customers/${UNKNOWN}`, 'customers/{customerId}')
        .replace(
          `budgets/${UNKNOWN}/EUR`,
          'budgets/{customerId}/{billingCurrency}',
        )
        .replace(`sign-ins/${UNKNOWN}`, 'sign-ins/{signInId}')
        .replace(UNKNOWN, '{runId}'),
    );
    expect(covered.sort()).toEqual(documented.sort());
    return start();
  });

  it('want to know who asks', async () => {
    await start();
    for (const [method, path, , body] of ROUTES) {
      const { status } = await harness.request(path, {
        method,
        anonymous: true,
        body: body && JSON.stringify(body),
      });
      expect([path, status]).toEqual([path, 401]);
    }
  });

  it('name the permission that is missing', async () => {
    await start(ROUTES.map(([, , permission]) => permission.name));
    for (const [method, path, permission, input] of ROUTES) {
      const { status, body } = await harness.request(path, {
        method,
        body: input && JSON.stringify(input),
      });
      expect([path, status]).toEqual([path, 403]);
      expect(body.error?.message).toContain(permission.name);
    }
  });

  it.each([
    ['/costs/summary', 'billingPeriod'],
    ['/costs/summary?billingPeriod=2026-13', 'billingPeriod'],
    ['/costs/summary?billingPeriod=2026-11&customerId=me', 'customerId'],
    [
      '/costs/summary?billingPeriod=2026-11&azureSubscriptionId=1',
      'azureSubscriptionId',
    ],
    ['/costs/summary?billingPeriod=2026-11&colour=red', 'colour'],
    ['/costs/breakdown?billingPeriod=2026-11&dimension=shoe', 'dimension'],
    ['/costs/retail?billingPeriod=2026-11&metric=gross', 'metric'],
    ['/customers?billingPeriod=2026-11&limit=0', 'limit'],
    ['/customers?billingPeriod=2026-11&limit=101', 'limit'],
    ['/customers?billingPeriod=2026-11&offset=-1', 'offset'],
    [
      '/customers?billingPeriod=2026-11&billingCurrency=euro',
      'billingCurrency',
    ],
    ['/customers?billingPeriod=2026-11&sortBy=size', 'sortBy'],
    ['/runs/latest', 'runId'],
    ['/onboarding/tenants', 'tenant'],
    ['/onboarding/tenants?tenant=a/b', 'tenant'],
    ['/onboarding/sign-ins/mine', 'signInId'],
  ])('refuse %s and name the field', async (path, field) => {
    await start();
    const { status, body } = await harness.request(path);
    expect(status).toBe(400);
    expect(body.error?.message).toContain(field);
  });

  it('tell unknown from free of charge', async () => {
    await start();
    for (const path of [
      `/costs/summary?billingPeriod=2026-11&customerId=${UNKNOWN}`,
      `/costs/breakdown?billingPeriod=2026-11&dimension=service&azureSubscriptionId=${UNKNOWN}`,
      `/costs/retail?billingPeriod=2026-11&customerId=${UNKNOWN}`,
      '/connectors/other/runs',
      `/runs/${UNKNOWN}`,
    ]) {
      const { status, body } = await harness.request(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body.error?.message).toMatch(/No (connector|run)/);
    }
    const { status } = await harness.request('/connectors/other/runs', {
      method: 'POST',
    });
    expect(status).toBe(404);
  });

  it('start one run at a time, and never show a credential', async () => {
    await start();
    const [first, second] = await Promise.all([
      harness.api.startRun('demo'),
      harness.api.startRun('demo'),
    ]);
    expect(second.runId).toBe(first.runId);
    const { partner } = harness.simulator;
    const connectors = await harness.api.getConnectors();
    expect(connectors).toHaveLength(1);
    expect(connectors[0]).toMatchObject({
      connectorId: 'demo',
      settings: { clientId: partner.clientId },
      credential: { kind: 'client-secret' },
    });
    expect(JSON.stringify(connectors)).not.toContain(partner.clientSecret);
    await harness.untilCollected();
  });
});
