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

import { ok } from './responses';
import {
  billingCurrency,
  billingPeriod,
  coverage,
  day,
  decimal,
  error,
  guid,
  moment,
  source,
} from './schemas';

const text = {
  type: 'string',
  maxLength: 100,
  pattern: '^[^\\u0000]*$',
} as const;

const documentType = {
  type: 'string',
  enum: ['invoice', 'adjustment-note', 'void-note'],
} as const;

const chargeCategory = {
  type: 'string',
  enum: ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'],
} as const;

const invoiceProperties = {
  connectorId: { type: 'string' },
  invoiceId: { type: 'string' },
  invoiceDate: day,
  billingPeriod,
  billingCurrency,
  documentType,
  commerce: { type: 'string', enum: ['new', 'legacy'] },
  amendsInvoiceId: { type: 'string' },
  totalCharges: decimal,
  lineTotal: decimal,
  difference: decimal,
  tolerance: decimal,
  verdict: {
    type: 'string',
    enum: ['tied', 'within-tolerance', 'differs', 'not-complete'],
  },
  unexplained: decimal,
  gaps: {
    type: 'array',
    items: {
      type: 'object',
      required: ['reason', 'source'],
      additionalProperties: false,
      properties: {
        reason: {
          type: 'string',
          enum: [
            'missing',
            'not-yet-available',
            'not-collected',
            'held',
            'quarantined',
            'customers',
          ],
        },
        source,
        lineCount: { type: 'integer' },
      },
    },
  },
  asOf: moment,
} as const;

const invoiceRequired = [
  'connectorId',
  'invoiceId',
  'invoiceDate',
  'billingPeriod',
  'billingCurrency',
  'documentType',
  'commerce',
  'totalCharges',
  'tolerance',
  'verdict',
  'gaps',
] as const;

const invoiceDetail = {
  type: 'object',
  required: [
    ...invoiceRequired,
    'parts',
    'residuals',
    'evidence',
    'notes',
    'coverage',
    'hasDocument',
  ],
  additionalProperties: false,
  properties: {
    ...invoiceProperties,
    parts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['source', 'generationId', 'chargeCategory', 'cost'],
        additionalProperties: false,
        properties: {
          source,
          generationId: guid,
          chargeCategory,
          cost: decimal,
        },
      },
    },
    residuals: {
      type: 'array',
      items: {
        type: 'object',
        required: ['cause', 'amount', 'customers'],
        additionalProperties: false,
        properties: {
          cause: {
            type: 'string',
            enum: [
              'tax',
              'rounding',
              'credit',
              'late-usage',
              'restated',
              'exchange-rate',
              'source-missing',
              'quarantined',
              'unexplained',
            ],
          },
          amount: decimal,
          lineCount: { type: 'integer' },
          customers: {
            type: 'array',
            items: {
              type: 'object',
              required: ['customerId', 'customerName', 'amount'],
              additionalProperties: false,
              properties: {
                customerId: { type: 'string' },
                customerName: { type: 'string' },
                amount: decimal,
              },
            },
          },
        },
      },
    },
    evidence: { type: 'string', enum: ['read', 'reading', 'removed'] },
    usage: {
      type: 'object',
      required: ['dailyCost', 'reconciledCost'],
      additionalProperties: false,
      properties: { dailyCost: decimal, reconciledCost: decimal },
    },
    notes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['invoiceId', 'documentType', 'invoiceDate', 'totalCharges'],
        additionalProperties: false,
        properties: {
          invoiceId: { type: 'string' },
          documentType,
          invoiceDate: day,
          totalCharges: decimal,
        },
      },
    },
    coverage,
    hasDocument: { type: 'boolean' },
  },
} as const;

const ofOneInvoice = [
  { name: 'invoiceId', in: 'path', required: true, schema: text },
  {
    name: 'connectorId',
    in: 'query',
    required: true,
    description: 'Connector that lists the invoice',
    schema: text,
  },
] as const;

/** Invoices, their tie-out and their documents. */
export const invoicePaths = {
  '/invoices': {
    get: {
      operationId: 'getInvoices',
      description:
        'A page of invoices, newest first, each compared with our lines of it. Needs the right to see the costs of all customers.',
      parameters: [
        {
          name: 'billingPeriod',
          in: 'query',
          required: false,
          description: 'UTC calendar month, YYYY-MM',
          schema: billingPeriod,
        },
        { name: 'connectorId', in: 'query', required: false, schema: text },
        {
          name: 'billingCurrency',
          in: 'query',
          required: false,
          description: 'ISO 4217',
          schema: billingCurrency,
        },
        {
          name: 'offset',
          in: 'query',
          required: false,
          schema: { type: 'integer', minimum: 0, maximum: 100_000 },
        },
        {
          name: 'limit',
          in: 'query',
          required: false,
          schema: { type: 'integer', minimum: 1, maximum: 200 },
        },
      ],
      responses: ok('Invoices', {
        type: 'object',
        required: ['totalCount', 'items'],
        additionalProperties: false,
        properties: {
          totalCount: { type: 'integer' },
          items: {
            type: 'array',
            items: {
              type: 'object',
              required: invoiceRequired,
              additionalProperties: false,
              properties: invoiceProperties,
            },
          },
        },
      }),
    },
  },
  '/invoices/{invoiceId}': {
    get: {
      operationId: 'getInvoice',
      description:
        'An invoice with the reason of what differs. Rights as for all invoices.',
      parameters: ofOneInvoice,
      responses: ok('The invoice', invoiceDetail),
    },
  },
  '/invoices/{invoiceId}/document': {
    get: {
      operationId: 'getInvoiceDocument',
      description:
        'The document of an invoice, which Partner Center is asked for in the name of the person who signed in. Rights as for all invoices.',
      parameters: ofOneInvoice,
      responses: {
        '200': {
          description: 'The document',
          content: {
            'application/pdf': { schema: { type: 'string', format: 'binary' } },
          },
        },
        default: error,
      },
    },
  },
} as const;
