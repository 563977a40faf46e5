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

import type { CoreServices } from '../CoreServices';
import { observeRequests } from '../metrics/observeRequests';
import { DatabaseRateBudget } from './budgets/DatabaseRateBudget';
import { ConnectorAdmin } from './ConnectorAdmin';
import { ConnectorRegistry } from './ConnectorRegistry';
import { ConsentFlow } from './consent/ConsentFlow';
import { ConsentKeeper } from './consent/ConsentKeeper';
import { CredentialKeeper } from './credentials/CredentialKeeper';
import { ConnectorDoctor } from './doctor/ConnectorDoctor';
import { ConnectorStandings } from './health/ConnectorStandings';
import { watchConnectors } from './health/watchConnectors';
import { MicrosoftAccess } from './MicrosoftAccess';
import { readClouds } from './settings/readClouds';
import { readConfiguredConnectors } from './settings/readConfiguredConnectors';
import {
  createSecretStores,
  type SecretStores,
} from './vault/createSecretStores';
import { CredentialVault } from './vault/CredentialVault';
import { reencryptSecrets } from './vault/reencryptSecrets';

/** Everything about connectors that the rest of the plugin uses. */
export interface Connectors {
  registry: ConnectorRegistry;
  access: MicrosoftAccess;
  admin: ConnectorAdmin;
  standings: ConnectorStandings;
  consentFlow: ConsentFlow;
  doctor: ConnectorDoctor;
  /** Where secrets are kept. */
  stores: SecretStores;
  /** Address below which the consent pages are, as browsers see it. */
  pagesUrl: () => Promise<string>;
}

/** Wires the connectors up, and has them looked after. */
export async function createConnectors(
  core: CoreServices,
): Promise<Connectors> {
  const { config, discovery, knex, logger, metrics, now, scheduler, settings } =
    core;
  const clouds = readClouds(config);
  const stores = createSecretStores({ config, knex, logger });
  const vault = new CredentialVault({ knex, stores, logger });
  const registry = new ConnectorRegistry({
    configured: readConfiguredConnectors(config, clouds),
    clouds,
    knex,
    logger,
    now,
  });
  const access = new MicrosoftAccess({
    vault,
    retry: settings.retry,
    exportPollingMs: settings.exportPollingMs,
    exportTimeoutMs: settings.exportTimeoutMs,
    rateBudget: tenantId =>
      new DatabaseRateBudget({ knex, tenantId, limits: settings.rateLimits }),
    observer: observeRequests(metrics, logger),
    logger,
    now,
  });
  const pagesUrl = async () =>
    `${await discovery.getExternalBaseUrl('csp-costs')}/consent`;
  const standings = new ConnectorStandings({ knex, vault, now });
  const doctor = new ConnectorDoctor({
    knex,
    access,
    vault,
    standings,
    redirectUrl: async () => `${await pagesUrl()}/callback`,
    now,
  });
  const consentFlow = new ConsentFlow({
    knex,
    registry,
    keeper: new ConsentKeeper({
      vault,
      access,
      verify: (...grant) => doctor.verifyGrant(...grant),
      onConsent: async (connectorId, checks) => {
        await doctor.remember(connectorId, checks);
        await knex('consent_deadlines')
          .where({ connector_id: connectorId })
          .delete();
      },
      now,
    }),
    logger,
    now,
    pagesUrl,
    linkMs: settings.consentLinkMs,
  });
  const admin = new ConnectorAdmin({
    knex,
    registry,
    vault,
    credentials: new CredentialKeeper({
      vault,
      access,
      tokenFiles: settings.federatedTokenFiles,
      now,
    }),
    logger,
    tokenFiles: settings.federatedTokenFiles,
    defaultCloud: settings.defaultNationalCloud,
  });

  await scheduler.scheduleTask({
    id: 'csp-costs-watch-connectors',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    fn: signal =>
      watchConnectors(
        {
          knex,
          registry,
          access,
          standings,
          doctor,
          notifications: core.notifications,
          logger,
          now,
        },
        signal,
      ),
  });
  await scheduler.scheduleTask({
    id: 'csp-costs-tidy-secrets',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    fn: async signal => {
      await consentFlow.removeOld();
      await reencryptSecrets({ knex, stores, logger, signal });
    },
  });
  return {
    registry,
    access,
    admin,
    standings,
    consentFlow,
    doctor,
    stores,
    pagesUrl,
  };
}
