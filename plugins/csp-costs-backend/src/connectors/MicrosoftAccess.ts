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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { explain } from '../errors';
import { CostManagementClient } from '../microsoft/costManagement/CostManagementClient';
import { ArmBillingClient } from '../microsoft/armBilling/ArmBillingClient';
import { GraphBillingClient } from '../microsoft/graphBilling/GraphBillingClient';
import {
  MicrosoftHttp,
  type RetryPolicy,
} from '../microsoft/http/MicrosoftHttp';
import type { RateBudget } from '../microsoft/http/RateBudget';
import type { RequestObserver } from '../microsoft/http/RequestObserver';
import type { AppCredential } from '../microsoft/identity/AppCredential';
import { AppOnlyTokens } from '../microsoft/identity/AppOnlyTokens';
import type { TokenSource } from '../microsoft/identity/TokenSource';
import { UserSignIn } from '../microsoft/identity/UserSignIn';
import type { MicrosoftCloud } from '../microsoft/MicrosoftCloud';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import { PartnerApiClient } from '../microsoft/partnerApi/PartnerApiClient';
import { InvoiceDocuments } from '../microsoft/partnerCenter/InvoiceDocuments';
import { PartnerCenterClient } from '../microsoft/partnerCenter/PartnerCenterClient';
import type { ConnectorRecord } from './ConnectorRecord';
import { DelegatedTokens } from './DelegatedTokens';
import { isOfApplication } from './isOfApplication';
import { LazyTokens } from './LazyTokens';
import { ObservedTokens } from './ObservedTokens';
import { pinnedOrigins } from './settings/readClouds';
import type { CredentialVault } from './vault/CredentialVault';

/** The APIs of one partner tenant, signed in as its connector. */
export interface ConnectorClients {
  graphBilling: GraphBillingClient;
  partnerCenter: PartnerCenterClient;
  costManagement: CostManagementClient;
  armBilling: ArmBillingClient;
  /** In the name of the person who consented. */
  partnerApi: PartnerApiClient;
  /** In the name of the person who consented. */
  invoiceDocuments: InvoiceDocuments;
  /** Sends to the connector's pinned origins only. */
  http: MicrosoftHttp;
  /** Tokens of the application itself. */
  appTokens: TokenSource;
  /** Tokens of the person who consented. */
  delegatedTokens: DelegatedTokens;
}

/** How Microsoft is reached through the connectors. */
export class MicrosoftAccess {
  readonly #vault: CredentialVault;
  readonly #retry: RetryPolicy;
  readonly #exportPollingMs: number;
  readonly #exportTimeoutMs: number;
  readonly #rateBudget: (tenantId: string) => RateBudget;
  readonly #observer: (connectorId: string) => RequestObserver;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #clients = new Map<
    string,
    { madeOf: string; clients: ConnectorClients }
  >();

