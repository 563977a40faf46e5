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
import type { WorkerOptions } from './collection/CollectionWorker';
import type { RetryPolicy } from './microsoft/http/MicrosoftHttp';

/** Settings of the installation, beside its connectors. Times are in milliseconds. */
export interface Settings {
  /** Absolute. */
  archiveDirectory: string;
  worker: WorkerOptions;
  retry: RetryPolicy;
  exportPollingMs: number;
  staleAfterMs: number;
  keepReplacedMs: number;
  /** How long a consent link is good for. */
  consentLinkMs: number;
  /** Files that a federated identity may read its token from. */
  federatedTokenFiles: string[];
  /** The cloud that new connectors begin with. */
  defaultNationalCloud: string;
  /** Origin of the portal's frontend, as browsers see it. */
  appOrigin: string | undefined;
}

/** Tries of one request before its job fails and is tried again later. */
const REQUEST_ATTEMPTS = 4;

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
      'cspCosts.archive.directory is missing; write the path of a folder that keeps the collected lines',
    );
  }
  return {
    archiveDirectory: resolve(archive),
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
    },
    exportPollingMs: milliseconds('exportPolling', { seconds: 10 }),
    staleAfterMs: milliseconds('staleAfter', { hours: 48 }),
    keepReplacedMs: milliseconds('keepReplaced', { days: 30 }),
    consentLinkMs: readMilliseconds(config, 'cspCosts.consent.linkLifetime', {
      hours: 24,
    }),
    federatedTokenFiles: [
      process.env.AZURE_FEDERATED_TOKEN_FILE,
      ...(config.getOptionalStringArray('cspCosts.federatedTokenFiles') ?? []),
    ].filter(file => file !== undefined),
    defaultNationalCloud:
      config.getOptionalString('cspCosts.defaultNationalCloud') ?? 'global',
    appOrigin: originOf(config.getOptionalString('app.baseUrl')),
  };
}

function count(config: Config, field: string, fallback: number): number {
  const key = `cspCosts.collection.${field}`;
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1 || value > 64) {
    throw new InputError(`${key} must be a whole number from 1 to 64`);
  }
  return value;
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
