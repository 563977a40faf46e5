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

import { resolve } from 'node:path';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { AttributionSettings } from './attribution/AttributionRule';
import { readAttributionSettings } from './attribution/readAttributionSettings';
import type { WorkerOptions } from './collection/CollectionWorker';
import type { HoldDrops } from './collection/sources/compareCharges';
import { readHoldDrops } from './collection/sources/readHoldDrops';
import { readRateLimits } from './connectors/budgets/readRateLimits';
import type { RetryPolicy } from './microsoft/http/MicrosoftHttp';
import type { RateLimits } from './microsoft/http/RateLimits';

/** Settings of the installation, beside its connectors. Times are in milliseconds. */
export interface Settings {
  /** Absolute. */
  archiveDirectory: string;
  /** Most that copies of archived lines take on disk. */
  archiveCacheBytes: number;
  worker: WorkerOptions;
  retry: RetryPolicy;
  /** How much is asked of Microsoft's services. */
  rateLimits: RateLimits;
  exportPollingMs: number;
  /** How long an export is waited for. */
  exportTimeoutMs: number;
  staleAfterMs: number;
  /** Age at which a customer's list of subscriptions is read again. */
  subscriptionsAfterMs: number;
  retention: Retention;
  /** From when on a fall of a total is left to a person; undefined for never. */
  holdDrops: HoldDrops | undefined;
  /** Which costs belong to which entities of the catalog. */
  attribution: AttributionSettings;
  /** How long a consent link is good for. */
  consentLinkMs: number;
  /** Files that a federated identity may read its token from. */
  federatedTokenFiles: string[];
  /** The cloud that new connectors begin with. */
  defaultNationalCloud: string;
  /** The public client that people sign in to who onboard a tenant by device code. */
  onboardingClientId: string;
  /** Origin of the portal's frontend, as browsers see it. */
  appOrigin: string | undefined;
}

/** How long things are kept after they were replaced. Times are in milliseconds. */
export interface Retention {
  /** Daily costs of a generation. */
  costsMs: number;
  /** Lines of a generation, in the archive. */
  linesMs: number;
  /** What is known of a generation itself. */
  generationsMs: number;
  /** Restatements, after they were recorded; undefined for ever. */
  restatementsMs: number | undefined;
}

/** Queries read generations that were shown when they began; none takes as long. */
const SHORTEST_RETENTION_MS = 60 * 60 * 1000;

/** Tries of one request before its job fails and is tried again later. */
const REQUEST_ATTEMPTS = 4;

/** Microsoft's public client for the Azure CLI, which every tenant has. */
const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** A request that has to wait longer gives its place to other jobs. */
const REQUEST_WAIT_BUDGET_MS = 120_000;

/**
 * Reads the settings.
 *
 * @throws InputError that names the field and what to write there.
 */
export function readSettings(config: Config): Settings {
  const milliseconds = (field: string, fallback: HumanDuration) =>
    readMilliseconds(config, `cspCosts.collection.${field}`, fallback);
  const archive = config.getOptionalString('cspCosts.archive.directory');
  if (!archive) {
    throw new InputError(
      'cspCosts.archive.directory is missing; write the path of a folder for the collected lines',
    );
  }
  const staleAfterMs = milliseconds('staleAfter', { hours: 48 });
  return {
    archiveDirectory: resolve(archive),
    archiveCacheBytes: readCacheBytes(config),
    worker: {
      concurrency: count(config, 'concurrency', 2),
      attempts: count(config, 'attempts', 4),
      backoffMs: milliseconds('backoff', { minutes: 1 }),
      leaseMs: milliseconds('lease', { seconds: 30 }),
      pollingIntervalMs: milliseconds('pollingInterval', { seconds: 1 }),
    },
    retry: {
      attempts: REQUEST_ATTEMPTS,
      baseDelayMs: milliseconds('requestBackoff', { seconds: 1 }),
      waitBudgetMs: REQUEST_WAIT_BUDGET_MS,
      answerTimeoutMs: milliseconds('requestTimeout', { minutes: 3 }),
    },
    rateLimits: readRateLimits(config),
    exportPollingMs: milliseconds('exportPolling', { seconds: 10 }),
    exportTimeoutMs: milliseconds('operationTimeout', { hours: 3 }),
    staleAfterMs,
    subscriptionsAfterMs: Math.min(
      milliseconds('subscriptionsAfter', { hours: 20 }),
      // What is due must have a run to be read in before it counts as stale.
      staleAfterMs / 2,
    ),
    retention: readRetention(config),
    holdDrops: readHoldDrops(config),
    attribution: readAttributionSettings(config),
    consentLinkMs: readMilliseconds(config, 'cspCosts.consent.linkLifetime', {
      hours: 24,
    }),
    federatedTokenFiles: [
      process.env.AZURE_FEDERATED_TOKEN_FILE,
      ...(config.getOptionalStringArray('cspCosts.federatedTokenFiles') ?? []),
    ].filter(file => file !== undefined),
    defaultNationalCloud:
      config.getOptionalString('cspCosts.defaultNationalCloud') ?? 'global',
    onboardingClientId: readOnboardingClientId(config),
    appOrigin: originOf(config.getOptionalString('app.baseUrl')),
  };
}

function readOnboardingClientId(config: Config): string {
  const key = 'cspCosts.onboarding.clientId';
  const clientId = config.getOptionalString(key) ?? AZURE_CLI;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(clientId)) {
    throw new InputError(
      `${key} is not a GUID; write the application (client) id of a public client`,
    );
  }
  return clientId;
}

function readCacheBytes(config: Config): number {
  const key = 'cspCosts.archive.cacheMegabytes';
  const megabytes = config.getOptionalNumber(key) ?? 1024;
  if (!(megabytes > 0)) {
    throw new InputError(`${key} must be a number above 0`);
  }
  return megabytes * 1024 * 1024;
}

function count(config: Config, field: string, fallback: number): number {
  const key = `cspCosts.collection.${field}`;
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1 || value > 64) {
    throw new InputError(`${key} must be a whole number from 1 to 64`);
  }
  return value;
}

function readRetention(config: Config): Retention {
  const read = (field: string, fallback: HumanDuration) => {
    const key = `cspCosts.retention.${field}`;
    const retention = readMilliseconds(config, key, fallback);
    if (retention < SHORTEST_RETENTION_MS) {
      throw new InputError(`${key} must be one hour or longer`);
    }
    return retention;
  };
  return {
    costsMs: read('replacedCosts', { days: 30 }),
    linesMs: read('replacedLines', { days: 30 }),
    generationsMs: read('generations', { days: 400 }),
    restatementsMs: config.has('cspCosts.retention.restatements')
      ? read('restatements', {})
      : undefined,
  };
}

/** Reads a duration, in milliseconds. */
function readMilliseconds(
  config: Config,
  key: string,
  fallback: HumanDuration,
): number {
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
}

function originOf(url: string | undefined): string | undefined {
  return url && URL.canParse(url) ? new URL(url).origin : undefined;
}
