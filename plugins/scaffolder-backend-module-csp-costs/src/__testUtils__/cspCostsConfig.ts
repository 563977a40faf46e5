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

import type { JsonObject } from '@backstage/types';

const GENEROUS = [{ requests: 60_000, window: { minutes: 1 } }];

/** `cspCosts` in the configuration of a portal that waits for nothing longer than it has to. */
export function cspCostsConfig(options: {
  /** Where Microsoft's APIs are, and where its blobs are. */
  microsoft: { url: string; storageUrl: string };
  archiveDirectory: string;
}): JsonObject {
  const { url, storageUrl } = options.microsoft;
  return {
    vault: {
      keys: [{ id: 'test', key: Buffer.alloc(32, 'test').toString('base64') }],
    },
    archive: { directory: options.archiveDirectory },
    defaultNationalCloud: 'simulated',
    rateLimits: {
      graph: GENEROUS,
      partnerCenter: GENEROUS,
      arm: GENEROUS,
      costManagement: GENEROUS,
      partnerApi: GENEROUS,
    },
    collection: {
      backoff: { milliseconds: 1 },
      requestBackoff: { milliseconds: 1 },
      exportPolling: { milliseconds: 1 },
      pollingInterval: { milliseconds: 25 },
    },
    clouds: {
      simulated: {
        loginUrl: url,
        graphUrl: url,
        partnerCenterUrl: url,
        armUrl: url,
        partnerApiUrl: url,
        storageOrigins: [storageUrl],
      },
    },
  };
}
