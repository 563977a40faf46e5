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
import { ConflictError, InputError } from '@backstage/errors';
import type {
  ConnectorOptions,
  ConnectorSettings,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { ConnectorRegistry } from './ConnectorRegistry';
import type { ConnectorSetup } from './ConnectorSetup';
import type { CredentialKeeper } from './credentials/CredentialKeeper';
import {
  createConnector,
  deleteConnector,
  updateConnector,
  type Change,
} from './records/saveConnector';
import { checkSettings } from './settings/checkSettings';
import { DEFAULT_SETTINGS } from './settings/defaultSettings';
import { idsFor } from './settings/idsFor';
import { PRODUCT_LANGUAGES } from './settings/productLanguages';
import { CONNECTOR_ID } from './settings/readConfiguredConnectors';
import type { CredentialVault } from './vault/CredentialVault';

/** Sets connectors up, changes them and takes them away. */
export class ConnectorAdmin {
  readonly #knex: Knex;
  readonly #registry: ConnectorRegistry;
  readonly #vault: CredentialVault;
  readonly #credentials: CredentialKeeper;
  readonly #logger: LoggerService;
  readonly #tokenFiles: readonly string[];
  readonly #defaultCloud: string;

  constructor(options: {
    knex: Knex;
    registry: ConnectorRegistry;
    vault: CredentialVault;
    credentials: CredentialKeeper;
    logger: LoggerService;
    tokenFiles: readonly string[];
    /** The cloud that new connectors begin with. */
    defaultCloud: string;
  }) {
    this.#knex = options.knex;
    this.#registry = options.registry;
    this.#vault = options.vault;
    this.#credentials = options.credentials;
    this.#logger = options.logger;
    this.#tokenFiles = options.tokenFiles;
    this.#defaultCloud = options.defaultCloud;
  }

  /** Takes credentials of applications in. */
  get credentials(): CredentialKeeper {
    return this.#credentials;
  }

  /** What connectors can be made of. */
  options(): Omit<ConnectorOptions, 'redirectUrl' | 'consentLinkHours'> {
    const nationalClouds = [...this.#registry.clouds.keys()];
    return {
      nationalClouds,
      productLanguages: [...PRODUCT_LANGUAGES],
      federatedTokenFiles: [...this.#tokenFiles],
      defaults: {
        ...DEFAULT_SETTINGS,
        nationalCloud: this.#defaultCloud,
      },
      vault: this.#vault.status(),
    };
  }

  /**
   * Adds a connector, which begins without credentials whatever was there
   * under its id.
   *
   * @throws InputError that names the field, ConflictError when the id is taken.
   */
  async create(
    input: { connectorId?: string; settings: ConnectorSettings },
    change: Change,
  ): Promise<ConnectorSetup> {
    const settings = this.#check({
      ...input.settings,
      // Somebody has to hear when it needs somebody.
      ownerEntityRefs:
        input.settings.ownerEntityRefs.length > 0
          ? input.settings.ownerEntityRefs
          : [change.by],
    });
    if (input.connectorId !== undefined) {
      return this.#createAs(input.connectorId, settings, change);
    }
    for (const connectorId of idsFor(settings.title)) {
      try {
        return await this.#createAs(connectorId, settings, change);
      } catch (error) {
        // Nobody has chosen this id, so nobody has to choose another one.
        if (!(error instanceof ConflictError)) {
          throw error;
        }
      }
    }
    throw new ConflictError('All ids for this title are taken');
  }

  async #createAs(
    connectorId: string,
    settings: ConnectorSettings,
    change: Change,
  ): Promise<ConnectorSetup> {
    if (!CONNECTOR_ID.test(connectorId)) {
      throw new InputError(
        'connectorId must be made of letters, digits, - and _, at most 63',
      );
    }
    if (this.#registry.isConfigured(connectorId)) {
      throw new ConflictError(
        `connectorId "${connectorId}" is taken by app-config; choose another one`,
      );
    }
    await this.#vault.remove(connectorId, tx =>
      createConnector(tx, connectorId, settings, change),
    );
    return this.#registry.getSetup(connectorId);
  }

  /**
   * Replaces settings.
   *
   * @throws InputError that names the field; ConflictError when somebody else
   * was faster, the connector is of app-config, or figures of another partner
   * tenant are there.
   */
  async update(
    connector: ConnectorSetup,
    input: { revision: number; settings: ConnectorSettings },
    change: Change,
  ): Promise<ConnectorSetup> {
    this.assertOfPortal(connector);
    const settings = this.#check(input.settings);
    await this.#knex.transaction(tx =>
      updateConnector(tx, connector, input.revision, settings, change),
    );
    return this.#registry.getSetup(connector.connectorId);
  }

  /** Deletes a connector and its credentials at one moment. Its figures stay. */
  async delete(connector: ConnectorSetup): Promise<void> {
    this.assertOfPortal(connector);
    const { connectorId } = connector;
    await this.#vault.remove(connectorId, tx =>
      deleteConnector(tx, connectorId),
    );
    this.#logger.info(`Deleted connector ${connectorId}`);
  }

  /** Deletes all credentials of a connector that are kept here. */
  async disconnect({ connectorId }: ConnectorSetup): Promise<void> {
    await this.#vault.remove(connectorId, async tx => {
      // Whoever is at Microsoft's sign-in page, or has a link, comes too late.
      await tx('consents')
        .where({ connector_id: connectorId, status: 'started' })
        .delete();
      await tx('consent_links').where({ connector_id: connectorId }).delete();
      await tx('connector_checks')
        .where({ connector_id: connectorId })
        .delete();
    });
  }

  /** Sets the day by which a new consent is wanted, or takes it away. */
  async setConsentDeadline(
    connector: ConnectorSetup,
    deadline: { consentBy: string; reason: string } | undefined,
    { by, now }: Change,
  ): Promise<void> {
    const { connectorId } = connector;
    await this.#knex.transaction(async tx => {
      await tx('consent_deadlines')
        .where({ connector_id: connectorId })
        .delete();
      if (deadline) {
        await tx('consent_deadlines').insert({
          connector_id: connectorId,
          consent_by: new Date(deadline.consentBy).toISOString(),
          reason: deadline.reason,
          set_by: by,
          set_at: now.toISOString(),
        });
      }
    });
  }

  /** @throws ConflictError when a connector is of app-config, which is changed there. */
  assertOfPortal({ connectorId, origin }: ConnectorSetup): void {
    if (origin === 'app-config') {
      throw new ConflictError(
        `Connector ${connectorId} is set up in app-config; change it there`,
      );
    }
  }

  #check(settings: ConnectorSettings): ConnectorSettings {
    return checkSettings(
      settings,
      this.#registry.clouds,
      field => `settings.${field}`,
    );
  }
}
