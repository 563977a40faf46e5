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

export const problem = {
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

export const source = {
  type: 'string',
  enum: [
    'customers',
    'subscriptions',
    'invoices',
    'unbilled-usage',
    'unbilled-reconciliation',
    'billed-usage',
    'billed-reconciliation',
    'legacy-invoice-lines',
    'cost-details',
    'arm-customers',
    'arm-invoices',
    'exchange-rates',
    'price-sheet',
    'rate-card',
  ],
} as const;

export const decimal = {
  type: 'string',
  pattern: '^-?\\d+(\\.\\d+)?$',
} as const;
export const billingPeriod = {
  type: 'string',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
} as const;
export const billingCurrency = {
  type: 'string',
  pattern: '^[A-Z]{3}$',
} as const;
export const day = { type: 'string', format: 'date' } as const;
export const moment = { type: 'string', format: 'date-time' } as const;
export const guid = {
  type: 'string',
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
} as const;
export const costState = {
  type: 'string',
  enum: ['estimated', 'invoiced', 'mixed'],
} as const;
export const dimension = {
  type: 'string',
  enum: [
    'service',
    'product',
    'resourceGroup',
    'resource',
    'region',
    'azureSubscription',
    'chargeCategory',
    'customer',
    'tag',
    'entity',
  ],
} as const;

export const dailyCosts = {
  type: 'array',
  items: {
    type: 'object',
    required: ['date', 'usageCost', 'otherCost'],
    additionalProperties: false,
    properties: { date: day, usageCost: decimal, otherCost: decimal },
  },
} as const;

export const comparison = {
  type: 'object',
  required: ['billingPeriod'],
  additionalProperties: false,
  properties: { billingPeriod, throughDate: day },
} as const;

export const costTotal = {
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
    forecastCost: decimal,
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

export const connectorHealth = {
  type: 'object',
  required: ['status'],
  additionalProperties: false,
  properties: {
    status: {
      type: 'string',
      enum: ['connected', 'expiring', 'needs-consent', 'disconnected'],
    },
    until: moment,
    problem,
    nextStep: {
      type: 'string',
      enum: ['set-credential', 'activate-certificate', 'sign-in'],
    },
  },
} as const;

export const paused = {
  type: 'object',
  required: ['since'],
  additionalProperties: false,
  properties: { since: moment, pausedBy: { type: 'string' } },
} as const;

export const coverage = {
  type: 'object',
  required: ['complete', 'slices', 'connectors'],
  additionalProperties: false,
  properties: {
    asOf: moment,
    complete: { type: 'boolean' },
    limited: { type: 'boolean' },
    slices: {
      type: 'array',
      items: {
        type: 'object',
        required: ['connectorId', 'source', 'status', 'quarantinedLineCount'],
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
    connectors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['connectorId', 'title', 'status'],
        additionalProperties: false,
        properties: {
          connectorId: { type: 'string' },
          title: { type: 'string' },
          ...connectorHealth.properties,
          paused,
        },
      },
    },
  },
} as const;

export const validation = {
  type: 'array',
  items: {
    type: 'object',
    required: ['check', 'verdict', 'detail'],
    additionalProperties: false,
    properties: {
      check: {
        type: 'string',
        enum: [
          'tenant',
          'blobs',
          'lines',
          'columns',
          'readable',
          'amounts',
          'currency',
          'period',
          'customers',
          'total',
          'invoice',
        ],
      },
      verdict: { type: 'string', enum: ['pass', 'warn', 'held', 'fail'] },
      detail: { type: 'string' },
    },
  },
} as const;

export const runProperties = {
  runId: { type: 'string' },
  connectorId: { type: 'string' },
  trigger: {
    type: 'string',
    enum: ['schedule', 'manual', 'retry', 'backfill'],
  },
  requestedBy: { type: 'string' },
  cancelledBy: { type: 'string' },
  status: {
    type: 'string',
    enum: ['running', 'succeeded', 'partial', 'failed', 'cancelled'],
  },
  startedAt: moment,
  finishedAt: moment,
  jobCount: { type: 'integer' },
  finishedJobCount: { type: 'integer' },
  failedJobCount: { type: 'integer' },
} as const;

export const runRequired = [
  'runId',
  'connectorId',
  'trigger',
  'status',
  'startedAt',
  'jobCount',
  'finishedJobCount',
  'failedJobCount',
] as const;

export const run = {
  type: 'object',
  required: runRequired,
  additionalProperties: false,
  properties: runProperties,
} as const;

const jobProperties = {
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
      'held',
      'failed',
      'cancelled',
    ],
  },
  stage: {
    type: 'string',
    enum: ['exporting', 'downloading', 'loading', 'archiving', 'reading'],
  },
  attempts: { type: 'integer' },
  bytes: { type: 'integer' },
  lineCount: { type: 'integer' },
  quarantinedLineCount: { type: 'integer' },
  startedAt: moment,
  finishedAt: moment,
  problem,
  generationId: guid,
  validation,
  retriedIn: guid,
} as const;

