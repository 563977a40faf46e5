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

import { header, type SimulatedRequest } from '../http/SimulatedRequest';
import type { World } from '../world/World';
import type { Account } from './accounts';
import type { RegisteredApplication } from './RegisteredApplication';
import type { Resource } from './resources';
import { readAccessToken, type AccessTokenClaims } from './tokens';

/** Who calls an API, or why nobody does. */
export type Caller =
  | {
      kind: 'app';
      claims: AccessTokenClaims;
      application: RegisteredApplication;
    }
  | {
      kind: 'user';
      claims: AccessTokenClaims;
      /** Through which they have signed in. */
      application: RegisteredApplication;
      account: Account;
      mfa: boolean;
    }
  | {
      kind: 'refused';
      reason:
        | 'missing'
        | 'invalid'
        | 'wrong-audience'
        | 'wrong-tenant'
        | 'expired';
    };

/** Reads and checks the bearer token of a request for one API. */
export function callerOf(
  world: World,
  accounts: readonly Account[],
  resource: Resource,
  request: SimulatedRequest,
): Caller {
  const value = header(request, 'authorization');
  const token = /^Bearer\s+(\S+)$/i.exec(value ?? '')?.[1];
  if (!token) {
    return { kind: 'refused', reason: 'missing' };
  }
  const claims = readAccessToken(token);
  if (!claims) {
    return { kind: 'refused', reason: 'invalid' };
  }
  if (claims.aud !== resource.uri && claims.aud !== resource.appId) {
    return { kind: 'refused', reason: 'wrong-audience' };
  }
  if (claims.tid !== world.partner.tenantId) {
    return { kind: 'refused', reason: 'wrong-tenant' };
  }
  if (claims.exp * 1000 <= world.clock.now().getTime()) {
    return { kind: 'refused', reason: 'expired' };
  }
  const application = world.tenant.application(claims.appid);
  if (!application) {
    return { kind: 'refused', reason: 'invalid' };
  }
  if (claims.idtyp === 'app') {
    return { kind: 'app', claims, application };
  }
  const account = accounts.find(one => one.objectId === claims.oid);
  return account
    ? {
        kind: 'user',
        claims,
        application,
        account,
        mfa: (claims.amr ?? []).includes('mfa'),
      }
    : { kind: 'refused', reason: 'invalid' };
}
