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

import { NotFoundError } from '@backstage/errors';
import { GraphBillingClient } from '../microsoft/graphBilling/GraphBillingClient';
import {
  MicrosoftHttp,
  type RetryPolicy,
} from '../microsoft/http/MicrosoftHttp';
import { AppOnlyTokens } from '../microsoft/identity/AppOnlyTokens';
import { PartnerCenterClient } from '../microsoft/partnerCenter/PartnerCenterClient';
import { pinnedOrigins, type ConnectorConfig } from './ConnectorConfig';

/** The APIs of one partner tenant, signed in as its connector. */
export interface ConnectorClients {
  graphBilling: GraphBillingClient;
  partnerCenter: PartnerCenterClient;
}

/** The connectors, and how to reach Microsoft through them. */
export class ConnectorRegistry {
  readonly #configs: Map<string, ConnectorConfig>;
  readonly #clients = new Map<string, ConnectorClients>();
  readonly #retry: RetryPolicy;
  readonly #exportPollingMs: number;
  readonly #now: () => Date;

  constructor(options: {
    configs: ConnectorConfig[];
    retry: RetryPolicy;
    /** Wait between two looks at an export when Microsoft names no time. */
    exportPollingMs: number;
    now: () => Date;
  }) {
    this.#configs = new Map(
      options.configs.map(config => [config.connectorId, config]),
    );
    this.#retry = options.retry;
    this.#exportPollingMs = options.exportPollingMs;
    this.#now = options.now;
  }

  list(): ConnectorConfig[] {
    return [...this.#configs.values()];
  }

  has(connectorId: string): boolean {
    return this.#configs.has(connectorId);
  }

  /** @throws NotFoundError */
  get(connectorId: string): ConnectorConfig {
    const config = this.#configs.get(connectorId);
    if (!config) {
      throw new NotFoundError(`No connector has the id "${connectorId}"`);
    }
    return config;
  }

  /**
   * The clients of a connector. Made once, so that tokens are shared by all
   * calls.
   *
   * @throws NotFoundError
   */
  clients(connectorId: string): ConnectorClients {
    const existing = this.#clients.get(connectorId);
    if (existing) {
      return existing;
    }
    const { cloud, ...config } = this.get(connectorId);
    const now = this.#now;
    const http = new MicrosoftHttp({
      origins: pinnedOrigins(cloud),
      retry: this.#retry,
      now,
    });
    const tokens = new AppOnlyTokens({
      cloud,
      tenantId: config.partnerTenantId,
      clientId: config.clientId,
      credential: config.credential,
    });
    const clients = {
      graphBilling: new GraphBillingClient({
        cloud,
        http,
        tokens,
        pollingIntervalMs: this.#exportPollingMs,
        now,
      }),
      partnerCenter: new PartnerCenterClient({ cloud, http, tokens }),
    };
    this.#clients.set(connectorId, clients);
    return clients;
  }
}
