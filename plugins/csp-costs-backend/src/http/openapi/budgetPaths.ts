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

import { gone, ok } from './responses';
import {
  billingCurrency,
  customerIdInPath,
  decimal,
  guid,
  listOf,
  moment,
  requestBody,
} from './schemas';

const thresholds = {
  type: 'array',
  minItems: 1,
  maxItems: 5,
  items: { type: 'integer', minimum: 1, maximum: 1000 },
} as const;

const revision = { type: 'integer', minimum: 1 } as const;

const budget = {
  type: 'object',
  required: [
    'customerId',
    'billingCurrency',
    'monthlyAmount',
    'thresholds',
    'revision',
    'updatedBy',
    'updatedAt',
  ],
  additionalProperties: false,
  properties: {
    customerId: guid,
    billingCurrency,
    monthlyAmount: decimal,
    thresholds,
    revision,
    updatedBy: { type: 'string' },
    updatedAt: moment,
  },
} as const;

const keyParameters = [
  customerIdInPath,
  {
    name: 'billingCurrency',
    in: 'path',
    required: true,
    schema: billingCurrency,
  },
] as const;

/** What customers are meant to cost. */
export const budgetPaths = {
  '/budgets': {
    get: {
      operationId: 'getBudgets',
      description:
        'Monthly budgets of the customers that the caller may see, by customer and currency.',
      parameters: [
        {
          name: 'customerId',
          in: 'query',
          required: false,
          description: 'Tenant id of a customer',
          schema: guid,
        },
      ],
      responses: ok('Budgets', listOf(budget)),
    },
  },
  '/budgets/{customerId}/{billingCurrency}': {
    put: {
      operationId: 'setBudget',
      description:
        'Sets the monthly budget of a customer in one currency: a first one without `revision`, otherwise the revision that was edited.',
      parameters: keyParameters,
      requestBody: requestBody({
        type: 'object',
        required: ['monthlyAmount'],
        additionalProperties: false,
        properties: {
          // Without a type, which would make text of a number that has lost digits.
          monthlyAmount: {
            description: 'Text: more than zero, before tax',
            pattern: '^\\d{1,15}(\\.\\d{1,4})?$',
          },
          thresholds,
          revision,
        },
      }),
      responses: ok('The budget', budget),
    },
    delete: {
      operationId: 'deleteBudget',
      description: 'Takes the budget of a customer in one currency away.',
      parameters: [
        ...keyParameters,
        {
          name: 'revision',
          in: 'query',
          required: true,
          description: 'Of the budget that was looked at',
          schema: revision,
        },
      ],
      responses: gone(),
    },
  },
} as const;
