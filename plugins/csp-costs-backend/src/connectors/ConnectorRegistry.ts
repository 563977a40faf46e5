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
import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { MicrosoftCloud } from '../microsoft/MicrosoftCloud';
import type { ConnectorRecord } from './ConnectorRecord';
import { DEFAULT_SETTINGS } from './settings/defaultSettings';
import type { ConnectorRow } from './records/tables';

/** The connectors, of app-config and of the portal. */
export class ConnectorRegistry {
  readonly #configured: Map<string, ConnectorRecord>;
  readonly #clouds: ReadonlyMap<string, MicrosoftCloud>;
  readonly #knex: Knex;
  readonly #logger: LoggerService;

  constructor(options: {
    configured: ConnectorRecord[];
    clouds: ReadonlyMap<string, MicrosoftCloud>;
    knex: Knex;
    logger: LoggerService;
  }) {
    this.#configured = new Map(
      options.configured.map(connector => [connector.connectorId, connector]),
    );
    this.#clouds = options.clouds;
    this.#knex = options.knex;
    this.#logger = options.logger;
  }

  /** The clouds that a connector may name. */
  get clouds(): ReadonlyMap<string, MicrosoftCloud> {
    return this.#clouds;
  }

  /** Whether app-config has a connector of this id, which nothing else may change. */
  isConfigured(connectorId: string): boolean {
    return this.#configured.has(connectorId);
  }

  /** All connectors, those of app-config first, then by title. */
  async list(): Promise<ConnectorRecord[]> {
    const rows = await this.#knex<ConnectorRow>('connectors').select();
    return [
      ...this.#configured.values(),
      ...rows
        .map(row => this.#read(row))
        .filter(connector => connector !== undefined)
        .sort((a, b) => a.settings.title.localeCompare(b.settings.title)),
    ];
  }

  /** A connector, or undefined when there is none of this id. */
  async find(connectorId: string): Promise<ConnectorRecord | undefined> {
    const configured = this.#configured.get(connectorId);
    if (configured) {
      return configured;
    }
    const row = await this.#knex<ConnectorRow>('connectors')
      .where({ connector_id: connectorId })
      .first();
    return row && this.#read(row);
  }

  /** @throws NotFoundError */
  async get(connectorId: string): Promise<ConnectorRecord> {
    const connector = await this.find(connectorId);
    if (!connector) {
      throw new NotFoundError(`No connector has the id "${connectorId}"`);
    }
    return connector;
  }

  #read(row: ConnectorRow): ConnectorRecord | undefined {
    if (this.#configured.has(row.connector_id)) {
      // One id, two connectors: configuration is the one that can be seen to
      // be meant, and nothing may happen twice.
      return undefined;
    }
    const settings: ConnectorSettings = {
      // Settings that were added since the row was written.
      ...DEFAULT_SETTINGS,
      ...JSON.parse(row.settings),
    };
    const cloud = this.#clouds.get(settings.nationalCloud);
    if (!cloud) {
      this.#logger.error(
        `Connector ${row.connector_id} is left out: its cloud "${settings.nationalCloud}" is no longer below cspCosts.clouds`,
      );
      return undefined;
    }
    return {
      connectorId: row.connector_id,
      origin: 'portal',
      revision: row.revision,
      settings,
      cloud,
    };
  }
}
