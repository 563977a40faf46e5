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

import type { ConnectorSetup } from './ConnectorSetup';
import type { CredentialDetails } from './vault/CredentialVault';

/**
 * Whether a credential is for the tenant and application that a connector
 * names. Settings may have changed since it was kept, and a connector of
 * app-config may have taken the id of one of the portal; then it counts as not
 * there.
 */
export function isOfApplication(
  { settings }: Pick<ConnectorSetup, 'settings'>,
  details: CredentialDetails | undefined,
): boolean {
  return (
    details?.tenantId === settings.partnerTenantId &&
    details.clientId === settings.clientId
  );
}
