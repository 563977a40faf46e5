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
  billingPeriodParameter,
  comparison,
  costState,
  costTotal,
  coverage,
  decimal,
  dimension,
  listOf,
  scopeParameters,
  textParameter,
} from './schemas';

/** Figures and what they are made of. */
export const costPaths = {
  '/billing-periods': {
    get: {
      operationId: 'getBillingPeriods',
      description: 'Billing periods with figures, latest first.',
      responses: ok(
        'Billing periods',
        listOf({
          type: 'object',
          required: ['billingPeriod', 'state', 'billingCurrencies'],
          additionalProperties: false,
          properties: {
            billingPeriod,
            state: costState,
            billingCurrencies: {
              type: 'array',
              items: billingCurrency,
            },
          },
        }),
      ),
    },
  },
  '/costs/summary': {
    get: {
      operationId: 'getCostSummary',
      description:
        'Totals, days and top services of a scope, one entry a currency.',
      parameters: [billingPeriodParameter, ...scopeParameters],
      responses: ok('Costs of the scope', {
        type: 'object',
        required: ['billingPeriod', 'comparison', 'totals', 'coverage'],
        additionalProperties: false,
        properties: {
          billingPeriod,
          comparison,
          totals: { type: 'array', items: costTotal },
          coverage,
        },
      }),
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
        textParameter('tagKey', 'Key of the tag, for the dimension "tag"'),
        {
          name: 'limit',
          in: 'query',
          required: false,
          description: 'Rows of a currency; the rest is added up',
          schema: { type: 'integer', minimum: 1, maximum: 5000 },
        },
        ...scopeParameters,
      ],
      responses: ok('Costs by dimension', {
        type: 'object',
        required: ['billingPeriod', 'comparison', 'dimension', 'rows'],
        additionalProperties: false,
        properties: {
          billingPeriod,
          comparison,
          dimension,
          rows: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'billedCost', 'billingCurrency', 'state'],
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
          others: {
            type: 'array',
            items: {
              type: 'object',
              required: ['billingCurrency', 'count', 'billedCost'],
              additionalProperties: false,
              properties: {
                billingCurrency,
                count: { type: 'integer' },
                billedCost: decimal,
                comparableCost: decimal,
              },
            },
          },
        },
      }),
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
      responses: ok('Customers', {
        type: 'object',
        required: ['billingPeriod', 'comparison', 'totalCount', 'items'],
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
      }),
    },
  },
} as const;
