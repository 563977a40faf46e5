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
  decimal,
  guid,
  moment,
  problem,
} from './schemas';

const month = {
  name: 'month',
  in: 'query',
  required: true,
  description: 'UTC calendar month, YYYY-MM',
  schema: billingPeriod,
} as const;

const coverage = {
  type: 'array',
  items: {
    type: 'object',
    required: ['connectorId', 'status'],
    additionalProperties: false,
    properties: {
      connectorId: { type: 'string' },
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
      problem,
    },
  },
} as const;

const exchangeRate = {
  type: 'object',
  required: [
    'connectorId',
    'month',
    'currency',
    'usdPerUnit',
    'source',
    'collectedAt',
  ],
  additionalProperties: false,
  properties: {
    connectorId: { type: 'string' },
    month: billingPeriod,
    currency: billingCurrency,
    usdPerUnit: decimal,
    source: { type: 'string', enum: ['partner-api'] },
    collectedAt: moment,
  },
} as const;

const meterPrice = {
  type: 'object',
  required: [
    'connectorId',
    'month',
    'market',
    'meterId',
    'productTitle',
    'skuTitle',
    'unitOfMeasure',
    'currency',
    'unitPrice',
    'source',
    'collectedAt',
  ],
  additionalProperties: false,
  properties: {
    connectorId: { type: 'string' },
    month: billingPeriod,
    market: { type: 'string', pattern: '^[A-Z]{2}$' },
    meterId: guid,
    meterName: { type: 'string' },
    productTitle: { type: 'string' },
    skuTitle: { type: 'string' },
    unitOfMeasure: { type: 'string' },
    currency: billingCurrency,
    unitPrice: decimal,
    tierFrom: { type: 'string' },
    tierTo: { type: 'string' },
    effectiveFrom: { type: 'string' },
    effectiveTo: { type: 'string' },
    source: { type: 'string', enum: ['azure_consumption'] },
    collectedAt: moment,
  },
} as const;

/** What is known of a month, and how much of it. */
function ofMonth<const Item>(item: Item) {
  return {
    type: 'object',
    required: ['month', 'items', 'coverage'],
    additionalProperties: false,
    properties: {
      month: billingPeriod,
      items: { type: 'array', items: item },
      coverage,
    },
  } as const;
}

/** What enriches costs and is never part of them. */
export const pricePaths = {
  '/exchange-rates': {
    get: {
      operationId: 'getExchangeRates',
      description:
        'The exchange rates that Microsoft fixed for a month. Costs are not converted.',
      parameters: [month],
      responses: ok('Exchange rates', ofMonth(exchangeRate)),
    },
  },
  '/prices': {
    get: {
      operationId: 'getPrices',
      description:
        'What a meter costs by the price sheets of a month: estimated retail prices.',
      parameters: [
        month,
        {
          name: 'meterId',
          in: 'query',
          required: true,
          description: 'Id of a meter, as usage lines have it',
          schema: guid,
        },
      ],
      responses: ok('Prices', ofMonth(meterPrice)),
    },
  },
} as const;
