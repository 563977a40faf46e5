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
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { requiredScopes, resourceOf } from '../consent/scopes';
import type { ConnectorRecord } from '../ConnectorRecord';
import type { ConnectorRegistry } from '../ConnectorRegistry';
import type { ConnectorDoctor } from '../doctor/ConnectorDoctor';
import { isUsable } from '../isUsable';
import type { MicrosoftAccess } from '../MicrosoftAccess';
import type { ConnectorStandings } from './ConnectorStandings';
import { notifyOwners } from './notifyOwners';

/** How old a refresh token gets. Microsoft lets it live for 90 days without use. */
const RENEW_AFTER_MS = 7 * 24 * 60 * 60_000;

/** What keeps connectors connected. */
export interface ConnectorWatch {
  knex: Knex;
  registry: ConnectorRegistry;
  access: MicrosoftAccess;
  standings: ConnectorStandings;
  doctor: ConnectorDoctor;
  notifications: NotificationService;
  logger: LoggerService;
  now: () => Date;
}

/**
 * Renews delegated access that is a week old, looks whether credentials and
 * roles still work, and tells the owners of connectors that need them. One connector's
 * failure does not keep the others waiting.
 */
export async function watchConnectors(
  watch: ConnectorWatch,
  signal: AbortSignal,
): Promise<void> {
  for (const connector of await watch.registry.listSetups()) {
    signal.throwIfAborted();
    try {
      if (isUsable(connector)) {
        await tryAppCredential(watch, connector);
        await renew(watch, connector);
        await watch.doctor.watch(connector, signal);
      }
      const { standing, findings } = await watch.standings.examine(connector);
      for (const finding of findings) {
        await notifyOwners(
          {
            knex: watch.knex,
            notifications: watch.notifications,
            logger: watch.logger,
            now: watch.now(),
          },
          { ...connector, ...standing },
          finding,
        );
      }
    } catch (error) {
      watch.logger.warn(
        `Could not look after connector ${connector.connectorId}: ${error}`,
      );
    }
  }
}

/**
 * Asks for a fresh token, so that store and sign-in are both tried. A refusal is
 * noted by the token source itself.
 */
async function tryAppCredential(
  { access, logger }: ConnectorWatch,
  connector: ConnectorRecord,
): Promise<void> {
  if (!(await access.hasAppCredential(connector))) {
    return;
  }
  const { appTokens } = await access.clients(connector);
  try {
    await appTokens.get(connector.cloud.resources.graph, { refresh: true });
  } catch (error) {
    logger.warn(`Connector ${connector.connectorId} cannot sign in: ${error}`);
  }
}

async function renew(
  { access, standings, logger, now }: ConnectorWatch,
  connector: ConnectorRecord,
): Promise<void> {
  const { consent } = await standings.of(connector);
  const dueBefore = new Date(now().getTime() - RENEW_AFTER_MS);
  const scope = consent?.scopes[0] ?? requiredScopes(connector)[0];
  if (!consent || !scope || new Date(consent.renewedAt) >= dueBefore) {
    return;
  }
  const { delegatedTokens } = await access.clients(connector);
  try {
    if (
      await delegatedTokens.renew(resourceOf(scope), { unlessSince: dueBefore })
    ) {
      logger.info(
        `Renewed the delegated access of connector ${connector.connectorId}`,
      );
    }
  } catch (error) {
    // What is stored stays, and is tried again with the next look.
    logger.warn(
      `Could not renew the delegated access of connector ${connector.connectorId}: ${error}`,
    );
  }
}
