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

import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { HumanDuration } from '@backstage/types';
import { durationToMilliseconds } from '@backstage/types';
import { Cron } from 'croner';
import {
  BUILT_IN_CLOUDS,
  type MicrosoftCloud,
} from '../microsoft/MicrosoftCloud';
import { PinnedOrigins } from '../microsoft/http/PinnedOrigins';
import type { AppCredential } from '../microsoft/identity/AppOnlyTokens';

/** A connector as app-config sets it up. Holds its credential. */
export interface ConnectorConfig {
  connectorId: string;
  title: string;
  cloud: MicrosoftCloud;
  partnerTenantId: string;
  clientId: string;
  credential: AppCredential;
  billingCurrencies?: string[];
  schedule: { cron: string; timeZone: string };
  historyMonths: number;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CURRENCY = /^[A-Z]{3}$/;
const CONNECTOR_ID = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}$/;

/**
 * Reads the connectors of app-config.
 *
 * @throws InputError that names the field and what to write there.
 */
export function readConnectorConfigs(config: Config): ConnectorConfig[] {
  const clouds = readClouds(config);
  const connectors = config.getOptionalConfig('cspCosts.connectors');
  return (connectors?.keys() ?? []).map(connectorId =>
    readConnector(connectorId, connectors!.getConfig(connectorId), clouds),
  );
}

function readConnector(
  connectorId: string,
  config: Config,
  clouds: Map<string, MicrosoftCloud>,
): ConnectorConfig {
  const at = (field: string) => `cspCosts.connectors.${connectorId}.${field}`;
  if (!CONNECTOR_ID.test(connectorId)) {
    throw new InputError(
      `cspCosts.connectors has the key "${connectorId}"; a connector id is made of letters, digits, - and _, at most 63`,
    );
  }
  const nationalCloud = config.getOptionalString('nationalCloud') ?? 'global';
  const cloud = clouds.get(nationalCloud);
  if (!cloud) {
    throw new InputError(
      `${at('nationalCloud')} is "${nationalCloud}"; known are ${[
        ...clouds.keys(),
      ].join(', ')}; add others below cspCosts.clouds`,
    );
  }
  const guid = (field: string) => {
    const value = config.getString(field).trim().toLowerCase();
    if (!GUID.test(value)) {
      throw new InputError(
        `${at(
          field,
        )} is not a GUID such as 11111111-2222-3333-4444-555555555555`,
      );
    }
    return value;
  };
  return {
    connectorId,
    title: config.getOptionalString('title') ?? connectorId,
    cloud,
    partnerTenantId: guid('partnerTenantId'),
    clientId: guid('clientId'),
    credential: readCredential(config, at),
    billingCurrencies: readCurrencies(config, at),
    schedule: readSchedule(config, at),
    historyMonths: readHistoryMonths(config, at),
  };
}

function readCredential(
  config: Config,
  at: (field: string) => string,
): AppCredential {
  const clientSecret = config.getOptionalString('clientSecret');
  const certificate = config.getOptionalConfig('certificate');
  if (Boolean(clientSecret) === Boolean(certificate)) {
    throw new InputError(
      `${at('clientSecret')} or ${at('certificate')} must be set, and not both`,
    );
  }
  return certificate
    ? {
        kind: 'certificate',
        certificate: certificate.getString('certificate'),
        privateKey: certificate.getString('privateKey'),
      }
    : { kind: 'client-secret', clientSecret: clientSecret! };
}

function readCurrencies(
  config: Config,
  at: (field: string) => string,
): string[] | undefined {
  const currencies = config.getOptionalStringArray('billingCurrencies');
  const wrong = currencies?.find(currency => !CURRENCY.test(currency));
  if (wrong !== undefined) {
    throw new InputError(
      `${at(
        'billingCurrencies',
      )} has "${wrong}"; write currencies as three capital letters, such as EUR`,
    );
  }
  return currencies && [...new Set(currencies)];
}

function readSchedule(
  config: Config,
  at: (field: string) => string,
): ConnectorConfig['schedule'] {
  const cron = config.getOptionalString('schedule.cron') ?? '0 4 * * *';
  const timeZone = config.getOptionalString('schedule.timeZone') ?? 'UTC';
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new InputError(
      `${at(
        'schedule.timeZone',
      )} is "${timeZone}"; write an IANA time zone such as Europe/Amsterdam`,
    );
  }
  try {
    new Cron(cron, { timezone: timeZone, paused: true }).stop();
  } catch (error) {
    throw new InputError(
      `${at('schedule.cron')} is "${cron}", which is not five fields of cron`,
      error,
    );
  }
  return { cron, timeZone };
}

function readHistoryMonths(
  config: Config,
  at: (field: string) => string,
): number {
  const months = config.getOptionalNumber('history.months') ?? 13;
  if (!Number.isInteger(months) || months < 0 || months > 120) {
    throw new InputError(
      `${at('history.months')} must be a whole number from 0 to 120`,
    );
  }
  return months;
}

function readClouds(config: Config): Map<string, MicrosoftCloud> {
  const clouds = new Map(BUILT_IN_CLOUDS.map(cloud => [cloud.name, cloud]));
  const configured = config.getOptionalConfig('cspCosts.clouds');
  for (const name of configured?.keys() ?? []) {
    const cloud = configured!.getConfig(name);
    const origin = (field: string) => cloud.getString(field).replace(/\/$/, '');
    const read = {
      name,
      loginUrl: origin('loginUrl'),
      graphUrl: origin('graphUrl'),
      partnerCenterUrl: origin('partnerCenterUrl'),
      storageOrigins: cloud.getStringArray('storageOrigins'),
    };
    try {
      pinnedOrigins(read);
    } catch (error) {
      throw new InputError(`cspCosts.clouds.${name}: ${error}`);
    }
    clouds.set(name, read);
  }
  return clouds;
}

/** The origins that a connector in a cloud may talk to. */
export function pinnedOrigins(cloud: MicrosoftCloud): PinnedOrigins {
  return new PinnedOrigins({
    apis: [cloud.loginUrl, cloud.graphUrl, cloud.partnerCenterUrl],
    downloads: cloud.storageOrigins,
  });
}

/** Reads a duration, in milliseconds. */
export function readMilliseconds(
  config: Config,
  key: string,
  fallback: HumanDuration,
): number {
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
}
