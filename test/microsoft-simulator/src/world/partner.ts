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

import { companyName } from './names';
import { PURPOSE } from './purposes';
import { guid, hash, hex, pick, unit } from './random';

/** The two billing currencies of the simulated partner. */
export type Currency = 'EUR' | 'USD';

/** The partner tenant and the application that reads its billing data. */
export interface Partner {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  name: string;
  domain: string;
  mpnId: string;
  country: string;
}

/** One Azure subscription of a customer (`EntitlementId` in usage rows). */
export interface Entitlement {
  id: string;
  name: string;
  environment: string;
}

/** One customer tenant of the partner. */
export interface Customer {
  index: number;
  id: string;
  commerceId: string;
  name: string;
  domain: string;
  slug: string;
  country: string;
  city: string;
  currency: Currency;
  /** Azure region as usage rows print it. */
  region: string;
  /** Per mille of tax on each reconciliation line; 0 where tax is only on the invoice. */
  taxPerMille: number;
  /** How much bigger than an ordinary customer. */
  size: number;
  /** Resource and meter combinations; each gives at most one usage line a day. */
  streams: number;
  azurePlanId: string;
  orderId: string;
  tier2MpnId: string;
  entitlements: Entitlement[];
}

const ENVIRONMENTS: readonly [name: string, environment: string][] = [
  ['Production', 'prod'],
  ['Development', 'dev'],
  ['Shared platform', 'shared'],
  ['Sandbox', 'test'],
];

const PLACES: Record<string, readonly string[]> = {
  NL: ['Utrecht', 'Zwolle', 'Eindhoven'],
  DE: ['Köln', 'Bremen', 'Leipzig'],
  FR: ['Nantes', 'Lyon'],
  BE: ['Gent', 'Leuven'],
  AT: ['Graz'],
  IE: ['Cork'],
  ES: ['Valencia'],
  US: ['Portland', 'Denver', 'Raleigh'],
};

const EURO_COUNTRIES = [
  'NL',
  'DE',
  'NL',
  'FR',
  'DE',
  'BE',
  'AT',
  'NL',
  'IE',
  'ES',
];
const EURO_REGIONS = ['EU West', 'EU North', 'DE West Central'];
const DOLLAR_REGIONS = ['US East 2', 'US West 2'];
const LINES_FACTORS: readonly [below: number, factor: number][] = [
  [0.5, 0.42],
  [0.8, 0.95],
  [0.95, 2.1],
  [1, 3.8],
];
const MEAN_ACTIVITY = 0.9;

/** The partner of a seed. */
export function createPartner(seed: number): Partner {
  return {
    tenantId: guid(seed, PURPOSE.partner, 1),
    clientId: guid(seed, PURPOSE.partner, 2),
    clientSecret: `sim8Q~${hex(34, seed, PURPOSE.partner, 3)}`,
    name: 'Gullwing Cloud Partners B.V.',
    domain: 'gullwingcloud.onmicrosoft.com',
    mpnId: String(5_000_000 + (hash(seed, PURPOSE.partner, 4) % 1_000_000)),
    country: 'NL',
  };
}

/** The customer with this index; it does not depend on how many customers there are. */
export function createCustomer(
  seed: number,
  index: number,
  linesPerDay: number,
): Customer {
  const draw = (purpose: number, part = 0) => hash(seed, purpose, index, part);
  const euro = (index * 7 + 3) % 10 < 7;
  const country = euro ? pick(EURO_COUNTRIES, draw(PURPOSE.customer, 1)) : 'US';
  const { name, slug } = companyName(seed, index, country);
  const fraction = unit(draw(PURPOSE.customerLines));
  const factor = LINES_FACTORS.find(([below]) => fraction < below)?.[1] ?? 1;
  const tail = unit(draw(PURPOSE.customerSize)) ** 3;
  const subscriptions =
    1 + (draw(PURPOSE.entitlement, 99) % ENVIRONMENTS.length);
  return {
    index,
    id: guid(seed, PURPOSE.customer, index, 1),
    commerceId: guid(seed, PURPOSE.customer, index, 2),
    name,
    slug,
    domain: `${slug}.onmicrosoft.com`,
    country,
    city: pick(PLACES[country] ?? ['Springfield'], draw(PURPOSE.customer, 3)),
    currency: euro ? 'EUR' : 'USD',
    region: pick(
      euro ? EURO_REGIONS : DOLLAR_REGIONS,
      draw(PURPOSE.customer, 4),
    ),
    taxPerMille: country === 'NL' || country === 'BE' ? 210 : 0,
    size: 0.25 * 400 ** tail,
    streams: Math.max(2, Math.round((linesPerDay * factor) / MEAN_ACTIVITY)),
    azurePlanId: guid(seed, PURPOSE.customerPlan, index),
    orderId: hex(12, seed, PURPOSE.order, index),
    tier2MpnId:
      draw(PURPOSE.reseller) % 4 === 0
        ? String(6_000_000 + (draw(PURPOSE.reseller, 1) % 100_000))
        : '',
    entitlements: ENVIRONMENTS.slice(0, subscriptions).map(
      ([label, environment], part) => ({
        id: guid(seed, PURPOSE.entitlement, index, part),
        name: label,
        environment,
      }),
    ),
  };
}
