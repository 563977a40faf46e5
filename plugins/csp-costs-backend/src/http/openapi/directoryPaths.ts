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
import { guid, moment } from './schemas';

const list = {
  type: 'object',
  required: ['status'],
  additionalProperties: false,
  properties: {
    status: { type: 'string', enum: ['complete', 'failed', 'pending', 'off'] },
    asOf: moment,
  },
} as const;

const connector = {
  type: 'object',
  required: ['connectorId', 'title', 'customers', 'subscriptions'],
  additionalProperties: false,
  properties: {
    connectorId: { type: 'string' },
    title: { type: 'string' },
    customers: list,
    subscriptions: list,
  },
} as const;

const customer = {
  type: 'object',
  required: [
    'customerId',
    'connectorId',
    'customerName',
    'listed',
    'azureSubscriptions',
  ],
  additionalProperties: false,
  properties: {
    customerId: guid,
    connectorId: { type: 'string' },
    customerName: { type: 'string' },
    domainName: { type: 'string' },
    country: { type: 'string' },
    listed: { type: 'boolean' },
    azureSubscriptions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['azureSubscriptionId', 'name'],
        additionalProperties: false,
        properties: {
          azureSubscriptionId: guid,
          name: { type: 'string' },
          status: { type: 'string' },
        },
      },
    },
  },
} as const;

/** Who the customers are, without their costs. */
export const directoryPaths = {
  '/directory': {
    get: {
      operationId: 'getDirectory',
      description:
        'A page of customers with their Azure subscriptions, and how completely each connector has read them. For users, and for plugins of the same Backstage.',
      parameters: [
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
            pattern: `${guid.pattern.slice(0, -1)}:[^:\\u0000]{1,63}$`,
          },
        },
      ],
      responses: ok('Customers', {
        type: 'object',
        required: ['connectors', 'items'],
        additionalProperties: false,
        properties: {
          connectors: { type: 'array', items: connector },
          items: { type: 'array', items: customer },
          nextCursor: { type: 'string' },
        },
      }),
    },
  },
} as const;
