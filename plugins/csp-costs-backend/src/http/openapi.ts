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

const problem = {
  type: 'object',
  required: ['code', 'cause', 'remedy', 'since'],
  additionalProperties: false,
  properties: {
    code: { type: 'string' },
    cause: { type: 'string' },
    remedy: { type: 'string' },
    since: { type: 'string', format: 'date-time' },
    microsoft: {
      type: 'object',
      additionalProperties: false,
      properties: {
        status: { type: 'integer' },
        code: { type: 'string' },
        message: { type: 'string' },
        requestId: { type: 'string' },
      },
    },
  },
} as const;

const source = {
  type: 'string',
  enum: [
    'customers',
    'subscriptions',
    'invoices',
    'unbilled-usage',
    'unbilled-reconciliation',
    'billed-usage',
    'billed-reconciliation',
  ],
} as const;

const decimal = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' } as const;
const billingPeriod = {
  type: 'string',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
} as const;
const billingCurrency = { type: 'string', pattern: '^[A-Z]{3}$' } as const;
const day = { type: 'string', format: 'date' } as const;
const moment = { type: 'string', format: 'date-time' } as const;
const guid = {
  type: 'string',
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
} as const;
const costState = {
  type: 'string',
  enum: ['estimated', 'invoiced', 'mixed'],
} as const;
const dimension = {
  type: 'string',
  enum: [
    'service',
    'product',
    'resourceGroup',
    'azureSubscription',
    'chargeCategory',
    'customer',
  ],
} as const;

const dailyCosts = {
  type: 'array',
  items: {
    type: 'object',
    required: ['date', 'usageCost', 'otherCost'],
    additionalProperties: false,
    properties: { date: day, usageCost: decimal, otherCost: decimal },
  },
} as const;

const comparison = {
  type: 'object',
  required: ['billingPeriod'],
  additionalProperties: false,
  properties: { billingPeriod, throughDate: day },
} as const;

const costTotal = {
  type: 'object',
  required: [
    'billingCurrency',
    'billedCost',
    'usageCost',
    'otherCost',
    'estimatedCost',
    'invoicedCost',
    'taxCost',
    'state',
    'days',
    'previousDays',
    'services',
  ],
  additionalProperties: false,
  properties: {
    billingCurrency,
    billedCost: decimal,
    usageCost: decimal,
    otherCost: decimal,
    estimatedCost: decimal,
    invoicedCost: decimal,
    taxCost: decimal,
    state: costState,
    comparableCost: decimal,
    previousCost: decimal,
    days: dailyCosts,
    previousDays: dailyCosts,
    services: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'billedCost'],
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          billedCost: decimal,
        },
      },
    },
  },
} as const;

const coverage = {
  type: 'object',
  required: ['complete', 'slices'],
  additionalProperties: false,
  properties: {
    asOf: moment,
    complete: { type: 'boolean' },
    slices: {
      type: 'array',
      items: {
        type: 'object',
        required: [
          'connectorId',
          'source',
          'status',
          'lineCount',
          'quarantinedLineCount',
        ],
        additionalProperties: false,
        properties: {
          connectorId: { type: 'string' },
          source,
          billingPeriod,
          billingCurrency,
          invoiceId: { type: 'string' },
          status: {
            type: 'string',
            enum: [
              'current',
              'stale',
              'missing',
              'not-yet-available',
              'collecting',
            ],
          },
          asOf: moment,
          lineCount: { type: 'integer' },
          quarantinedLineCount: { type: 'integer' },
          problem,
        },
      },
    },
  },
} as const;

const runProperties = {
  runId: { type: 'string' },
  connectorId: { type: 'string' },
  trigger: { type: 'string', enum: ['schedule', 'manual'] },
  requestedBy: { type: 'string' },
  status: {
    type: 'string',
    enum: ['running', 'succeeded', 'partial', 'failed'],
  },
  startedAt: moment,
  finishedAt: moment,
  jobCount: { type: 'integer' },
  finishedJobCount: { type: 'integer' },
  failedJobCount: { type: 'integer' },
} as const;

const runRequired = [
  'runId',
  'connectorId',
  'trigger',
  'status',
  'startedAt',
  'jobCount',
  'finishedJobCount',
  'failedJobCount',
] as const;

const run = {
  type: 'object',
  required: runRequired,
  additionalProperties: false,
  properties: runProperties,
} as const;

