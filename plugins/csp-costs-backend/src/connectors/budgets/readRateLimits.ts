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
import { durationToMilliseconds } from '@backstage/types';
import type { MicrosoftService } from '../../microsoft/http/MicrosoftService';
import {
  DEFAULT_RATE_LIMITS,
  type RateLimits,
  type RateWindow,
} from '../../microsoft/http/RateLimits';

const KEY = 'cspCosts.rateLimits';

const FIELDS: ReadonlyArray<[string, MicrosoftService]> = [
  ['graph', 'graph'],
  ['partnerCenter', 'partner-center'],
  ['arm', 'arm'],
  ['costManagement', 'cost-management'],
  ['partnerApi', 'partner-api'],
];

const LONGEST_WINDOW_MS = 24 * 60 * 60 * 1000;

/**
 * Reads how much is asked of Microsoft's services.
 *
 * @throws InputError that names the field and what to write there.
 */
export function readRateLimits(config: Config): RateLimits {
  if (config.getOptional(KEY) === false) {
    return {};
  }
  return Object.fromEntries(
    FIELDS.map(([field, service]) => {
      const key = `${KEY}.${field}`;
      if (!config.has(key)) {
        return [service, DEFAULT_RATE_LIMITS[service]];
      }
      if (config.getOptional(key) === false) {
        return [service, []];
      }
      const windows = config
        .getConfigArray(key)
        .map((window, index) => readWindow(window, `${key}[${index}]`));
      const lengths = new Set(windows.map(({ windowMs }) => windowMs));
      if (windows.length === 0 || lengths.size < windows.length) {
        throw new InputError(
          `${key} must have at least one window, and one only of each length; write false for no limit`,
        );
      }
      return [service, windows];
    }),
  );
}

function readWindow(window: Config, key: string): RateWindow {
  const requests = window.getNumber('requests');
  if (!Number.isInteger(requests) || requests < 1) {
    throw new InputError(`${key}.requests must be a whole number above 0`);
  }
  const windowMs = durationToMilliseconds(
    readDurationFromConfig(window, { key: 'window' }),
  );
  if (
    !Number.isInteger(windowMs) ||
    windowMs < 1 ||
    windowMs > LONGEST_WINDOW_MS
  ) {
    throw new InputError(
      `${key}.window must be a duration from 1 millisecond to 24 hours, such as { minutes: 1 }`,
    );
  }
  return { requests, windowMs };
}
