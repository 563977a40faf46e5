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
import {
  BUILT_IN_CLOUDS,
  DEFAULT_RESOURCES,
  type MicrosoftCloud,
} from '../../microsoft/MicrosoftCloud';
import { PinnedOrigins } from '../../microsoft/http/PinnedOrigins';

/**
 * The clouds that connectors may name: Microsoft's, and those of app-config.
 *
 * @throws InputError that names the cloud at fault.
 */
export function readClouds(config: Config): Map<string, MicrosoftCloud> {
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
      armUrl: origin('armUrl'),
      partnerApiUrl: cloud.has('partnerApiUrl')
        ? origin('partnerApiUrl')
        : undefined,
      storageOrigins: cloud.getStringArray('storageOrigins'),
      resources: DEFAULT_RESOURCES,
      hasPartnerBilling: true,
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
    apis: [
      cloud.loginUrl,
      cloud.graphUrl,
      cloud.partnerCenterUrl,
      cloud.armUrl,
      ...(cloud.partnerApiUrl ? [cloud.partnerApiUrl] : []),
    ],
    downloads: cloud.storageOrigins,
  });
}
