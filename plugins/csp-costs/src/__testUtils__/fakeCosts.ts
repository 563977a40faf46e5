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

import { createApiMock } from '@backstage/frontend-test-utils';
import { cspCostsApiRef } from '../api/cspCostsApiRef';
import { connector } from './connectorFixtures';
import { FakeConnectors, type ConnectorsApi } from './FakeConnectors';
import type {
  Budget,
  CostSummary,
  CostTotal,
  CostTrend,
  Coverage,
  CustomerCosts,
  CustomerInvoice,
  EntityClaims,
  CustomerSubscriptions,
  Problem,
  Run,
  RunDetail,
} from 'backstage-plugin-csp-costs-common';

export const COMPLETE: Coverage = {
  asOf: '2026-11-14T02:10:00Z',
  complete: true,
  slices: [],
  connectors: [],
};

export const PROBLEM: Problem = {
  code: 'MICROSOFT_EXPORT_FAILED',
  cause: 'Microsoft could not finish the export.',
  remedy: 'Nothing to do; it is tried again with the next run.',
  since: '2026-11-12T02:14:09Z',
  microsoft: {
    status: 500,
    code: '5000',
    message: 'An internal server error occurred.',
    requestId: '6d1b3c9a-2f0e-4e57-8c55-0b8f0e9b1d42',
  },
};

/** Dollars are stale, euros are current. */
export const STALE: Coverage = {
  asOf: '2026-11-11T02:12:41Z',
  complete: false,
  connectors: [],
  slices: [
    {
      connectorId: 'partner',
      source: 'unbilled-usage',
      billingPeriod: '2026-11',
      billingCurrency: 'USD',
      status: 'stale',
      asOf: '2026-11-11T02:12:41Z',
      lineCount: 412,
      quarantinedLineCount: 0,
      problem: PROBLEM,
    },
    {
      connectorId: 'partner',
      source: 'unbilled-usage',
      billingPeriod: '2026-11',
      billingCurrency: 'EUR',
      status: 'current',
      asOf: '2026-11-14T02:10:00Z',
      lineCount: 128440,
      quarantinedLineCount: 0,
    },
  ],
};

/** Two days of usage and one of licences, against as much in October. */
export function costTotal(changes: Partial<CostTotal> = {}): CostTotal {
  return {
    billingCurrency: 'EUR',
    billedCost: '12480.034900000000000001',
    usageCost: '12380.034900000000000001',
    otherCost: '100',
    estimatedCost: '12480.034900000000000001',
    invoicedCost: '0',
    taxCost: '2371.2066',
    state: 'estimated',
    comparableCost: '11555.5879',
    previousCost: '25000',
    days: [
      { date: '2026-11-01', usageCost: '6000', otherCost: '100' },
      {
        date: '2026-11-02',
        usageCost: '6380.034900000000000001',
        otherCost: '0',
      },
    ],
    previousDays: [
      { date: '2026-10-01', usageCost: '11555.5879', otherCost: '0' },
      { date: '2026-10-31', usageCost: '13444.4121', otherCost: '0' },
    ],
    services: [
      { name: 'Virtual Machines', billedCost: '9000' },
      { name: 'Storage', billedCost: '2000.034900000000000001' },
      { name: 'Bandwidth', billedCost: '1000' },
      { name: 'Azure Monitor', billedCost: '480' },
    ],
    ...changes,
  };
}

export function costSummary(changes: Partial<CostSummary> = {}): CostSummary {
  return {
    billingPeriod: '2026-11',
    comparison: { billingPeriod: '2026-10', throughDate: '2026-11-14' },
    totals: [costTotal()],
    coverage: COMPLETE,
    ...changes,
  };
}

