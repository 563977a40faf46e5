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
  billingPeriodParameter,
  chargeCategory,
  day,
  decimal,
  guid,
  scopeParameters,
  source,
} from './schemas';

const charge = {
  type: 'object',
  required: [
    'customerId',
    'chargeCategory',
    'chargePeriodStart',
    'billingCurrency',
    'billedCost',
    'connectorId',
    'source',
    'generationId',
    'eTag',
    'blobName',
    'lineNumber',
  ],
  additionalProperties: false,
  properties: {
    customerId: { type: 'string' },
    customerName: { type: 'string' },
    azureSubscriptionId: { type: 'string' },
    azureSubscriptionName: { type: 'string' },
    resourceGroup: { type: 'string' },
    resourceId: { type: 'string' },
    region: { type: 'string' },
    tags: { type: 'string' },
    serviceName: { type: 'string' },
    productName: { type: 'string' },
    chargeCategory,
    chargePeriodStart: day,
    billingCurrency,
    billedCost: decimal,
    connectorId: { type: 'string' },
    source,
    invoiceId: { type: 'string' },
    generationId: guid,
    eTag: { type: 'string' },
    blobName: { type: 'string' },
    lineNumber: { type: 'integer', minimum: 1 },
    line: { type: 'string' },
  },
} as const;

/** The charges that figures are made of. */
export const chargePaths = {
  '/charges': {
    get: {
      operationId: 'getCharges',
      description:
        "Charges of a cell of the figures, each with where it stands in Microsoft's data.",
      parameters: [
        billingPeriodParameter,
        ...scopeParameters,
        { name: 'date', in: 'query', required: false, schema: day },
        {
          name: 'billingCurrency',
          in: 'query',
          required: false,
          schema: billingCurrency,
        },
        { name: 'source', in: 'query', required: false, schema: source },
        { name: 'generationId', in: 'query', required: false, schema: guid },
        {
          name: 'blobName',
          in: 'query',
          required: false,
          description: "One of Microsoft's files",
          allowReserved: true,
          schema: { type: 'string', maxLength: 1024, pattern: '^[^\\u0000]+$' },
        },
        {
          name: 'lineNumber',
          in: 'query',
          required: false,
          description: "One of the file's lines that are not blank, from 1",
          schema: { type: 'integer', minimum: 1 },
        },
        {
          name: 'includeLine',
          in: 'query',
          required: false,
          description: 'Adds each line as Microsoft sent it',
          schema: { type: 'boolean' },
        },
        {
          name: 'cursor',
          in: 'query',
          required: false,
          description: 'nextCursor of the page before',
          schema: { type: 'string', maxLength: 500 },
        },
        {
          name: 'limit',
          in: 'query',
          required: false,
          schema: { type: 'integer', minimum: 1, maximum: 500 },
        },
      ],
      responses: ok('Charges', {
        type: 'object',
        required: ['items', 'linesRemoved'],
        additionalProperties: false,
        properties: {
          items: { type: 'array', items: charge },
          nextCursor: { type: 'string' },
          linesRemoved: { type: 'array', items: guid },
        },
      }),
    },
  },
} as const;
