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

import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';

/** Settings of a new connector, which may all stay as they are. */
export const DEFAULT_SETTINGS: Omit<
  ConnectorSettings,
  'title' | 'partnerTenantId' | 'clientId'
> = {
  nationalCloud: 'global',
  billingCurrencies: [],
  sources: {
    partnerCenter: true,
    graphBilling: true,
    costManagement: true,
    priceSheet: false,
  },
  customerScope: { mode: 'all', customerIds: [] },
  productLanguage: 'en-US',
  schedule: { cron: '0 4 * * *', timeZone: 'UTC' },
  historyMonths: 13,
  usageMismatchTolerance: { amount: '0.5', percent: '0' },
  azureSpecialization: 'none',
  ownerEntityRefs: [],
};
