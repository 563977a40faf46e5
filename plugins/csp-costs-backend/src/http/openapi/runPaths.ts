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

import { connector } from './connectorPaths';
import {
  answer,
  billingPeriod,
  connectorIdParameter,
  error,
  failedJob,
  guid,
  pageOf,
  pageParameters,
  run,
  runDetail,
} from './schemas';

const runIdParameter = {
  name: 'runId',
  in: 'path',
  required: true,
  schema: guid,
} as const;

const backfill = {
  type: 'object',
  required: [
    'connectorId',
    'from',
    'monthCount',
    'collectedMonthCount',
    'failedMonthCount',
    'noDataMonthCount',
    'lineCount',
    'done',
  ],
  additionalProperties: false,
  properties: {
    connectorId: { type: 'string' },
    from: billingPeriod,
    monthCount: { type: 'integer' },
    collectedMonthCount: { type: 'integer' },
    failedMonthCount: { type: 'integer' },
    noDataMonthCount: { type: 'integer' },
    oldestCollectedMonth: billingPeriod,
    lineCount: { type: 'integer' },
    done: { type: 'boolean' },
    run,
  },
} as const;

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
  '/connectors/{connectorId}/backfill': {
    get: {
      operationId: 'getBackfill',
      description: 'How far the old months of a connector are collected.',
      parameters: [connectorIdParameter],
      responses: {
        '200': answer('The backfill', backfill),
        default: error,
      },
    },
  },
  '/connectors/{connectorId}/pause': {
    post: {
      operationId: 'pauseCollection',
      description:
        'Pauses the collection of a connector: jobs at work end, nothing else is begun.',
      parameters: [connectorIdParameter],
      responses: {
        '200': {
          description: 'The connector',
          content: { 'application/json': { schema: connector } },
        },
        default: error,
      },
    },
  },
  '/connectors/{connectorId}/resume': {
    post: {
      operationId: 'resumeCollection',
      description: 'Ends a pause; jobs that wait go on.',
      parameters: [connectorIdParameter],
      responses: {
        '200': {
          description: 'The connector',
          content: { 'application/json': { schema: connector } },
        },
        default: error,
      },
    },
  },
  '/runs/{runId}/cancel': {
    post: {
      operationId: 'cancelRun',
      description:
        'Ends a run and all its jobs that have not ended. What they published stays.',
      parameters: [runIdParameter],
      responses: {
        '200': {
          description: 'The run',
          content: { 'application/json': { schema: runDetail } },
        },
        default: error,
      },
    },
  },
  '/runs/{runId}/retry': {
    post: {
      operationId: 'retryRun',
      description: 'Tries all failed jobs of a run again.',
      parameters: [runIdParameter],
      responses: {
        '200': {
          description: 'The run that they are in now',
          content: { 'application/json': { schema: runDetail } },
        },
        default: error,
      },
    },
  },
  '/jobs': {
    get: {
      operationId: 'getFailedJobs',
      description:
        'A page of jobs that failed for good and nothing has put right since, those that failed last first.',
      parameters: [
        {
          name: 'status',
          in: 'query',
          required: true,
          schema: { type: 'string', enum: ['failed'] },
        },
        {
          name: 'connectorId',
          in: 'query',
          required: false,
          schema: { type: 'string', maxLength: 63, pattern: '^[^\\u0000]*$' },
        },
        ...pageParameters,
      ],
      responses: {
        '200': answer('Failed jobs', pageOf(failedJob)),
        default: error,
      },
    },
  },
  '/jobs/{jobId}/retry': {
    post: {
      operationId: 'retryJob',
      description: 'Tries a failed job again.',
      parameters: [{ name: 'jobId', in: 'path', required: true, schema: guid }],
      responses: {
        '200': {
          description: 'The run that it is in now',
          content: { 'application/json': { schema: runDetail } },
        },
        default: error,
      },
    },
  },
  '/runs/{runId}': {
    get: {
      operationId: 'getRun',
      description: 'One run with its jobs.',
      parameters: [runIdParameter],
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
