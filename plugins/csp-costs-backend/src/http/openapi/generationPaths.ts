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
  guid,
  guidInPath,
  moment,
  pageOf,
  pageParameters,
  problem,
  source,
  validation,
} from './schemas';

const status = {
  type: 'string',
  enum: ['published', 'replaced', 'held', 'discarded'],
} as const;

const generation = {
  type: 'object',
  required: [
    'generationId',
    'connectorId',
    'source',
    'billingPeriod',
    'billingCurrency',
    'status',
    'blobCount',
    'bytes',
    'lineCount',
    'quarantinedLineCount',
    'archive',
    'createdAt',
    'validation',
  ],
  additionalProperties: false,
  properties: {
    generationId: guid,
    connectorId: { type: 'string' },
    source,
    billingPeriod,
    billingCurrency,
    invoiceId: { type: 'string' },
    status,
    blobCount: { type: 'integer' },
    bytes: { type: 'integer' },
    lineCount: { type: 'integer' },
    quarantinedLineCount: { type: 'integer' },
    archive: {
      type: 'object',
      required: ['status', 'attempts'],
      additionalProperties: false,
      properties: {
        status: {
          type: 'string',
          enum: ['queued', 'running', 'waiting', 'archived', 'removed'],
        },
        attempts: { type: 'integer' },
        archivedAt: moment,
        problem,
      },
    },
    createdAt: moment,
    publishedAt: moment,
    replacedAt: moment,
    validation,
  },
} as const;

const generationIdParameter = guidInPath('generationId');

/** Generations, and the decision on those that are held. */
export const generationPaths = {
  '/generations': {
    get: {
      operationId: 'getGenerations',
      description: 'Complete versions of slices, those collected last first.',
      parameters: [
        {
          name: 'connectorId',
          in: 'query',
          required: false,
          schema: { type: 'string', maxLength: 63, pattern: '^[^\\u0000]*$' },
        },
        { name: 'status', in: 'query', required: false, schema: status },
        {
          name: 'billingPeriod',
          in: 'query',
          required: false,
          description: 'UTC calendar month, YYYY-MM',
          schema: billingPeriod,
        },
        ...pageParameters,
      ],
      responses: ok('Generations', pageOf(generation)),
    },
  },
  '/generations/{generationId}/publish': {
    post: {
      operationId: 'publishGeneration',
      description: 'Shows a generation that is held or was discarded.',
      parameters: [generationIdParameter],
      responses: ok('The generation, shown', generation),
    },
  },
  '/generations/{generationId}/discard': {
    post: {
      operationId: 'discardGeneration',
      description: 'Decides against a generation that is held.',
      parameters: [generationIdParameter],
      responses: ok('The generation, discarded', generation),
    },
  },
} as const;
