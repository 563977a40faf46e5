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
  day,
  decimal,
  dimension,
  scopeParameters,
  textParameter,
} from './schemas';

const days = {
  type: 'array',
  items: {
    type: 'object',
    required: ['date', 'billedCost'],
    additionalProperties: false,
    properties: { date: day, billedCost: decimal },
  },
} as const;

/** The days of figures, and what changed. */
export const trendPaths = {
  '/costs/trend': {
    get: {
      operationId: 'getCostTrend',
      description:
        'The days of a scope by one dimension: its costliest values, and all others together.',
      parameters: [
        billingPeriodParameter,
        { name: 'dimension', in: 'query', required: true, schema: dimension },
        textParameter('tagKey', 'Key of the tag, for the dimension "tag"'),
        {
          name: 'limit',
          in: 'query',
          required: false,
          description: 'Values of a currency that are told apart',
          schema: { type: 'integer', minimum: 1, maximum: 50 },
        },
        ...scopeParameters,
      ],
      responses: ok('Days by dimension', {
        type: 'object',
        required: ['billingPeriod', 'comparison', 'dimension', 'totals'],
        additionalProperties: false,
        properties: {
          billingPeriod,
          comparison,
          dimension,
          totals: {
            type: 'array',
            items: {
              type: 'object',
              required: ['billingCurrency', 'series'],
              additionalProperties: false,
              properties: {
                billingCurrency,
                series: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['name', 'billedCost', 'days'],
                    additionalProperties: false,
                    properties: {
                      id: { type: 'string' },
                      name: { type: 'string' },
                      billedCost: decimal,
                      days,
                    },
                  },
                },
                other: {
                  type: 'object',
                  required: ['count', 'billedCost', 'days'],
                  additionalProperties: false,
                  properties: {
                    count: { type: 'integer', minimum: 1 },
                    billedCost: decimal,
                    days,
                  },
                },
              },
            },
          },
        },
      }),
    },
  },
  '/costs/changes': {
    get: {
      operationId: 'getCostChanges',
      description:
        'What costs most more or less than in the same days of the month before.',
      parameters: [
        billingPeriodParameter,
        {
          name: 'limit',
          in: 'query',
          required: false,
          description: 'Changes of a currency that are told',
          schema: { type: 'integer', minimum: 1, maximum: 20 },
        },
        ...scopeParameters,
      ],
      responses: ok('Changes', {
        type: 'object',
        required: ['billingPeriod', 'comparison', 'totals'],
        additionalProperties: false,
        properties: {
          billingPeriod,
          comparison,
          totals: {
            type: 'array',
            items: {
              type: 'object',
              required: [
                'billingCurrency',
                'change',
                'explainedChange',
                'rows',
              ],
              additionalProperties: false,
              properties: {
                billingCurrency,
                change: decimal,
                explainedChange: decimal,
                rows: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: [
                      'customerId',
                      'customerName',
                      'serviceName',
                      'billedCost',
                      'comparableCost',
                      'change',
                    ],
                    additionalProperties: false,
                    properties: {
                      customerId: { type: 'string' },
                      customerName: { type: 'string' },
                      azureSubscriptionId: { type: 'string' },
                      azureSubscriptionName: { type: 'string' },
                      serviceName: { type: 'string' },
                      billedCost: decimal,
                      comparableCost: decimal,
                      change: decimal,
                      newResource: {
                        type: 'object',
                        required: [
                          'resourceId',
                          'since',
                          'billedCost',
                          'otherCount',
                        ],
                        additionalProperties: false,
                        properties: {
                          resourceId: { type: 'string' },
                          since: day,
                          billedCost: decimal,
                          otherCount: { type: 'integer', minimum: 0 },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      }),
    },
  },
} as const;
