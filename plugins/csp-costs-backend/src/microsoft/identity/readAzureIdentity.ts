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

import {
  ClientSecretCredential,
  DefaultAzureCredential,
  type TokenCredential,
} from '@azure/identity';
import type { Config } from '@backstage/config';

/**
 * Who signs in to a service of Azure that this portal uses itself: the
 * application whose `tenantId`, `clientId` and `clientSecret` are given, or
 * whatever identity the environment has.
 */
export function readAzureIdentity(config: Config): TokenCredential {
  const tenantId = config.getOptionalString('tenantId');
  const clientId = config.getOptionalString('clientId');
  const clientSecret = config.getOptionalString('clientSecret');
  return clientSecret
    ? new ClientSecretCredential(
        config.getString('tenantId'),
        config.getString('clientId'),
        clientSecret,
      )
    : new DefaultAzureCredential({
        tenantId,
        managedIdentityClientId: clientId,
        workloadIdentityClientId: clientId,
      });
}
