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

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AdminService } from './admin/AdminService';
import { ArmService } from './arm/ArmService';
import {
  restate,
  type RestateRequest,
  type RestateResult,
} from './admin/restate';
import { CostManagementService } from './costManagement/CostManagementService';
import { retailTruth, type RetailTruth } from './costManagement/retailTruth';
import { DirectoryService } from './directory/DirectoryService';
import { FaultInjector } from './faults/FaultInjector';
import { RateLimiter } from './faults/RateLimiter';
import { GraphService } from './graph/GraphService';
import { serve, type Services } from './http/serve';
import { IdentityService } from './identity/IdentityService';
import type { AccountKey } from './identity/accounts';
import type { Tenant } from './identity/Tenant';
import { PartnerApiService } from './partnerApi/PartnerApiService';
import { PartnerCenterService } from './partnerCenter/PartnerCenterService';
import { RequestLog } from './RequestLog';
import { resolveOptions, type SimulatorOptions } from './SimulatorOptions';
import { StorageService } from './storage/StorageService';
import { monthlyRates, type MonthlyRate } from './world/exchangeRate';
import { legacyTruth, type LegacyTruth } from './world/legacyTruth';
import { parseBillingPeriod } from './world/months';
import type { Customer, Partner } from './world/partner';
import { listPrices, type ListedPrice } from './world/prices';
import type { SimulatedClock } from './world/SimulatedClock';
import { monthTruth, type MonthTruth } from './world/truth';
import { World } from './world/World';

async function listen(
  server: Server,
  port: number,
  host: string,
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return (server.address() as AddressInfo).port;
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * A simulated Microsoft cloud of one CSP partner: identity, Graph partner
 * billing and Partner Center on one origin, blob storage on another.
 */
export class MicrosoftSimulator {
  /** Origin of identity, Graph, Partner Center and the admin API, e.g. `http://127.0.0.1:34567`. */
  readonly url: string;
  /** Origin of blob storage. */
  readonly storageUrl: string;

  readonly #services: Services;
  readonly #servers: Server[];

  private constructor(
    url: string,
    storageUrl: string,
    services: Services,
    servers: Server[],
  ) {
    this.url = url;
    this.storageUrl = storageUrl;
    this.#services = services;
    this.#servers = servers;
  }

  /** Starts both origins. Rejects when a port is taken or an option makes no sense. */
  static async start(
    options: SimulatorOptions = {},
  ): Promise<MicrosoftSimulator> {
    const settings = resolveOptions(options);
    const world = World.create(settings);
    const faults = FaultInjector.create();
    const requests = new RequestLog();
    const rateLimiter = new RateLimiter(settings.rateLimits);
    const storage = StorageService.create(
      world,
      faults,
      settings.blobDirectory,
    );
    const identity = IdentityService.create(world, settings);
    const services: Services = {
      world,
      faults,
      rateLimiter,
      requests,
      storage,
      identity,
      graph: GraphService.create(
        world,
        identity.accounts,
        faults,
        storage,
        settings,
      ),
      directory: new DirectoryService(world),
      partnerCenter: PartnerCenterService.create(world, identity.accounts),
      partnerApi: new PartnerApiService(world, faults),
      arm: new ArmService(world, settings),
      costManagement: new CostManagementService(
        world,
        faults,
        storage,
        settings,
      ),
      admin: AdminService.create({
        world,
        faults,
        rateLimiter,
        requests,
        identity,
      }),
    };
    const ports = { main: 0, storage: 0 };
    const servers = (['main', 'storage'] as const).map(origin =>
      createServer((message, response) => {
        serve(services, origin, ports, settings.host, message, response).catch(
          () => response.destroy(),
        );
      }),
    );
    const [main, blobs] = servers as [Server, Server];
    try {
      ports.main = await listen(main, settings.port, settings.host);
      ports.storage = await listen(blobs, settings.storagePort, settings.host);
    } catch (error) {
      await Promise.all(servers.filter(one => one.listening).map(close));
      throw error;
    }
    const host = settings.host.includes(':')
      ? `[${settings.host}]`
      : settings.host;
    return new MicrosoftSimulator(
      `http://${host}:${ports.main}`,
      `http://${host}:${ports.storage}`,
      services,
      servers,
    );
  }

  /** The partner tenant and its application; the same for the same seed. */
  get partner(): Partner {
    return this.#services.world.partner;
  }

  /** The partner's directory; may be changed at any time. */
  get tenant(): Tenant {
    return this.#services.world.tenant;
  }

  /**
   * A refresh token of an account, as another tool of the partner might have
   * got it. What it may be used for is what was consented.
   */
  issueRefreshToken(account: AccountKey): string {
    return this.#services.identity.issueRefreshToken(account);
  }

  /**
   * Access tokens of an account, as it gets them when it signs in through
   * Azure's command line: what it may do is what its roles allow.
   */
  issueOperatorTokens(account: AccountKey): { graph: string; arm: string } {
    return this.#services.identity.issueOperatorTokens(account);
  }

  /**
   * Signs an account in for a code that another device shows, as the person
   * does on the page.
   *
   * @throws Error when there is no such account or no such code, or it may not sign in.
   */
  approveDeviceCode(userCode: string, account: AccountKey): void {
    this.#services.identity.approveDeviceCode(userCode, account);
  }

  get customers(): readonly Customer[] {
    return this.#services.world.customers;
  }

  get clock(): SimulatedClock {
    return this.#services.world.clock;
  }

  get faults(): FaultInjector {
    return this.#services.faults;
  }

  /** What is too many requests; may be changed at any time. */
  get rateLimiter(): RateLimiter {
    return this.#services.rateLimiter;
  }

  get requests(): RequestLog {
    return this.#services.requests;
  }

  /** What a billing period (`2026-10`) really costs at the simulated moment. */
  truth(billingPeriod: string): MonthTruth {
    return monthTruth(this.#services.world, billingPeriod);
  }

  /** What the legacy invoices of a billing period say, in addition to {@link MicrosoftSimulator.truth}. */
  legacyTruth(billingPeriod: string): LegacyTruth {
    return legacyTruth(this.#services.world, billingPeriod);
  }

  /** The exchange rates that Microsoft has fixed for a month (`2026-10`). */
  exchangeRates(billingPeriod: string): MonthlyRate[] {
    return monthlyRates(
      this.#services.world.seed,
      parseBillingPeriod(billingPeriod),
    );
  }

  /** What each meter costs in each region, in USD. */
  prices(): ListedPrice[] {
    return listPrices(this.#services.world);
  }

  /** What Azure usage of a billing period (`2026-10`) costs the partner, and at retail prices. */
  retailTruth(billingPeriod: string): RetailTruth[] {
    return retailTruth(this.#services.world, billingPeriod);
  }

  /** Changes one day of one customer from now on; see {@link RestateRequest}. */
  restate(request: RestateRequest): RestateResult {
    return restate(this.#services.world, request);
  }

  /** Stops both origins and cuts every open connection. */
  async stop(): Promise<void> {
    await Promise.all(this.#servers.map(close));
  }
}
