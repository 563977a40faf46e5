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

import type { Connector } from 'backstage-plugin-csp-costs-common';

/** A connector that works and was set up in the portal. */
export function connectorOf(
  connectorId: string,
  settings: Partial<Connector['settings']>,
  changes: Partial<Connector> = {},
): Connector {
  return {
    connectorId,
    origin: 'portal',
    revision: 1,
    settings: {
      title: connectorId,
      partnerTenantId: '11111111-2222-4333-8444-555555555555',
      clientId: '22222222-2222-4333-8444-555555555555',
      nationalCloud: 'global',
      billingCurrencies: [],
      sources: {
        partnerCenter: true,
        graphBilling: true,
        costManagement: false,
        priceSheet: false,
      },
      customerScope: { mode: 'all', customerIds: [] },
      productLanguage: 'en-US',
      schedule: { cron: '0 4 * * *', timeZone: 'UTC' },
      historyMonths: 3,
      usageMismatchTolerance: { amount: '1', percent: '1' },
      azureSpecialization: 'none',
      ownerEntityRefs: [],
      ...settings,
    },
    health: { status: 'connected' },
    access: [],
    collectedSources: [],
    ...changes,
  };
}
