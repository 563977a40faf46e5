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

import type { ConnectorRecord } from '../ConnectorRecord';

/** The permission of Graph that reads partner billing. */
export const PARTNER_BILLING = 'PartnerBilling.Read.All';

/**
 * What a person is asked to consent to, by what is switched on: resource and
 * permission, such as `https://management.azure.com/user_impersonation`.
 */
export function requiredScopes(
  connector: Pick<ConnectorRecord, 'settings' | 'cloud'>,
): string[] {
  const { sources } = connector.settings;
  const { resources } = connector.cloud;
  return [
    sources.partnerCenter && `${resources.partnerCenter}/user_impersonation`,
    sources.graphBilling && `${resources.graph}/${PARTNER_BILLING}`,
    sources.costManagement && `${resources.arm}/user_impersonation`,
    sources.priceSheet && `${resources.partnerApi}/user_impersonation`,
  ].filter(scope => scope !== false);
}

/** The resource of a scope, which a token is asked for. */
export function resourceOf(scope: string): string {
  return scope.slice(0, scope.lastIndexOf('/'));
}
