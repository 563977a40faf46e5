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

import type { Agreement } from './arm/billingAgreements';
import type { SimulatedRateLimits } from './faults/RateLimiter';
import type { GraphOptions } from './graph/GraphService';
import type { IdentityOptions } from './identity/IdentityService';
import type { WorldOptions } from './world/World';

/** Everything that can be chosen about a simulated cloud. */
export interface SimulatorOptions {
  /** 0 = any free port (default). */
  port?: number;
  /** Port of the storage origin; default: any free port, or `port + 1` when a port is given. */
  storagePort?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 7. The same seed gives the same partner, customers and lines. */
  seed?: number;
  /** Default 40. */
  customers?: number;
  /** Closed months before the clock's month that have data; default 3. */
  months?: number;
  /** Average usage lines per customer and day; default 12. */
  linesPerCustomerDay?: number;
  /**
   * Licence lines of each legacy invoice, and a third as many of Azure; default
   * 0, which means no legacy invoices. With some there is one a month and currency.
   */
  legacyLines?: number;
  /** Initial simulated time, which then stands still until moved; default: real time, running. */
  now?: Date;
  /** Polls that answer "running" before an operation succeeds; default 1. */
  operationPolls?: number;
  /** `Retry-After` of running operations in seconds; default 0, which sends none. */
  retryAfterSeconds?: number;
  /** About how many lines a blob holds at most; default 50,000. */
  linesPerBlob?: number;
  /**
   * Folder that keeps the bytes of blobs, so that each is made once only, also
   * by later simulators of the same options; default: made while they are sent.
   */
  blobDirectory?: string;
  /** What each service answers with 429 when it is more; default: nothing. Real time counts. */
  rateLimits?: SimulatedRateLimits;
  /** PEM certificate or public key registered on the application, for client assertions. */
  certificatePem?: string;
  /** Registered redirect URIs; default: every redirect URI is accepted. */
  redirectUris?: string[];
  /**
   * Whether the partner's own app registration exists; default true. Without
   * it this is a tenant that is still to be onboarded: the client id is
   * unknown, some APIs have no service principal there yet, and the partner
   * has another name and domain.
   */
  applicationRegistered?: boolean;
  /**
   * Agreement of the partner's billing accounts; default
   * MicrosoftPartnerAgreement. How many there are and how fast roles on them
   * take effect is chosen in the tenant (`billing`).
   */
  agreement?: Agreement;
  /** Name of the partner, so that two simulated clouds can be told apart. */
  partnerName?: string;
  /** Domain of the partner's tenant, such as `gullwingcloud.onmicrosoft.com`. */
  partnerDomain?: string;
}

type Settings = WorldOptions &
  GraphOptions &
  IdentityOptions & {
    port: number;
    storagePort: number;
    host: string;
    blobDirectory?: string;
    rateLimits: SimulatedRateLimits;
  };

function whole(
  name: string,
  value: number,
  minimum: number,
  maximum: number,
): number {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new Error(
      `${name} must be a whole number from ${minimum} to ${maximum}, not ${value}`,
    );
  }
  return value;
}

/** Fills in defaults. Throws when an option makes no sense. */
export function resolveOptions(options: SimulatorOptions): Settings {
  const port = whole('port', options.port ?? 0, 0, 65_535);
  const lines = options.linesPerCustomerDay ?? 12;
  if (!(lines > 0 && lines <= 1_000_000)) {
    throw new Error(
      `linesPerCustomerDay must be above 0 and at most 1000000, not ${lines}`,
    );
  }
  if (options.now && Number.isNaN(options.now.getTime())) {
    throw new Error('now is not a date');
  }
  return {
    port,
    storagePort: whole(
      'storagePort',
      options.storagePort ?? (port === 0 ? 0 : port + 1),
      0,
      65_535,
    ),
    host: options.host ?? '127.0.0.1',
    seed: whole('seed', options.seed ?? 7, 0, 0xffff_ffff),
    customers: whole('customers', options.customers ?? 40, 1, 100_000),
    months: whole('months', options.months ?? 3, 0, 120),
    linesPerCustomerDay: lines,
    legacyLines: whole('legacyLines', options.legacyLines ?? 0, 0, 1_000_000),
    now: options.now,
    operationPolls: whole(
      'operationPolls',
      options.operationPolls ?? 1,
      0,
      1_000,
    ),
    retryAfterSeconds: whole(
      'retryAfterSeconds',
      options.retryAfterSeconds ?? 0,
      0,
      3_600,
    ),
    linesPerBlob: whole(
      'linesPerBlob',
      options.linesPerBlob ?? 50_000,
      1,
      100_000_000,
    ),
    blobDirectory: options.blobDirectory,
    rateLimits: options.rateLimits ?? {},
    certificatePem: options.certificatePem,
    redirectUris: options.redirectUris,
    applicationRegistered: options.applicationRegistered,
    agreement: options.agreement,
    partnerName: options.partnerName,
    partnerDomain: options.partnerDomain?.toLowerCase(),
  };
}
