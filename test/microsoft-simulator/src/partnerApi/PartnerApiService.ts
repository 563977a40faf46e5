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
import type { SimulatedRequest } from '../http/SimulatedRequest';
import { readsCustomers } from '../identity/accounts';
import { callerOf } from '../identity/authorization';
import { PARTNER_API } from '../identity/resources';
import type { World } from '../world/World';

function fault(status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message } });
}

/** The simulated Partner API: monthly exchange rates, for a person with a pricing role. */
export class PartnerApiService {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Answers, or returns undefined when the path is not the Partner API's. */
  handle(request: SimulatedRequest): Reply | undefined {
    if (!request.path.startsWith('/v1.0/sales/')) {
      return undefined;
    }
    const { tenant } = this.#world;
    const caller = callerOf(this.#world, tenant.accounts, PARTNER_API, request);
    if (caller.kind === 'refused') {
      return fault(401, 'unauthorized', `The token is ${caller.reason}.`);
    }
    if (caller.kind === 'app') {
      return fault(400, 'badRequest', 'The token has no user.');
    }
    if (!caller.mfa) {
      return fault(401, '900421', 'MFA is required for App+User calls.');
    }
    if (!readsCustomers(caller.account)) {
      return fault(403, 'forbidden', 'The role may not read prices.');
    }
    const month = /^\/v1\.0\/sales\/fxrates\(Month='(\d{6})'\)\/\$value$/.exec(
      decodeURIComponent(request.path),
    )?.[1];
    if (!month) {
      return fault(404, 'notFound', 'Only exchange rates are simulated.');
    }
    return {
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
      body: `"CurrencyCode","USDPerUnit","Month"\r\n"EUR","1.0829","${month}"\r\n"GBP","1.2714","${month}"\r\n`,
    };
  }
}
