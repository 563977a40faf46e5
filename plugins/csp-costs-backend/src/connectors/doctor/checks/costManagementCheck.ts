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

import { ArmBillingClient } from '../../../microsoft/armBilling/ArmBillingClient';
import type { ConnectorCheck } from '../ConnectorCheck';
import { findBillingAccount } from '../findBillingAccount';
import { pass, skipped } from '../verdicts';

/** Whether Azure answers for the billing account. */
export const costManagementCheck: ConnectorCheck = {
  checkId: 'data-cost-management',
  title: 'Azure Cost Management',
  group: 'data',
  why: 'The retail view of Azure costs is read from Azure, below the billing account.',
  hiddenBy: ['app-sign-in', 'billing-account'],
  skip: ({ connector, appTokens }) => {
    if (!connector.settings.sources.costManagement) {
      return 'Cost Management is switched off.';
    }
    return appTokens ? undefined : 'There is no credential to ask with.';
  },
  async run({ connector, appTokens, http, signal }) {
    const client = new ArmBillingClient({
      cloud: connector.cloud,
      http,
      tokens: appTokens!,
    });
    const found = findBillingAccount(
      await client.billingAccounts(signal),
      connector.settings.billingAccountId,
    );
    if (found.outcome !== 'found') {
      return skipped(
        'It is not clear which billing account to read; see “Billing account reader”.',
      );
    }
    const { account } = found;
    await client.roleDefinitions(account.name, signal);
    return pass(`Azure answers for ${account.displayName ?? account.name}.`, {
      values: [{ label: 'Billing account id', value: account.name }],
    });
  },
};
