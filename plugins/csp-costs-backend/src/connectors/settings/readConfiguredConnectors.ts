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

import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  ConnectorSettings,
  CustomerScope,
} from 'backstage-plugin-csp-costs-common';
import type { MicrosoftCloud } from '../../microsoft/MicrosoftCloud';
import type { AppCredential } from '../../microsoft/identity/AppCredential';
import { readCertificate } from '../../microsoft/identity/certificates';
import type { ConnectorRecord } from '../ConnectorRecord';
import { checkSettings } from './checkSettings';
import { DEFAULT_SETTINGS } from './defaultSettings';

/** What a connector id is made of. */
export const CONNECTOR_ID = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}$/;

/** A connector as app-config has it. */
export type ConfiguredConnector = Omit<ConnectorRecord, 'epoch'>;

/**
 * Reads the connectors of app-config.
 *
 * @throws InputError that names the field and what to write there.
 */
export function readConfiguredConnectors(
  config: Config,
  clouds: ReadonlyMap<string, MicrosoftCloud>,
): ConfiguredConnector[] {
  const connectors = config.getOptionalConfig('cspCosts.connectors');
  return (connectors?.keys() ?? []).map(connectorId => {
    if (!CONNECTOR_ID.test(connectorId)) {
      throw new InputError(
        `cspCosts.connectors has the key "${connectorId}"; a connector id is made of letters, digits, - and _, at most 63`,
      );
    }
    const connector = connectors!.getConfig(connectorId);
    const at = (field: string) => `cspCosts.connectors.${connectorId}.${field}`;
    const settings = checkSettings(
      readSettings(connectorId, connector),
      clouds,
      at,
    );
    return {
      connectorId,
      origin: 'app-config' as const,
      revision: 0,
      settings,
      cloud: clouds.get(settings.nationalCloud)!,
      configuredCredential: readCredential(connector, at),
    };
  });
}

function readSettings(connectorId: string, config: Config): ConnectorSettings {
  const standard = DEFAULT_SETTINGS;
  const text = (field: string) => config.getOptionalString(field);
  const decimal = (field: string) =>
    config.getOptional<string | number>(field)?.toString();
  return {
    title: text('title') ?? connectorId,
    partnerTenantId: config.getString('partnerTenantId'),
    clientId: config.getString('clientId'),
    nationalCloud: text('nationalCloud') ?? standard.nationalCloud,
    country: text('country'),
    billingCurrencies:
      config.getOptionalStringArray('billingCurrencies') ??
      standard.billingCurrencies,
    sources: {
      partnerCenter: flag(config, 'partnerCenter'),
      graphBilling: flag(config, 'graphBilling'),
      costManagement: flag(config, 'costManagement'),
      priceSheet: flag(config, 'priceSheet'),
    },
    billingAccountId: text('billingAccountId'),
    customerScope: readScope(config),
    productLanguage: text('productLanguage') ?? standard.productLanguage,
    schedule: {
      cron: text('schedule.cron') ?? standard.schedule.cron,
      timeZone: text('schedule.timeZone') ?? standard.schedule.timeZone,
    },
    historyMonths:
      config.getOptionalNumber('history.months') ?? standard.historyMonths,
    legacyInvoiceCycleDay: config.getOptionalNumber('legacyInvoiceCycleDay'),
    resellerRelationshipUrl: text('resellerRelationshipUrl'),
    delegatedAdminUrl: text('delegatedAdminUrl'),
    usageMismatchTolerance: {
      amount:
        decimal('usageMismatchTolerance.amount') ??
        standard.usageMismatchTolerance.amount,
      percent:
        decimal('usageMismatchTolerance.percent') ??
        standard.usageMismatchTolerance.percent,
    },
    azureSpecialization: (text('azureSpecialization') ??
      standard.azureSpecialization) as ConnectorSettings['azureSpecialization'],
    ownerEntityRefs:
      config.getOptionalStringArray('owners') ?? standard.ownerEntityRefs,
  };
}

function flag(
  config: Config,
  source: keyof ConnectorSettings['sources'],
): boolean {
  return (
    config.getOptionalBoolean(`sources.${source}`) ??
    DEFAULT_SETTINGS.sources[source]
  );
}

/** The number of customers says which scope it is. */
function readScope(config: Config): CustomerScope {
  const customerIds = config.getOptionalStringArray('customerIds') ?? [];
  const mode = ['all', 'one'][customerIds.length] ?? 'several';
  return { mode: mode as CustomerScope['mode'], customerIds };
}

/** A connector of app-config may have its credential there, or in the vault. */
function readCredential(
  config: Config,
  at: (field: string) => string,
): AppCredential | undefined {
  const clientSecret = config.getOptionalString('clientSecret');
  const certificate = config.getOptionalConfig('certificate');
  const tokenFile = config.getOptionalString('federatedTokenFile');
  const given = [clientSecret, certificate, tokenFile].filter(Boolean).length;
  if (given > 1) {
    throw new InputError(
      `Only one of ${at('clientSecret')}, ${at('certificate')} and ${at(
        'federatedTokenFile',
      )} may be set`,
    );
  }
  if (certificate) {
    return readPem(certificate, field => at(`certificate.${field}`));
  }
  if (tokenFile) {
    return { kind: 'federated', tokenFile };
  }
  return clientSecret ? { kind: 'client-secret', clientSecret } : undefined;
}

/**
 * What cannot be read is refused at start. What has expired is not: it says so
 * on its connector, and must not stop the others.
 */
function readPem(config: Config, at: (field: string) => string): AppCredential {
  const pair = {
    certificate: config.getString('certificate'),
    privateKey: config.getString('privateKey'),
  };
  try {
    readCertificate(pair);
  } catch (error) {
    if (error instanceof InputError) {
      // Its message begins with the field.
      throw new InputError(at(error.message));
    }
    throw error;
  }
  return { kind: 'certificate', ...pair };
}
