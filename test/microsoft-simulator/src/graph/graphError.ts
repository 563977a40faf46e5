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

import { json, type Reply } from '../http/Reply';
import { header, type SimulatedRequest } from '../http/SimulatedRequest';
import { guid } from '../world/random';
import type { World } from '../world/World';

/** A Graph error body; `details` say more exactly what is wrong. */
export function graphError(
  world: World,
  request: SimulatedRequest,
  status: number,
  code: string,
  message: string,
  details?: Array<{ code: string; message: string }>,
): Reply {
  const now = world.clock.now();
  const requestId = guid(world.seed, status, now.getTime() % 2 ** 31);
  return json(
    status,
    {
      error: {
        code,
        message,
        ...(details ? { details } : {}),
        innerError: {
          date: now.toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id':
            header(request, 'client-request-id') ?? requestId,
        },
      },
    },
    { 'request-id': requestId },
  );
}

const REFUSALS = {
  missing: 'Access token is empty.',
  invalid: 'CompactToken parsing failed with error code: 80049217',
  'wrong-audience': 'Access token validation failure. Invalid audience.',
  'wrong-tenant': 'Access token validation failure. Invalid tenant.',
  expired: 'Lifetime validation failed, the token is expired.',
};

/** What Graph says to a token that it does not take. */
export function graphRefusal(
  world: World,
  request: SimulatedRequest,
  reason: keyof typeof REFUSALS,
): Reply {
  return graphError(
    world,
    request,
    401,
    'InvalidAuthenticationToken',
    REFUSALS[reason],
  );
}
