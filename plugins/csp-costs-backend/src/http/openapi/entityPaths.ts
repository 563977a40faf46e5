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
import { entityRef, guid } from './schemas';

const scopes = {
  type: 'array',
  items: {
    type: 'object',
    required: ['id'],
    additionalProperties: false,
    properties: { id: guid, name: { type: 'string' } },
  },
} as const;

const texts = { type: 'array', items: { type: 'string' } } as const;

const claim = {
  type: 'object',
  required: ['origin'],
  additionalProperties: false,
  properties: {
    origin: { type: 'string', enum: ['annotation', 'rule', 'provider'] },
    customers: scopes,
    azureSubscriptions: scopes,
    azureSubscriptionPatterns: texts,
    resourceGroups: texts,
    resourceGroupPatterns: texts,
    resourceIds: texts,
    tag: {
      type: 'object',
      required: ['key', 'values'],
      additionalProperties: false,
      properties: { key: { type: 'string' }, values: texts },
    },
  },
} as const;

const problem = {
  type: 'object',
  required: ['annotation', 'value', 'reason'],
  additionalProperties: false,
  properties: {
    annotation: { type: 'string' },
    value: { type: 'string' },
    reason: {
      type: 'string',
      enum: [
        'no-value',
        'no-guid',
        'no-resource-group',
        'no-resource-id',
        'no-key-value',
        'too-many-values',
      ],
    },
  },
} as const;

/** What belongs to entities of the catalog. */
export const entityPaths = {
  '/entities/claims': {
    get: {
      operationId: 'getEntityClaims',
      description:
        'Which costs belong to an entity of the catalog, and what is wrong with its annotations. For whoever sees the entity and any costs.',
      parameters: [
        {
          name: 'entityRef',
          in: 'query',
          required: true,
          description: 'kind:namespace/name',
          // Without it ":" and "/" as they are would be refused.
          allowReserved: true,
          schema: entityRef,
        },
      ],
      responses: ok('What belongs to the entity', {
        type: 'object',
        required: ['entityRef', 'claims', 'partCount', 'problems'],
        additionalProperties: false,
        properties: {
          entityRef: { type: 'string' },
          claims: { type: 'array', items: claim },
          partCount: { type: 'integer' },
          problems: { type: 'array', items: problem },
        },
      }),
    },
  },
} as const;