const runDetail = {
  type: 'object',
  required: [...runRequired, 'jobs'],
  additionalProperties: false,
  properties: {
    ...runProperties,
    jobs: {
      type: 'array',
      items: {
        type: 'object',
        required: [
          'jobId',
          'source',
          'status',
          'attempts',
          'bytes',
          'lineCount',
          'quarantinedLineCount',
        ],
        additionalProperties: false,
        properties: {
          jobId: { type: 'string' },
          source,
          billingPeriod,
          billingCurrency,
          invoiceId: { type: 'string' },
          status: {
            type: 'string',
            enum: [
              'queued',
              'running',
              'waiting',
              'published',
              'unchanged',
              'no-data',
              'failed',
            ],
          },
          stage: {
            type: 'string',
            enum: ['exporting', 'downloading', 'loading', 'reading'],
          },
          attempts: { type: 'integer' },
          bytes: { type: 'integer' },
          lineCount: { type: 'integer' },
          quarantinedLineCount: { type: 'integer' },
          startedAt: moment,
          finishedAt: moment,
          problem,
        },
      },
    },
  },
} as const;

const connector = {
  type: 'object',
  required: [
    'connectorId',
    'title',
    'partnerTenantId',
    'clientId',
    'credentialKind',
    'nationalCloud',
    'origin',
    'sources',
    'schedule',
  ],
  additionalProperties: false,
  properties: {
    connectorId: { type: 'string' },
    title: { type: 'string' },
    partnerTenantId: guid,
    clientId: guid,
    credentialKind: { type: 'string', enum: ['client-secret', 'certificate'] },
    nationalCloud: { type: 'string' },
    origin: { type: 'string', enum: ['app-config'] },
    sources: { type: 'array', items: source },
    schedule: {
      type: 'object',
      required: ['cron', 'timeZone'],
      additionalProperties: false,
      properties: { cron: { type: 'string' }, timeZone: { type: 'string' } },
    },
    nextRunAt: moment,
    lastRun: run,
    lastSucceededAt: moment,
  },
} as const;

const error = {
  description: 'The request was refused; `error.message` says why.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['error', 'response'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
          },
          request: { type: 'object' },
          response: { type: 'object' },
        },
      },
    },
  },
} as const;

const billingPeriodParameter = {
  name: 'billingPeriod',
  in: 'query',
  required: true,
  description: 'UTC calendar month, YYYY-MM',
  schema: billingPeriod,
} as const;

const connectorIdParameter = {
  name: 'connectorId',
  in: 'path',
  required: true,
  schema: { type: 'string', maxLength: 63 },
} as const;

const scopeParameters = [
  {
    name: 'customerId',
    in: 'query',
    required: false,
    description: 'Tenant id of a customer',
    schema: guid,
  },
  {
    name: 'azureSubscriptionId',
    in: 'query',
    required: false,
    description: 'Id of an Azure subscription; it has usage only',
    schema: guid,
  },
] as const;

