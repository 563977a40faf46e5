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

import { connectorIdParameter, error, guid, run, runDetail } from './schemas';

/** Runs and their jobs. */
export const runPaths = {
  '/connectors/{connectorId}/runs': {
    get: {
      operationId: 'getRuns',
      description: 'The latest runs of a connector, latest first.',
      parameters: [connectorIdParameter],
      responses: {
        '200': {
          description: 'Runs',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['items'],
                additionalProperties: false,
                properties: { items: { type: 'array', items: run } },
              },
            },
          },
        },
        default: error,
      },
    },
    post: {
      operationId: 'startRun',
      description: 'Starts a run, or gives the one that is going on.',
      parameters: [connectorIdParameter],
      responses: {
        '200': {
          description: 'The run that was going on',
          content: { 'application/json': { schema: run } },
        },
        '201': {
          description: 'The run that was started',
          content: { 'application/json': { schema: run } },
        },
        default: error,
      },
    },
  },
  '/runs/{runId}': {
    get: {
      operationId: 'getRun',
      description: 'One run with its jobs.',
      parameters: [{ name: 'runId', in: 'path', required: true, schema: guid }],
      responses: {
        '200': {
          description: 'The run',
          content: { 'application/json': { schema: runDetail } },
        },
        default: error,
      },
    },
  },
} as const;
