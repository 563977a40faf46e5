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
  customerIdInPath,
  day,
  decimal,
  listOf,
  moment,
} from './schemas';

const list = {
  type: 'object',
  required: ['connectorId', 'title', 'status'],
  additionalProperties: false,
  properties: {
    connectorId: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'string', enum: ['complete', 'failed', 'pending', 'off'] },
    asOf: moment,
  },
} as const;

const subscription = {
  type: 'object',
  required: ['subscriptionId', 'connectorId', 'kind', 'name', 'listed'],
  additionalProperties: false,
  properties: {
    subscriptionId: { type: 'string' },
    connectorId: { type: 'string' },
    kind: { type: 'string', enum: ['commerce', 'azure'] },
    name: { type: 'string' },
    productName: { type: 'string' },
    productType: { type: 'string' },
    commerceSubscriptionId: { type: 'string' },
    status: { type: 'string' },
    quantity: { type: 'number' },
    termDuration: { type: 'string' },
    billingCycle: { type: 'string' },
    termEndsAt: moment,
    autoRenew: { type: 'boolean' },
    listed: { type: 'boolean' },
  },
} as const;

const invoice = {
  type: 'object',
  required: [
    'connectorId',
    'invoiceId',
    'billingPeriod',
    'billingCurrency',
    'billedCost',
    'taxCost',
    'complete',
  ],
  additionalProperties: false,
  properties: {
    connectorId: { type: 'string' },
    invoiceId: { type: 'string' },
    invoiceDate: day,
    billingPeriod,
    billingCurrency,
    billedCost: decimal,
    taxCost: decimal,
    complete: { type: 'boolean' },
  },
} as const;

/** What customers have from Microsoft, and on which invoices it is. */
export const subscriptionPaths = {
  '/customers/{customerId}/subscriptions': {
    get: {
      operationId: 'getCustomerSubscriptions',
      description:
        'Licences, Azure plans and Azure subscriptions of a customer, and when the lists of them were read.',
      parameters: [customerIdInPath],
      responses: ok('Subscriptions', {
        type: 'object',
        required: ['lists', 'items'],
        additionalProperties: false,
        properties: {
          lists: { type: 'array', items: list },
          items: { type: 'array', items: subscription },
        },
      }),
    },
  },
  '/customers/{customerId}/invoices': {
    get: {
      operationId: 'getCustomerInvoices',
      description:
        'Invoices that have charges of a customer, newest first, with what they have of it.',
      parameters: [customerIdInPath],
      responses: ok('Invoices', listOf(invoice)),
    },
  },
} as const;