const jobRequired = [
  'jobId',
  'source',
  'status',
  'attempts',
  'bytes',
  'lineCount',
  'quarantinedLineCount',
] as const;

export const failedJob = {
  type: 'object',
  required: [...jobRequired, 'connectorId', 'runId'],
  additionalProperties: false,
  properties: {
    ...jobProperties,
    connectorId: { type: 'string' },
    runId: guid,
  },
} as const;

export const runDetail = {
  type: 'object',
  required: [...runRequired, 'jobs'],
  additionalProperties: false,
  properties: {
    ...runProperties,
    jobs: {
      type: 'array',
      items: {
        type: 'object',
        required: jobRequired,
        additionalProperties: false,
        properties: jobProperties,
      },
    },
  },
} as const;

export const error = {
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

export const billingPeriodParameter = {
  name: 'billingPeriod',
  in: 'query',
  required: true,
  description: 'UTC calendar month, YYYY-MM',
  schema: billingPeriod,
} as const;

/** An id in the path. */
export function guidInPath<const Name extends string>(name: Name) {
  return { name, in: 'path', required: true, schema: guid } as const;
}

export const customerIdInPath = {
  name: 'customerId',
  in: 'path',
  required: true,
  description: 'Tenant id of a customer',
  schema: guid,
} as const;

export const connectorIdParameter = {
  name: 'connectorId',
  in: 'path',
  required: true,
  schema: { type: 'string', maxLength: 63 },
} as const;

/** Parameters of a list in pages, ordered by moment and id. */
export const pageParameters = [
  {
    name: 'limit',
    in: 'query',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 500 },
  },
  {
    name: 'cursor',
    in: 'query',
    required: false,
    description: '`nextCursor` of the page before',
    schema: {
      type: 'string',
      pattern: `^\\d{1,15}\\.${guid.pattern.slice(1)}`,
    },
  },
] as const;

/** Whose costs, by customer or Azure subscription. */
export const customerParameters = [
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

export const chargeCategory = {
  type: 'string',
  enum: ['Usage', 'Purchase', 'Credit', 'Adjustment', 'Tax'],
} as const;

/** A parameter of text as the figures have it. */
export function textParameter<const Name extends string>(
  name: Name,
  description: string,
) {
  return {
    name,
    in: 'query',
    required: false,
    description,
    allowEmptyValue: true,
    // Without it a blank sent as "+" is refused.
    allowReserved: true,
    schema: { type: 'string', maxLength: 1024, pattern: '^[^\\u0000]*$' },
  } as const;
}

/** An entity of the catalog. */
export const entityRef = {
  type: 'string',
  maxLength: 400,
  pattern: '^[^:/\\s]+:[^:/\\s]+/[^:/\\s]+$',
} as const;

/** Which costs are asked for. */
export const scopeParameters = [
  ...customerParameters,
  {
    name: 'entityRef',
    in: 'query',
    required: false,
    description:
      'Entity of the catalog, kind:namespace/name: its costs and what is rolled up into it',
    // Without it ":" and "/" as they are would be refused.
    allowReserved: true,
    schema: entityRef,
  },
  {
    name: 'unattributed',
    in: 'query',
    required: false,
    description: 'Only costs that no entity claims',
    schema: { type: 'boolean' },
  },
  {
    name: 'chargeCategory',
    in: 'query',
    required: false,
    schema: chargeCategory,
  },
  textParameter('serviceName', 'FOCUS service name; empty for none'),
  textParameter('productName', 'Product or SKU; empty for none'),
  textParameter(
    'resourceGroup',
    'Azure resource group in lower case; empty for none',
  ),
  textParameter('resourceId', 'ARM id in lower case; empty for none'),
  textParameter('region', 'Azure region; empty for none'),
  {
    ...textParameter('tag', 'Tag of a resource, key=value'),
    schema: {
      type: 'string',
      maxLength: 1024,
      pattern: '^[^\\u0000=]+=[^\\u0000]*$',
    },
  },
] as const;

/**
 * The API of csp-costs, OpenAPI 3.1. Requests are checked against it in the
 * router, answers in the router's tests.
 *
 * All amounts are exact decimals as text. Every route wants a user, or
 * where it says so another plugin, and a permission of the plugin.
 */

/** A JSON answer. */
export function answer<const Schema>(description: string, schema: Schema) {
  return {
    description,
    content: { 'application/json': { schema } },
  } as const;
}

/** A list of items. */
export function listOf<const Schema>(items: Schema) {
  return {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: { items: { type: 'array', items } },
  } as const;
}

/** A page of items. */
export function pageOf<const Schema>(items: Schema) {
  return {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items },
      nextCursor: { type: 'string' },
    },
  } as const;
}

/** A JSON body. */
export function requestBody<const Schema>(schema: Schema) {
  return {
    required: true,
    content: { 'application/json': { schema } },
  } as const;
}
