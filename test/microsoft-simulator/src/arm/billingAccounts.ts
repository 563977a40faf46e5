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

import { guid, hash } from '../world/random';
import type { World } from '../world/World';
import type { Agreement } from './billingAgreements';
import { billingAccountName } from './billingAccountName';

/** Path that all billing accounts are below. */
export const BILLING_ACCOUNTS = '/providers/Microsoft.Billing/billingAccounts';

/** A billing account of the partner. */
export interface BillingAccount {
  id: string;
  name: string;
  displayName: string;
  agreement: Agreement;
  /** Whether it is the one with the customers and invoices. */
  isFirst: boolean;
}

/** The billing accounts of the partner, which are all of one agreement. */
export function billingAccounts(world: World): BillingAccount[] {
  const { agreement, accounts } = world.tenant.billing.settings;
  return Array.from({ length: accounts }, (_, index) => {
    const name = nameOf(world, agreement, index);
    return {
      id: `${BILLING_ACCOUNTS}/${name}`,
      name,
      displayName:
        index === 0 ? world.partner.name : `${world.partner.name} ${index + 1}`,
      agreement,
      isFirst: index === 0,
    };
  });
}

function nameOf(world: World, agreement: Agreement, index: number): string {
  if (agreement === 'EnterpriseAgreement') {
    return String(8_000_000 + (hash(world.seed, 901, index) % 1_000_000));
  }
  return index === 0
    ? billingAccountName(world)
    : `${guid(world.seed, 901, 2 * index + 1)}:${guid(
        world.seed,
        901,
        2 * index + 2,
      )}_2019-05-31`;
}
