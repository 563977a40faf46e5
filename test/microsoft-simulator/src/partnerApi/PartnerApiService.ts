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

import type { FaultInjector } from '../faults/FaultInjector';
import { json, type Reply } from '../http/Reply';
import { header, type SimulatedRequest } from '../http/SimulatedRequest';
import { readsCustomers } from '../identity/accounts';
import { callerOf } from '../identity/authorization';
import { PARTNER_API } from '../identity/resources';
import { monthOf, parseBillingPeriod } from '../world/months';
import type { World } from '../world/World';
import { exchangeRatesFile, priceSheetFile, VIEWS } from './priceFiles';
import { zipOf } from './zipOf';

function fault(status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message } });
}

/** The simulated Partner API: monthly exchange rates and price sheets, for a person with a pricing role. */
export class PartnerApiService {
  readonly #world: World;
  readonly #faults: FaultInjector;

  constructor(world: World, faults: FaultInjector) {
    this.#world = world;
    this.#faults = faults;
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
    const path = decodeURIComponent(request.path);
    const current = monthOf(this.#world.clock.now());
    const rates = /^\/v1\.0\/sales\/fxrates\(Month='(\d{6})'\)\/\$value$/.exec(
      path,
    )?.[1];
    if (rates) {
      const month = monthFrom(rates);
      return month === undefined || month > current
        ? fault(404, 'notFound', 'There are no exchange rates of the month.')
        : this.#file(
            request,
            'fxrates.csv',
            exchangeRatesFile(this.#world, month),
          );
    }
    const [, market, view] =
      /^\/v1\.0\/sales\/pricesheets\(Market='([A-Z]{2})',PricesheetView='(\w+)'\)\/\$value$/.exec(
        path,
      ) ?? [];
    const known = VIEWS.find(one => one === view);
    if (!market || !known) {
      return fault(404, 'notFound', 'There is no such file.');
    }
    const asked = request.query.get('month');
    const month = asked ? monthFrom(asked) : current;
    return month === undefined || month > current
      ? fault(404, 'notFound', 'There is no price sheet of the month.')
      : this.#file(
          request,
          `${view}_${market}.csv`,
          priceSheetFile(this.#world, known, market, month),
        );
  }

  /** A file: plain, or in a ZIP archive for those who say that they can take "deflate". */
  #file(request: SimulatedRequest, name: string, text: string): Reply {
    const [unasked] = this.#faults.take(request, ['zip-file']);
    const files = unasked ? unasked.files ?? 1 : 1;
    return {
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
      body:
        unasked || /\bdeflate\b/.test(header(request, 'accept-encoding') ?? '')
          ? zipOf(
              Object.fromEntries(
                Array.from({ length: files }, (_, index) => [
                  index === 0 ? name : `${index}_${name}`,
                  text,
                ]),
              ),
            )
          : text,
    };
  }
}

/** `202610` as a month. */
function monthFrom(text: string): number | undefined {
  const match = /^(\d{4})(0[1-9]|1[0-2])$/.exec(text);
  return match ? parseBillingPeriod(`${match[1]}-${match[2]}`) : undefined;
}
