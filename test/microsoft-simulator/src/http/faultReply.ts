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

import type { Fault } from '../faults/Fault';
import { graphError } from '../graph/graphError';
import { throttled } from '../partnerCenter/replies';
import type { Service } from '../RequestLog';
import { storageError } from '../storage/StorageService';
import type { World } from '../world/World';
import { json, type Reply } from './Reply';
import type { SimulatedRequest } from './SimulatedRequest';

function ownBody(
  world: World,
  service: Service,
  request: SimulatedRequest,
  status: number,
  retryAfter?: string,
): Reply {
  switch (service) {
    case 'graph':
      return status === 429
        ? graphError(
            world,
            request,
            status,
            'TooManyRequests',
            'Too many requests.',
          )
        : graphError(
            world,
            request,
            status,
            'UnknownError',
            'An error has occurred.',
          );
    case 'storage':
      return status === 503
        ? storageError(
            world,
            status,
            'ServerBusy',
            'The server is currently unable to receive requests. Please retry your request.',
          )
        : storageError(
            world,
            status,
            'InternalError',
            'Server encountered an internal error. Please try again after some time.',
          );
    case 'partner-center':
      return status === 429
        ? throttled(retryAfter)
        : json(status, {
            code: '800003',
            description: 'An error has occurred.',
            data: [],
            source: 'PartnerCenter',
          });
    default:
      return json(status, {
        error: 'temporarily_unavailable',
        error_description:
          'AADSTS90033: A transient error has occurred. Please try again.',
        error_codes: [90033],
      });
  }
}

/** The answer of a `status` fault. */
export function faultReply(
  world: World,
  service: Service,
  request: SimulatedRequest,
  fault: Extract<Fault, { kind: 'status' }>,
): Reply {
  const headers = Object.fromEntries(
    Object.entries(fault.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]),
  );
  if (fault.body === undefined) {
    const reply = ownBody(
      world,
      service,
      request,
      fault.status,
      headers['retry-after'],
    );
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }
  return typeof fault.body === 'string'
    ? {
        status: fault.status,
        headers: { 'content-type': 'text/plain', ...headers },
        body: fault.body,
      }
    : json(fault.status, fault.body, headers);
}
