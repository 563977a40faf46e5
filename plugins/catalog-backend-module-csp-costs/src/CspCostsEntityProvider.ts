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

import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { DirectoryClient } from './createDirectoryClient';
import type { ProviderConfig } from './ProviderConfig';
import { NOTHING_TOLD, planMutation, type Told } from './planMutation';
import { readDirectory } from './readDirectory';
import { toEntities } from './toEntities';

/** How often the catalog is told everything: it may have refused or lost something. */
const TELL_ALL_AFTER_MS = 60 * 60 * 1000;

/**
 * Provides customers and Azure subscriptions to the catalog.
 *
 * @remarks
 * The catalog is told what has changed since this process last told it, and
 * everything once an hour: it refuses an entity whose name somebody else has
 * taken, without saying so, and takes it when the name is free. A read that fails
 * changes nothing. What may go, and when, {@link planMutation} says.
 */
export class CspCostsEntityProvider implements EntityProvider {
  readonly #config: ProviderConfig;
  readonly #client: DirectoryClient;
  readonly #scheduler: SchedulerService;
  readonly #logger: LoggerService;
  readonly #appUrl: string | undefined;
  #connection: EntityProviderConnection | undefined;
  #told: Told = NOTHING_TOLD;
  #toldAllAt = 0;
  readonly #now: () => number;

  constructor(options: {
    config: ProviderConfig;
    client: DirectoryClient;
    scheduler: SchedulerService;
    logger: LoggerService;
    /** Address of the portal, for links. */
    appUrl?: string;
    /** Milliseconds of Unix time; default the system's clock. */
    now?: () => number;
  }) {
    this.#now = options.now ?? Date.now;
    this.#config = options.config;
    this.#client = options.client;
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
    this.#appUrl = options.appUrl;
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return `CspCostsEntityProvider:${this.#config.id}`;
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.connect} */
  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#scheduler.scheduleTask({
      ...this.#config.schedule,
      id: `${this.getProviderName()}:refresh`,
      fn: async signal => {
        try {
          await this.refresh(signal);
        } catch (error) {
          this.#logger.error(
            `${this.getProviderName()} could not bring the catalog up to date, and has changed nothing`,
            error instanceof Error ? error : new Error(String(error)),
          );
        }
      },
    });
  }

  /**
   * Reads the directory and tells the catalog what has changed.
   *
   * @throws what went wrong, when the directory cannot be read or the catalog
   * refuses the change.
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    if (!this.#connection) {
      throw new Error(`${this.getProviderName()} is not connected`);
    }
    const { customers, incomplete, missing } = await readDirectory(
      this.#client,
      {
        connectorIds: this.#config.connectorIds,
        signal,
      },
    );
    if (missing.length > 0) {
      this.#logger.warn(
        `${this.getProviderName()} is set up for connectors that do not exist: ${missing.join(
          ', ',
        )}; correct its "connectors" in catalog.providers.cspCosts`,
      );
    }
    const provided = toEntities(customers, {
      ...this.#config,
      appUrl: this.#appUrl,
    });
    const now = this.#now();
    const isAll = this.#told.isAll && now - this.#toldAllAt < TELL_ALL_AFTER_MS;
    const change = planMutation({
      told: { ...this.#told, isAll },
      provided,
      incomplete,
      locationKey: this.getProviderName(),
    });
    if (!change) {
      return;
    }
    // Should the catalog refuse it, nobody knows what it has.
    this.#told = NOTHING_TOLD;
    await this.#connection.applyMutation(change.mutation);
    this.#told = change.told;
    if (change.mutation.type === 'full') {
      this.#toldAllAt = now;
    }
    this.#logger.info(
      `CSP customers and Azure subscriptions: ${change.summary}`,
    );
  }
}