  constructor(options: {
    vault: CredentialVault;
    retry: RetryPolicy;
    /** Wait between two looks at an export when Microsoft names no time. */
    exportPollingMs: number;
    /** How long an export is waited for. */
    exportTimeoutMs: number;
    /** What may be asked in the name of a partner tenant. */
    rateBudget: (tenantId: string) => RateBudget;
    /** Hears of the requests of a connector. */
    observer: (connectorId: string) => RequestObserver;
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#vault = options.vault;
    this.#retry = options.retry;
    this.#exportPollingMs = options.exportPollingMs;
    this.#exportTimeoutMs = options.exportTimeoutMs;
    this.#rateBudget = options.rateBudget;
    this.#observer = options.observer;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Whether the application of a connector has something to sign in with. */
  async hasAppCredential(connector: ConnectorRecord): Promise<boolean> {
    return (
      connector.configuredCredential !== undefined ||
      isOfApplication(
        connector,
        (await this.#vault.describe(connector.connectorId, 'app'))?.details,
      )
    );
  }

  /**
   * The clients of a connector. They are kept as long as its settings and its
   * credential stay the same, so that tokens are shared by all calls.
   */
  async clients(connector: ConnectorRecord): Promise<ConnectorClients> {
    const { connectorId } = connector;
    const stored = await this.#vault.describe(connectorId, 'app');
    const madeOf = `${connector.epoch}/${connector.revision}/${stored?.version}`;
    const known = this.#clients.get(connectorId);
    if (known?.madeOf === madeOf) {
      return known.clients;
    }
    const clients = this.#make(
      connector,
      new ObservedTokens({
        tokens: new LazyTokens(async () =>
          this.tryCredential(connector, await this.#appCredential(connector)),
        ),
        connectorId,
        version: stored?.version,
        vault: this.#vault,
        now: this.#now,
        logger: this.#logger,
      }),
    );
    this.#clients.set(connectorId, { madeOf, clients });
    return clients;
  }

  /** Tokens by a credential that need not be the connector's own. */
  tryCredential(
    connector: ConnectorRecord,
    credential: AppCredential,
  ): TokenSource {
    const { cloud, settings } = connector;
    return new AppOnlyTokens({
      cloud,
      tenantId: settings.partnerTenantId,
      clientId: settings.clientId,
      credential,
      now: this.#now,
    });
  }

  /** Sign-ins of people to the application of a connector. */
  async userSignIn(connector: ConnectorRecord): Promise<UserSignIn> {
    const { cloud, settings } = connector;
    return new UserSignIn({
      cloud,
      tenantId: settings.partnerTenantId,
      clientId: settings.clientId,
      credential: await this.#appCredential(connector),
      now: this.#now,
    });
  }

  /** Sends to the pinned origins of a connector. */
  http(connector: ConnectorRecord): MicrosoftHttp {
    return this.tenantHttp({
      cloud: connector.cloud,
      partnerTenantId: connector.settings.partnerTenantId,
      logAs: connector.connectorId,
    });
  }

  /**
   * Sends to the pinned origins of a cloud, within the rate budget of a
   * partner tenant, which need not have a connector.
   *
   * @param options - `logAs` names whose requests they are in the log.
   */
  tenantHttp(options: {
    cloud: MicrosoftCloud;
    partnerTenantId: string;
    logAs: string;
  }): MicrosoftHttp {
    const { cloud, partnerTenantId, logAs } = options;
    return new MicrosoftHttp({
      origins: pinnedOrigins(cloud),
      retry: this.#retry,
      budget: this.#rateBudget(partnerTenantId),
      observer: this.#observer(logAs),
      now: this.#now,
    });
  }

  #make(connector: ConnectorRecord, appTokens: TokenSource): ConnectorClients {
    const { cloud } = connector;
    const http = this.http(connector);
    const delegatedTokens = new DelegatedTokens({
      connectorId: connector.connectorId,
      vault: this.#vault,
      isOurs: details => isOfApplication(connector, details),
      signIn: () => this.userSignIn(connector),
      problemOf: error => explain(error, this.#now()),
      now: this.#now,
    });
    const asApplication = { cloud, http, tokens: appTokens };
    const asPerson = { cloud, http, tokens: delegatedTokens };
    return {
      http,
      appTokens,
      delegatedTokens,
      graphBilling: new GraphBillingClient(asApplication, {
        pollingIntervalMs: this.#exportPollingMs,
        timeoutMs: this.#exportTimeoutMs,
        now: this.#now,
      }),
      costManagement: new CostManagementClient(asApplication, {
        pollingIntervalMs: this.#exportPollingMs,
      }),
      partnerCenter: new PartnerCenterClient(asApplication),
      armBilling: new ArmBillingClient(asApplication),
      partnerApi: new PartnerApiClient(asPerson),
      invoiceDocuments: new InvoiceDocuments(asPerson),
    };
  }

  async #appCredential(connector: ConnectorRecord): Promise<AppCredential> {
    if (connector.configuredCredential) {
      return connector.configuredCredential;
    }
    const stored = await this.#vault.read(connector.connectorId, 'app');
    if (!stored || !isOfApplication(connector, stored.details)) {
      throw new MicrosoftError('The connector has no credential yet', {
        kind: 'identity',
        code: 'credential_missing',
        transient: false,
      });
    }
    return JSON.parse(stored.value);
  }
}
