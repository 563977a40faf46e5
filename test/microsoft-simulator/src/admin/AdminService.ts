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

import { directoryDump } from '../directory/directoryDump';
import type { FaultRule } from '../faults/Fault';
import type { FaultInjector } from '../faults/FaultInjector';
import type { RateLimiter, SimulatedRateLimits } from '../faults/RateLimiter';
import { json, type Reply } from '../http/Reply';
import type { SimulatedRequest } from '../http/SimulatedRequest';
import type { AccountKey } from '../identity/accounts';
import type { IdentityService } from '../identity/IdentityService';
import type { TenantPatch } from '../identity/tenantPatch';
import type { RequestLog } from '../RequestLog';
import { formatBillingPeriod, monthOf } from '../world/months';
import { monthTruth } from '../world/truth';
import type { World } from '../world/World';
import { restate, type RestateRequest } from './restate';

/** What the admin API works on. */
export interface AdminParts {
  world: World;
  faults: FaultInjector;
  rateLimiter: RateLimiter;
  requests: RequestLog;
  identity: IdentityService;
}

/** The simulator's own API under `/admin`, without any authentication. */
export class AdminService {
  readonly #parts: AdminParts;

  private constructor(parts: AdminParts) {
    this.#parts = parts;
  }

  static create(parts: AdminParts): AdminService {
    return new AdminService(parts);
  }

  /** Answers, or returns undefined when the path is not under `/admin`. */
  handle(request: SimulatedRequest): Reply | undefined {
    if (!request.path.startsWith('/admin/') && request.path !== '/admin') {
      return undefined;
    }
    try {
      return (
        this.#answer(request) ??
        json(404, { error: `No ${request.method} ${request.path}` })
      );
    } catch (error) {
      return json(400, {
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #answer(request: SimulatedRequest): Reply | undefined {
    const { world, faults, rateLimiter, requests, identity } = this.#parts;
    const body = () => JSON.parse(request.body || '{}') as unknown;
    switch (`${request.method} ${request.path}`) {
      case 'GET /admin':
        return json(200, {
          partner: world.partner.name,
          now: world.clock.now().toISOString(),
          paths: [
            'truth',
            'faults',
            'rate-limits',
            'clock',
            'requests',
            'restate',
            'partner',
            'tenant',
            'directory',
            'customers',
          ].map(one => `${request.origin}/admin/${one}`),
        });
      case 'GET /admin/truth':
        return json(
          200,
          monthTruth(
            world,
            request.query.get('billingPeriod') ??
              formatBillingPeriod(monthOf(world.clock.now())),
          ),
        );
      case 'GET /admin/faults':
        return json(200, faults.list());
      case 'POST /admin/faults': {
        const rules = body();
        const list = (Array.isArray(rules) ? rules : [rules]) as FaultRule[];
        return json(201, { ids: list.map(rule => faults.add(rule)) });
      }
      case 'DELETE /admin/faults':
        if (request.query.has('id')) {
          return faults.remove(request.query.get('id') ?? '')
            ? { status: 204 }
            : json(404, { error: 'No such rule' });
        }
        faults.clear();
        return { status: 204 };
      case 'POST /admin/rate-limits':
        rateLimiter.set(body() as SimulatedRateLimits);
        return { status: 204 };
      case 'GET /admin/clock':
        return json(200, { now: world.clock.now().toISOString() });
      case 'POST /admin/clock':
        return this.#moveClock(body() as { now?: string; advanceMs?: number });
      case 'GET /admin/requests':
        return json(200, {
          total: requests.entries.length,
          tokenLeaks: requests.tokenLeaks,
          writes: requests.writes,
          counts: requests.summary(),
          recent: requests.entries.slice(-100),
        });
      case 'DELETE /admin/requests':
        requests.clear();
        return { status: 204 };
      case 'POST /admin/restate':
        return json(200, restate(world, body() as RestateRequest));
      case 'GET /admin/tenant':
        return json(200, world.tenant);
      case 'POST /admin/tenant':
        world.tenant.patch(body() as TenantPatch);
        return json(200, world.tenant);
      case 'GET /admin/directory':
        return json(200, directoryDump(world));
      case 'POST /admin/refresh-token':
        return json(201, {
          refreshToken: identity.issueRefreshToken(
            (body() as { account: AccountKey }).account,
          ),
        });
      case 'POST /admin/operator-tokens':
        return json(
          201,
          identity.issueOperatorTokens(
            (body() as { account: AccountKey }).account,
          ),
        );
      case 'POST /admin/device-code': {
        const { userCode, account } = body() as {
          userCode: string;
          account: AccountKey;
        };
        identity.approveDeviceCode(userCode, account);
        return { status: 204 };
      }
      case 'GET /admin/partner':
        return json(200, world.partner);
      case 'GET /admin/customers':
        return json(
          200,
          world.customers.map(one => ({
            customerId: one.id,
            name: one.name,
            domain: one.domain,
            country: one.country,
            billingCurrency: one.currency,
            commerceSubscriptionId: one.azurePlanId,
            azureSubscriptions: one.entitlements.map(({ id, name }) => ({
              id,
              name,
            })),
          })),
        );
      default:
        return undefined;
    }
  }

  #moveClock(move: { now?: string; advanceMs?: number }): Reply {
    const { clock } = this.#parts.world;
    if (move.now === undefined && move.advanceMs === undefined) {
      throw new Error("Give 'now' (a date and time) or 'advanceMs'");
    }
    if (move.now !== undefined) {
      clock.set(new Date(move.now));
    }
    if (move.advanceMs !== undefined) {
      clock.advance(move.advanceMs);
    }
    return json(200, { now: clock.now().toISOString() });
  }
}
