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

import type { BillingAccount } from '../../microsoft/armBilling/schemas';
import type { MicrosoftCloud } from '../../microsoft/MicrosoftCloud';

/**
 * Page of the Azure portal on which the roles of a billing account are given,
 * under Access control (IAM); without an account, the page to choose it on.
 */
export function accessControlPage(
  { name: cloud }: MicrosoftCloud,
  account?: Pick<BillingAccount, 'name'>,
): string {
  const portal =
    cloud === 'us-government'
      ? 'https://portal.azure.us'
      : 'https://portal.azure.com';
  if (!account) {
    return `${portal}/#view/Microsoft_Azure_GTM/ModernBillingMenuBlade`;
  }
  return `${portal}/#view/Microsoft_Azure_GTM/BillingAccountMenuBlade/~/Overview/billingAccountId/${encodeURIComponent(
    `/providers/Microsoft.Billing/billingAccounts/${account.name}`,
  )}`;
}
