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
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ConnectorSettings,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { problemOf } from '../errors';
import type { MicrosoftCloud } from '../microsoft/MicrosoftCloud';
import type { ConnectorRecord } from './ConnectorRecord';
import type { ConnectorSetup } from './ConnectorSetup';
import { isUsable } from './isUsable';
import { otherTenant } from './records/otherTenant';
import { DEFAULT_SETTINGS } from './settings/defaultSettings';
import type { ConfiguredConnector } from './settings/readConfiguredConnectors';
import { UnusableConnectorError } from './UnusableConnectorError';
import type { ConnectorIdRow, ConnectorRow } from './records/tables';

/** The connectors, of app-config and of the portal. */
export class ConnectorRegistry {
  readonly #configured: ReadonlyMap<string, ConfiguredConnector>;
  readonly #clouds: ReadonlyMap<string, MicrosoftCloud>;
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  /** Obstacles that this process has logged: every query meets them again. */
  readonly #logged = new Set<string>();

  constructor(options: {
    configured: ConfiguredConnector[];
    clouds: ReadonlyMap<string, MicrosoftCloud>;
    knex: Knex;
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#configured = new Map(
      options.configured.map(connector => [connector.connectorId, connector]),
    );
    this.#clouds = options.clouds;
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** The clouds that a connector may name. */
  get clouds(): ReadonlyMap<string, MicrosoftCloud> {
    return this.#clouds;
  }

  /** Whether app-config has a connector of this id, which nothing else may change. */
  isConfigured(connectorId: string): boolean {
    return this.#configured.has(connectorId);
  }

  /** All connectors, also those that cannot be used: app-config's first, then by title. */
  async listSetups(): Promise<ConnectorSetup[]> {
    // Read first: one that is let go after this is not to get credentials.
    const ids = await this.#knex<ConnectorIdRow>('connector_ids').select();
    const rows = await this.#knex<ConnectorRow>('connectors').select();
    const past = (connectorId: string) =>
      ids.find(({ connector_id: id }) => id === connectorId);
    return [
      ...[...this.#configured.values()].map(connector =>
        this.#examine(connector, past(connector.connectorId)),
      ),
      ...rows
        // One id, two connectors: configuration is the one that can be seen to
        // be meant, and nothing may happen twice.
        .filter(row => !this.#configured.has(row.connector_id))
        .map(row => this.#examine(this.#read(row), past(row.connector_id)))
        .sort((a, b) => a.settings.title.localeCompare(b.settings.title)),
    ];
  }

  /** All connectors that can be used, in the same order. */
  async list(): Promise<ConnectorRecord[]> {
    return (await this.listSetups()).filter(isUsable);
  }

  /** Whether there was a connector of this id that was deleted. */
  async isGone(connectorId: string): Promise<boolean> {
    const past = await this.#knex<ConnectorIdRow>('connector_ids')
      .where({ connector_id: connectorId })
      .first();
    return past !== undefined && !(await this.#findSetup(connectorId));
  }

  /** A connector, which need not be usable. @throws NotFoundError */
  async getSetup(connectorId: string): Promise<ConnectorSetup> {
    const setup = await this.#findSetup(connectorId);
    if (!setup) {
      throw new NotFoundError(`No connector has the id "${connectorId}"`);
    }
    return setup;
  }

  /** A connector that can be used, or undefined when there is none of this id. */
  async find(connectorId: string): Promise<ConnectorRecord | undefined> {
    const setup = await this.#findSetup(connectorId);
    return setup && isUsable(setup) ? setup : undefined;
  }

  /** @throws NotFoundError; UnusableConnectorError when there is one that cannot be used. */
  async get(connectorId: string): Promise<ConnectorRecord> {
    const setup = await this.getSetup(connectorId);
    if (!isUsable(setup)) {
      throw new UnusableConnectorError(setup.obstacle ?? this.#noCloud(setup));
    }
    return setup;
  }

  async #findSetup(connectorId: string): Promise<ConnectorSetup | undefined> {
    const where = { connector_id: connectorId };
    // Read first, as above.
    const past = await this.#knex<ConnectorIdRow>('connector_ids')
      .where(where)
      .first();
    const configured = this.#configured.get(connectorId);
    if (configured) {
      return this.#examine(configured, past);
    }
    const row = await this.#knex<ConnectorRow>('connectors')
      .where(where)
      .first();
    return row && this.#examine(this.#read(row), past);
  }

  #read(row: ConnectorRow): Omit<ConnectorSetup, 'epoch'> {
    const settings: ConnectorSettings = {
      // Settings that were added since the row was written.
      ...DEFAULT_SETTINGS,
      ...JSON.parse(row.settings),
    };
    return {
      connectorId: row.connector_id,
      origin: 'portal',
      revision: row.revision,
      settings,
      createdBy: row.created_by,
      updatedBy: row.updated_by,
      updatedAt: new Date(row.updated_at),
      cloud: this.#clouds.get(settings.nationalCloud),
    };
  }

  #examine(
    connector: Omit<ConnectorSetup, 'epoch'>,
    past: ConnectorIdRow | undefined,
  ): ConnectorSetup {
    const obstacle = connector.cloud
      ? otherTenant(connector, past, this.#now())
      : this.#noCloud(connector);
    this.#logOnce(connector.connectorId, obstacle);
    return { ...connector, epoch: past?.epoch ?? 0, obstacle };
  }

  #noCloud({ settings }: Pick<ConnectorSetup, 'settings'>): Problem {
    return problemOf('CLOUD_NOT_CONFIGURED', this.#now(), {
      cause: `The national cloud "${settings.nationalCloud}" of the connector is not set up in this portal.`,
    });
  }

  #logOnce(connectorId: string, obstacle: Problem | undefined): void {
    const key = `${connectorId}/${obstacle?.code}`;
    if (obstacle && !this.#logged.has(key)) {
      this.#logged.add(key);
      this.#logger.error(
        `Connector ${connectorId} cannot be used: ${obstacle.cause} ${obstacle.remedy}`,
      );
    }
  }
}
