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
  day,
  decimal,
  guid,
  moment,
  pageOf,
  source,
} from './schemas';

const restatement = {
  type: 'object',
  required: [
    'connectorId',
    'source',
    'billingPeriod',
    'billingCurrency',
    'customerId',
    'customerName',
    'serviceName',
    'chargeCategory',
    'costBefore',
    'costAfter',
    'costChange',
    'previousGenerationId',
    'generationId',
    'restatedAt',
  ],
  additionalProperties: false,
  properties: {
    connectorId: { type: 'string' },
    source,
    billingPeriod,
    billingCurrency,
    invoiceId: { type: 'string' },
    customerId: { type: 'string' },
    customerName: { type: 'string' },
    serviceName: { type: 'string' },
    chargeCategory: {
      type: 'string',
      enum: ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'],
    },
    costBefore: decimal,
    costAfter: decimal,
    costChange: decimal,
    throughDate: day,
    previousGenerationId: guid,
    generationId: guid,
    restatedAt: moment,
  },
} as const;

/** What Microsoft changed after it had been published. */
export const restatementPaths = {
  '/restatements': {
    get: {
      operationId: 'getRestatements',
      description:
        'A page of totals that Microsoft changed after they had been published, newest first.',
      parameters: [
        {
          name: 'connectorId',
          in: 'query',
          required: false,
          schema: { type: 'string', maxLength: 63, pattern: '^[^\\u0000]*$' },
        },
        {
          name: 'customerId',
          in: 'query',
          required: false,
          description: 'Tenant id of a customer',
          schema: guid,
        },
        {
          name: 'billingPeriod',
          in: 'query',
          required: false,
          description: 'UTC calendar month, YYYY-MM',
          schema: billingPeriod,
        },
        {
          name: 'invoiceId',
          in: 'query',
          required: false,
          description: "Microsoft's number of an invoice",
          schema: { type: 'string', maxLength: 100, pattern: '^[^\\u0000]*$' },
        },
        {
          name: 'from',
          in: 'query',
          required: false,
          description: 'First UTC day of the change',
          schema: day,
        },
        {
          name: 'to',
          in: 'query',
          required: false,
          description: 'Last UTC day of the change',
          schema: day,
        },
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
          schema: { type: 'string', pattern: '^\\d{1,18}$' },
        },
      ],
      responses: ok('Restatements', pageOf(restatement)),
    },
  },
} as const;
