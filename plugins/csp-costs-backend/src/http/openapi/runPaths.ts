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
import { ok } from './responses';
import {
  answer,
  billingPeriod,
  connectorIdParameter,
  error,
  failedJob,
  guidInPath,
  listOf,
  pageOf,
  pageParameters,
  run,
  runDetail,
} from './schemas';

const runIdParameter = guidInPath('runId');

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
      responses: ok('Runs', listOf(run)),
    },
    post: {
      operationId: 'startRun',
      description: 'Starts a run, or gives the one that is going on.',
      parameters: [connectorIdParameter],
      responses: {
        '200': answer('The run that was going on', run),
        '201': answer('The run that was started', run),
        default: error,
      },
    },
  },
  '/connectors/{connectorId}/backfill': {
    get: {
      operationId: 'getBackfill',
      description: 'How far the old months of a connector are collected.',
      parameters: [connectorIdParameter],
      responses: ok('The backfill', backfill),
    },
  },
  '/connectors/{connectorId}/pause': {
    post: {
      operationId: 'pauseCollection',
      description:
        'Pauses the collection of a connector: jobs at work end, nothing else is begun.',
      parameters: [connectorIdParameter],
      responses: ok('The connector', connector),
    },
  },
  '/connectors/{connectorId}/resume': {
    post: {
      operationId: 'resumeCollection',
      description: 'Ends a pause; jobs that wait go on.',
      parameters: [connectorIdParameter],
      responses: ok('The connector', connector),
    },
  },
  '/runs/{runId}/cancel': {
    post: {
      operationId: 'cancelRun',
      description:
        'Ends a run and all its jobs that have not ended. What they published stays.',
      parameters: [runIdParameter],
      responses: ok('The run', runDetail),
    },
  },
  '/runs/{runId}/retry': {
    post: {
      operationId: 'retryRun',
      description: 'Tries all failed jobs of a run again.',
      parameters: [runIdParameter],
      responses: ok('The run that they are in now', runDetail),
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
      responses: ok('Failed jobs', pageOf(failedJob)),
    },
  },
  '/jobs/{jobId}/retry': {
    post: {
      operationId: 'retryJob',
      description: 'Tries a failed job again.',
      parameters: [guidInPath('jobId')],
      responses: ok('The run that it is in now', runDetail),
    },
  },
  '/runs/{runId}': {
    get: {
      operationId: 'getRun',
      description: 'One run with its jobs.',
      parameters: [runIdParameter],
      responses: ok('The run', runDetail),
    },
  },
} as const;