/** The days of {@link costTotal} by service. */
export function costTrend(changes: Partial<CostTrend> = {}): CostTrend {
  return {
    billingPeriod: '2026-11',
    comparison: { billingPeriod: '2026-10', throughDate: '2026-11-14' },
    dimension: 'service',
    totals: [
      {
        billingCurrency: 'EUR',
        series: [
          {
            name: 'Virtual Machines',
            billedCost: '9000',
            days: [
              { date: '2026-11-01', billedCost: '5000' },
              { date: '2026-11-02', billedCost: '4000' },
            ],
          },
          {
            name: 'Storage',
            billedCost: '2000.034900000000000001',
            days: [
              { date: '2026-11-02', billedCost: '2000.034900000000000001' },
            ],
          },
        ],
        other: {
          count: 2,
          billedCost: '1480',
          days: [
            { date: '2026-11-01', billedCost: '1100' },
            { date: '2026-11-02', billedCost: '380' },
          ],
        },
      },
    ],
    ...changes,
  };
}

export function customerCosts(
  customerName: string,
  changes: Partial<CustomerCosts> = {},
): CustomerCosts {
  return {
    customerId: `id-of-${customerName.toLocaleLowerCase()}`,
    connectorId: 'partner',
    customerName,
    domainName: `${customerName.toLocaleLowerCase()}.example`,
    totals: [costTotal()],
    coverage: COMPLETE,
    ...changes,
  };
}

/** A budget that is half used by {@link costTotal}. */
export function budget(changes: Partial<Budget> = {}): Budget {
  return {
    customerId: 'id-of-fabrikam',
    billingCurrency: 'EUR',
    monthlyAmount: '24960.069800000000000002',
    thresholds: [80, 100],
    revision: 3,
    updatedBy: 'user:default/alex',
    updatedAt: '2026-11-02T08:00:00Z',
    ...changes,
  };
}

export const RUN: RunDetail = {
  runId: 'run-1',
  connectorId: 'partner',
  trigger: 'schedule',
  status: 'succeeded',
  startedAt: '2026-11-14T02:00:00Z',
  finishedAt: '2026-11-14T02:12:41Z',
  jobCount: 2,
  finishedJobCount: 2,
  failedJobCount: 0,
  jobs: [],
};

