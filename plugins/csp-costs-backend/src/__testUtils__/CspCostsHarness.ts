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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import {
  MicrosoftSimulator,
  type SimulatorOptions,
} from '@internal/microsoft-simulator';
import {
  CspCostsClient,
  OnboardingClient,
  type ConnectorSettings,
  type RunDetail,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { DEFAULT_SETTINGS } from '../connectors/settings/defaultSettings';
import { setTimeout as delay } from 'node:timers/promises';
import { checkAnswer } from './checkAnswer';
import {
  startBackend,
  type AuditRecord,
  type CustomerPolicy,
} from './startBackend';

/** A key that seals the secrets of tests. */
export const TEST_KEY = {
  id: 'test',
  key: Buffer.alloc(32, 'test').toString('base64'),
};

/** An origin that blobs may be at, and that nobody answers for. */
export const NO_STORAGE = 'https://storage.invalid';

/** How often is looked whether there is something to do, or to be seen. More costs more time than it saves. */
const POLLING_MS = 25;

const GENEROUS = [{ requests: 60_000, window: { minutes: 1 } }];

/** Budgets at work that keep no test waiting. */
const GENEROUS_LIMITS = {
  graph: GENEROUS,
  partnerCenter: GENEROUS,
  arm: GENEROUS,
  costManagement: GENEROUS,
  partnerApi: GENEROUS,
};

/** What a test may set up otherwise. */
export interface HarnessOptions {
  knex: Knex;
  simulator?: SimulatorOptions;
  /** Merged into the connector `demo`. */
  connector?: JsonObject;
  /** Merged into `cspCosts.collection`. */
  collection?: JsonObject;
  /** Merged into `cspCosts`. */
  config?: JsonObject;
  /** Whether the log is kept instead of printed. */
  keepLog?: boolean;
  /** Permissions that are refused, by name. */
  denied?: string[];
  /** Whose costs may be seen, and entities to tell by who owns them. Default: everybody's. */
  customers?: CustomerPolicy;
  /** Takes the place of Backstage's metrics. */
  metrics?: MetricsService;
  /** Whether the backend is started at once; default true. */
  startBackend?: boolean;
}

/**
 * The plugin in a test backend, collecting from a simulated Microsoft over
 * HTTP, by the simulator's clock. Every answer is checked against the OpenAPI
 * document.
 */
export class CspCostsHarness {
  readonly simulator: MicrosoftSimulator;
  readonly knex: Knex;
  /** Calls the API as a user with all rights that are not refused. */
  readonly api: CspCostsClient;
  /** Onboards tenants as the same user. */
  readonly onboarding: OnboardingClient;
  /** Everything that was put on record. */
  readonly audit: AuditRecord[] = [];
  /** Every line of the log, when the test asked for it. */
  readonly log: string[] = [];
  /** Everything that owners were told. */
  readonly notifications: NotificationSendOptions[] = [];
  /** Signals that were sent to pages. */
  readonly signals: SignalPayload[] = [];
  /** Whether notifications cannot be sent at the moment. */
  failNotifications = false;
  #options: HarnessOptions;
  readonly #archiveDirectory: string;
  #backend: Awaited<ReturnType<typeof startBackend>> | undefined;

  private constructor(
    simulator: MicrosoftSimulator,
    archiveDirectory: string,
    options: HarnessOptions,
  ) {
    this.simulator = simulator;
    this.knex = options.knex;
    this.#archiveDirectory = archiveDirectory;
    this.#options = options;
    this.api = new CspCostsClient({
      discoveryApi: { getBaseUrl: async () => this.#baseUrl() },
      fetchApi: { fetch: (input, init) => this.#checkedFetch(input, init) },
    });
    this.onboarding = this.onboardingAs();
  }

  static async create(options: HarnessOptions): Promise<CspCostsHarness> {
    const harness = new CspCostsHarness(
      await MicrosoftSimulator.start({
        now: new Date('2026-11-14T09:00:00Z'),
        customers: 6,
        months: 2,
        linesPerCustomerDay: 4,
        ...options.simulator,
      }),
      await mkdtemp(join(tmpdir(), 'csp-costs-')),
      options,
    );
    if (options.startBackend !== false) {
      await harness.startBackend();
    }
    return harness;
  }

  /** Folder that keeps the lines. */
  get archiveDirectory(): string {
    return this.#archiveDirectory;
  }

  /** The configuration of the plugin under test. */
  config(): JsonObject {
    const { simulator } = this;
    const { partner } = simulator;
    const { connector, collection, config } = this.#options;
    return {
      cspCosts: {
        vault: { keys: [TEST_KEY] },
        defaultNationalCloud: 'simulated',
        archive: { directory: this.#archiveDirectory },
        rateLimits: GENEROUS_LIMITS,
        collection: {
          backoff: { milliseconds: 1 },
          requestBackoff: { milliseconds: 1 },
          exportPolling: { milliseconds: 1 },
          pollingInterval: { milliseconds: POLLING_MS },
          ...collection,
        },
        clouds: {
          simulated: {
            loginUrl: simulator.url,
            graphUrl: simulator.url,
            partnerCenterUrl: simulator.url,
            armUrl: simulator.url,
            partnerApiUrl: simulator.url,
            storageOrigins: [simulator.storageUrl, NO_STORAGE],
          },
        },
        connectors: {
          demo: {
            title: 'Demo partner',
            nationalCloud: 'simulated',
            partnerTenantId: partner.tenantId,
            clientId: partner.clientId,
            clientSecret: partner.clientSecret,
            billingCurrencies: ['EUR', 'USD'],
            // Its tests switch it on; others have enough to collect.
            sources: { costManagement: false },
            ...connector,
          },
        },
        ...config,
      },
    };
  }

  /** Starts the backend; it then collects by itself when it never did. */
  async startBackend(changes: Partial<HarnessOptions> = {}): Promise<void> {
    this.#options = { ...this.#options, ...changes };
    this.#backend = await startBackend({
      config: this.config(),
      knex: this.knex,
      now: () => this.simulator.clock.now(),
      denied: this.#options.denied,
      customers: this.#options.customers,
      metrics: this.#options.metrics,
      onLog: this.#options.keepLog ? line => this.log.push(line) : undefined,
      onAudit: event => this.audit.push(event),
      onSignal: signal => this.signals.push(signal),
      onNotification: notification => {
        if (this.failNotifications) {
          throw new Error('Nobody can be told');
        }
        this.notifications.push(notification);
      },
    });
  }

  /** Stops the backend in good order. */
  async stopBackend(): Promise<void> {
    await this.#backend?.stop();
    this.#backend = undefined;
  }

  async stop(): Promise<void> {
    await this.stopBackend();
    await this.simulator.stop();
    await rm(this.#archiveDirectory, { recursive: true, force: true });
  }

  /** Waits until no run goes on, and gives the latest one that is no backfill. */
  async untilCollected(connectorId = 'demo'): Promise<RunDetail> {
    // Asked of the database: the API takes much of the time that the run needs.
    const isOver = async () => {
      const runs = await this.knex('runs').where({ connector_id: connectorId });
      return (
        runs.some(({ trigger }) => trigger !== 'backfill') &&
        !runs.some(({ status }) => status === 'running')
      );
    };
    while (!(await isOver())) {
      await delay(POLLING_MS);
    }
    const runs = await this.api.getRuns(connectorId);
    return this.api.getRun(
      runs.find(({ trigger }) => trigger !== 'backfill')!.runId,
    );
  }

  /** Starts a run by hand and waits until it has ended. */
  async collect(): Promise<RunDetail> {
    const { runId } = await this.api.startRun('demo');
    // Time may stand still, so that the latest run is not known by its start.
    await this.untilCollected();
    return this.api.getRun(runId);
  }

  /** Waits until the lines of everything that was collected are archived. */
  async untilArchived(): Promise<void> {
    const left = () => this.knex('archive_jobs').whereNotNull('next_at');
    while ((await left()).length > 0) {
      await delay(POLLING_MS);
    }
  }

  /** Settings of a connector to the simulated partner. */
  settings(changes: Partial<ConnectorSettings> = {}): ConnectorSettings {
    const { partner } = this.simulator;
    return {
      ...DEFAULT_SETTINGS,
      title: 'Portal partner',
      nationalCloud: 'simulated',
      partnerTenantId: partner.tenantId,
      clientId: partner.clientId,
      billingCurrencies: ['EUR', 'USD'],
      ...changes,
    };
  }

  /** Creates a connector through the API, with the simulated client secret. */
  async connect(changes: Partial<ConnectorSettings> = {}): Promise<string> {
    const { connectorId } = await this.api.createConnector({
      settings: this.settings(changes),
    });
    await this.api.setCredential(connectorId, {
      kind: 'client-secret',
      clientSecret: this.simulator.partner.clientSecret,
    });
    return connectorId;
  }

  /** Onboards tenants as another user. */
  onboardingAs(userEntityRef?: string): OnboardingClient {
    const headers = {
      Authorization: mockCredentials.user.header(userEntityRef),
    };
    return new OnboardingClient({
      discoveryApi: { getBaseUrl: async () => this.#baseUrl() },
      fetchApi: {
        fetch: (input, init) =>
          this.#checkedFetch(input, {
            ...init,
            headers: { ...init?.headers, ...headers },
          }),
      },
    });
  }

  /** Runs a scheduled task now, by its id. */
  async runTask(id: string): Promise<void> {
    await this.#backend!.runTask(id);
  }

  /** Sends a request as it is, to see what it is answered. */
  async request(
    path: string,
    options: { method?: string; anonymous?: boolean; body?: string } = {},
  ): Promise<{ status: number; body: { error?: { message?: string } } }> {
    const response = await fetch(`${this.#baseUrl()}${path}`, {
      method: options.method,
      headers: {
        ...(options.anonymous
          ? { Authorization: mockCredentials.none.header() }
          : {}),
        ...(options.body === undefined
          ? {}
          : { 'Content-Type': 'application/json' }),
      },
      body: options.body,
    });
    const body = response.status === 204 ? undefined : await response.json();
    checkAnswer(
      options.method ?? 'GET',
      path.split('?')[0]!,
      response.status,
      body,
    );
    return { status: response.status, body };
  }

  /** Where the backend is. */
  get backendUrl(): string {
    return this.#baseUrl();
  }

  #baseUrl(): string {
    return `http://127.0.0.1:${this.#backend?.port}/api/csp-costs`;
  }

  async #checkedFetch(
    input: Parameters<typeof fetch>[0],
    init: Parameters<typeof fetch>[1],
  ): Promise<Response> {
    const response = await fetch(input, init);
    const path = new URL(String(input)).pathname.replace('/api/csp-costs', '');
    checkAnswer(
      init?.method ?? 'GET',
      path,
      response.status,
      isJson(response) ? await response.clone().json() : undefined,
    );
    return response;
  }
}

function isJson(response: Response): boolean {
  return (
    response.headers.get('content-type')?.includes('application/json') ?? false
  );
}
