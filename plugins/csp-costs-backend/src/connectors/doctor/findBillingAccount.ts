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
  isOfAgreement,
  PARTNER_AGREEMENT,
} from '../../microsoft/armBilling/billingRoles';
import type { BillingAccount } from '../../microsoft/armBilling/schemas';

/** Which billing account a connector reads from. */
export type FoundBillingAccount =
  | { outcome: 'found'; account: BillingAccount }
  /** The settings have to say which. */
  | { outcome: 'several'; accounts: BillingAccount[] }
  /** The one of the settings is not among them. */
  | { outcome: 'wrong'; accounts: BillingAccount[] }
  /** None is of a partner agreement. */
  | { outcome: 'not-partner'; accounts: BillingAccount[] }
  | { outcome: 'none' };

/**
 * Picks the billing account of the partner agreement.
 *
 * @param wanted - The id of the settings, as a name or as a whole path.
 */
export function findBillingAccount(
  accounts: BillingAccount[],
  wanted?: string,
): FoundBillingAccount {
  if (accounts.length === 0) {
    return { outcome: 'none' };
  }
  const partner = accounts.filter(account =>
    isOfAgreement(account, PARTNER_AGREEMENT),
  );
  if (partner.length === 0) {
    return { outcome: 'not-partner', accounts };
  }
  if (wanted) {
    const name = wanted.split('/').at(-1)!.toLowerCase();
    const account = partner.find(one => one.name.toLowerCase() === name);
    return account
      ? { outcome: 'found', account }
      : { outcome: 'wrong', accounts: partner };
  }
  const [account, ...others] = partner;
  return others.length > 0
    ? { outcome: 'several', accounts: partner }
    : { outcome: 'found', account: account! };
}