/**
 * The API of csp-costs, OpenAPI 3.1. Requests are checked against it in the
 * router, answers in the router's tests.
 *
 * All amounts are exact decimals as text. Every route wants a user and a
 * permission of the plugin.
 */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'csp-costs',
    version: '1',
    description: "Costs of a Microsoft CSP partner's customers",
    license: {
      name: 'Apache-2.0',
      url: 'http://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths: {
    '/billing-periods': {
      get: {
        operationId: 'getBillingPeriods',
        description: 'Billing periods with figures, latest first.',
        responses: {
          '200': {
            description: 'Billing periods',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  additionalProperties: false,
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: [
                          'billingPeriod',
                          'state',
                          'billingCurrencies',
                        ],
                        additionalProperties: false,
                        properties: {
                          billingPeriod,
                          state: costState,
                          billingCurrencies: {
                            type: 'array',
                            items: billingCurrency,
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          default: error,
        },
      },
    },
    '/costs/summary': {
      get: {
        operationId: 'getCostSummary',
        description:
          'Totals, days and top services of a scope, one entry a currency.',
        parameters: [billingPeriodParameter, ...scopeParameters],
        responses: {
          '200': {
            description: 'Costs of the scope',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: [
                    'billingPeriod',
                    'comparison',
                    'totals',
                    'coverage',
                  ],
                  additionalProperties: false,
                  properties: {
                    billingPeriod,
                    comparison,
                    totals: { type: 'array', items: costTotal },
                    coverage,
                  },
                },
              },
            },
          },
          default: error,
        },
      },
    },
    '/costs/breakdown': {
      get: {
        operationId: 'getCostBreakdown',
        description: 'Costs of a scope by one dimension.',
        parameters: [
          billingPeriodParameter,
          {
            name: 'dimension',
            in: 'query',
            required: true,
            schema: dimension,
          },
          ...scopeParameters,
        ],
        responses: {
          '200': {
            description: 'Costs by dimension',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: [
                    'billingPeriod',
                    'comparison',
                    'dimension',
                    'rows',
                  ],
                  additionalProperties: false,
                  properties: {
                    billingPeriod,
                    comparison,
                    dimension,
                    rows: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: [
                          'name',
                          'billedCost',
                          'billingCurrency',
                          'state',
                        ],
                        additionalProperties: false,
                        properties: {
                          id: { type: 'string' },
                          name: { type: 'string' },
                          billedCost: decimal,
                          billingCurrency,
                          state: costState,
                          comparableCost: decimal,
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          default: error,
        },
      },
    },
    '/customers': {
      get: {
        operationId: 'getCustomers',
        description: 'A page of customers with their costs.',
        parameters: [
          billingPeriodParameter,
          {
            name: 'search',
            in: 'query',
            required: false,
            description: 'Part of a name, domain or tenant id',
            // Without it a blank sent as "+" is refused.
            allowReserved: true,
            schema: {
              type: 'string',
              maxLength: 200,
              pattern: '^[^\\u0000]*$',
            },
          },
          {
            name: 'billingCurrency',
            in: 'query',
            required: false,
            schema: billingCurrency,
          },
          {
            name: 'sortBy',
            in: 'query',
            required: false,
            schema: { type: 'string', enum: ['cost', 'change', 'name'] },
          },
          {
            name: 'order',
            in: 'query',
            required: false,
            schema: { type: 'string', enum: ['asc', 'desc'] },
          },
          {
            name: 'offset',
            in: 'query',
            required: false,
            schema: { type: 'integer', minimum: 0 },
          },
          {
            name: 'limit',
            in: 'query',
            required: false,
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
        ],
        responses: {
          '200': {
            description: 'Customers',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: [
                    'billingPeriod',
                    'comparison',
                    'totalCount',
                    'items',
                  ],
                  additionalProperties: false,
                  properties: {
                    billingPeriod,
                    comparison,
                    totalCount: { type: 'integer' },
                    items: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: [
                          'customerId',
                          'connectorId',
                          'customerName',
                          'totals',
                          'coverage',
                        ],
                        additionalProperties: false,
                        properties: {
                          customerId: { type: 'string' },
                          connectorId: { type: 'string' },
                          customerName: { type: 'string' },
                          domainName: { type: 'string' },
                          country: { type: 'string' },
                          totals: { type: 'array', items: costTotal },
                          coverage,
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          default: error,
        },
      },
    },
    '/connectors': {
      get: {
        operationId: 'getConnectors',
        description: 'Connectors, without their credentials.',
        responses: {
          '200': {
            description: 'Connectors',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  additionalProperties: false,
                  properties: { items: { type: 'array', items: connector } },
                },
              },
            },
          },
          default: error,
        },
      },
    },
    '/connectors/{connectorId}/runs': {
      get: {
        operationId: 'getRuns',
        description: 'The latest runs of a connector, latest first.',
        parameters: [connectorIdParameter],
        responses: {
          '200': {
            description: 'Runs',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  additionalProperties: false,
                  properties: { items: { type: 'array', items: run } },
                },
              },
            },
          },
          default: error,
        },
      },
      post: {
        operationId: 'startRun',
        description: 'Starts a run, or gives the one that is going on.',
        parameters: [connectorIdParameter],
        responses: {
          '200': {
            description: 'The run that was going on',
            content: { 'application/json': { schema: run } },
          },
          '201': {
            description: 'The run that was started',
            content: { 'application/json': { schema: run } },
          },
          default: error,
        },
      },
    },
    '/runs/{runId}': {
      get: {
        operationId: 'getRun',
        description: 'One run with its jobs.',
        parameters: [
          { name: 'runId', in: 'path', required: true, schema: guid },
        ],
        responses: {
          '200': {
            description: 'The run',
            content: { 'application/json': { schema: runDetail } },
          },
          default: error,
        },
      },
    },
  },
} as const;