/** A backend with one partner, two customers and one month. */
export const fakeCostsApi = createApiMock(cspCostsApiRef, () => ({
  getBillingPeriods: jest.fn(async () => [
    {
      billingPeriod: '2026-11',
      state: 'estimated' as const,
      billingCurrencies: ['EUR'],
    },
    {
      billingPeriod: '2026-10',
      state: 'invoiced' as const,
      billingCurrencies: ['EUR'],
    },
  ]),
  getCostSummary: jest.fn(async query =>
    costSummary({ billingPeriod: query.billingPeriod }),
  ),
  getEntityClaims: jest.fn(
    async (entityRef: string): Promise<EntityClaims> => ({
      entityRef,
      claims: [
        {
          origin: 'annotation',
          customers: [{ id: 'id-of-fabrikam', name: 'Fabrikam' }],
        },
      ],
      partCount: 0,
      problems: [],
    }),
  ),
  getCostBreakdown: jest.fn(async ({ billingPeriod, dimension }) => ({
    billingPeriod,
    dimension,
    comparison: { billingPeriod: '2026-10', throughDate: '2026-11-14' },
    rows: [],
  })),
  getCostTrend: jest.fn(async ({ billingPeriod, dimension }) =>
    costTrend({ billingPeriod, dimension }),
  ),
  getCostChanges: jest.fn(async ({ billingPeriod }) => ({
    billingPeriod,
    comparison: { billingPeriod: '2026-10', throughDate: '2026-11-14' },
    totals: [],
  })),
  exportCharges: jest.fn(async ({ format }) => ({
    fileName: `costs.${format}`,
    content: new Blob(['BilledCost\r\n']),
  })),
  getExchangeRates: jest.fn(async ({ month }) => ({
    month,
    items: [],
    coverage: [],
  })),
  getPrices: jest.fn(async ({ month }) => ({
    month,
    items: [],
    coverage: [],
  })),
  getRetailCosts: jest.fn(async ({ billingPeriod, metric = 'actual' }) => ({
    billingPeriod,
    metric,
    totals: [],
    coverage: { complete: false, slices: [], connectors: [] },
  })),
  getCharges: jest.fn(async _query => ({ items: [], linesRemoved: [] })),
  getCustomers: jest.fn(async ({ billingPeriod }) => ({
    billingPeriod,
    comparison: { billingPeriod: '2026-10', throughDate: '2026-11-14' },
    totalCount: 2,
    items: [customerCosts('Fabrikam'), customerCosts('Litware')],
  })),
  getDirectory: jest.fn(async () => ({ connectors: [], items: [] })),
  getCustomerSubscriptions: jest.fn(
    async (_customerId: string): Promise<CustomerSubscriptions> => ({
      lists: [],
      items: [],
    }),
  ),
  getCustomerInvoices: jest.fn(
    async (_customerId: string): Promise<CustomerInvoice[]> => [],
  ),
  getBudgets: jest.fn(async (): Promise<Budget[]> => []),
  setBudget: jest.fn(async (customerId, billingCurrency, input) =>
    budget({ customerId, billingCurrency, ...input, revision: 1 }),
  ),
  deleteBudget: jest.fn(
    async (_customerId: string, _currency: string, _revision: number) =>
      undefined,
  ),
  getGenerations: jest.fn(async () => ({ items: [] })),
  publishGeneration: jest.fn(),
  discardGeneration: jest.fn(),
  getRestatements: jest.fn(async () => ({ items: [] })),
  getInvoices: jest.fn(async () => ({ totalCount: 0, items: [] })),
  getInvoice: jest.fn(),
  getInvoiceDocument: jest.fn(),
  getRuns: jest.fn(async (_connectorId: string): Promise<Run[]> => [RUN]),
  getRun: jest.fn(async (_runId: string) => RUN),
  startRun: jest.fn(async (_connectorId: string): Promise<Run> => RUN),
  cancelRun: jest.fn(async (_runId: string) => RUN),
  retryRun: jest.fn(async (_runId: string) => RUN),
  retryJob: jest.fn(async (_jobId: string) => RUN),
  getFailedJobs: jest.fn(async () => ({ items: [] })),
  getBackfill: jest.fn(async (connectorId: string) => ({
    connectorId,
    from: '2025-10',
    monthCount: 13,
    collectedMonthCount: 13,
    failedMonthCount: 0,
    noDataMonthCount: 0,
    oldestCollectedMonth: '2025-10',
    lineCount: 1_204_377,
    done: true,
  })),
  pauseCollection: jest.fn(async (_connectorId: string) => connector()),
  resumeCollection: jest.fn(async (_connectorId: string) => connector()),
  ...watched(new FakeConnectors([connector({ lastRun: RUN })])),
}));

/** A backend whose connectors behave as given. */
export function apiOf(connectors: FakeConnectors) {
  return fakeCostsApi(watched(connectors));
}

/** Tells tests what was asked of connectors. */
function watched(connectors: FakeConnectors) {
  const of = <Name extends keyof ConnectorsApi>(name: Name) =>
    jest.fn((...input: Parameters<ConnectorsApi[Name]>) =>
      (
        connectors[name] as (
          ...all: Parameters<ConnectorsApi[Name]>
        ) => ReturnType<ConnectorsApi[Name]>
      )(...input),
    );
  return {
    getConnectors: of('getConnectors'),
    getConnector: of('getConnector'),
    getConnectorOptions: of('getConnectorOptions'),
    createConnector: of('createConnector'),
    updateConnector: of('updateConnector'),
    deleteConnector: of('deleteConnector'),
    setCredential: of('setCredential'),
    generateCertificate: of('generateCertificate'),
    activateCertificate: of('activateCertificate'),
    importRefreshToken: of('importRefreshToken'),
    disconnect: of('disconnect'),
    startConsent: of('startConsent'),
    getConsent: of('getConsent'),
    createConsentLink: of('createConsentLink'),
    setConsentDeadline: of('setConsentDeadline'),
    getChecks: of('getChecks'),
    runChecks: of('runChecks'),
  };
}
