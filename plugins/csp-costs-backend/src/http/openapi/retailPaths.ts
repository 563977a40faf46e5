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
  costState,
  coverage,
  decimal,
  customerParameters,
} from './schemas';

const costMetric = { type: 'string', enum: ['actual', 'amortized'] } as const;

/** Azure costs beside what they are at pay-as-you-go prices. */
export const retailPaths = {
  '/costs/retail': {
    get: {
      operationId: 'getRetailCosts',
      description:
        'Azure costs as the partner pays them and at pay-as-you-go prices, one entry a currency. They are no part of any other figure.',
      parameters: [
        billingPeriodParameter,
        {
          name: 'metric',
          in: 'query',
          required: false,
          description:
            'How reservations and savings plans count; `actual` unless given',
          schema: costMetric,
        },
        ...customerParameters,
      ],
      responses: ok('Retail costs of the scope', {
        type: 'object',
        required: ['billingPeriod', 'metric', 'totals', 'coverage'],
        additionalProperties: false,
        properties: {
          billingPeriod,
          metric: costMetric,
          totals: {
            type: 'array',
            items: {
              type: 'object',
              required: [
                'billingCurrency',
                'partnerCost',
                'retailCost',
                'unpricedCost',
                'margin',
                'earnedCredit',
                'state',
              ],
              additionalProperties: false,
              properties: {
                billingCurrency,
                partnerCost: decimal,
                retailCost: decimal,
                unpricedCost: decimal,
                margin: decimal,
                earnedCredit: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['rate', 'partnerCost', 'retailCost', 'margin'],
                    additionalProperties: false,
                    properties: {
                      rate: decimal,
                      partnerCost: decimal,
                      retailCost: decimal,
                      margin: decimal,
                    },
                  },
                },
                state: costState,
              },
            },
          },
          coverage,
        },
      }),
    },
  },
} as const;
