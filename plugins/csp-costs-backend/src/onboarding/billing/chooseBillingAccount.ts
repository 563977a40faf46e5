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

import { findBillingAccount } from '../../connectors/doctor/findBillingAccount';
import {
  ENTERPRISE_AGREEMENT,
  isOfAgreement,
} from '../../microsoft/armBilling/billingRoles';
import type { BillingAccount } from '../../microsoft/armBilling/schemas';
import { OnboardingProblem } from '../OnboardingProblem';

/**
 * The billing account that an application is to read: the one that is named,
 * else the one of the partner agreement, else the one of the Enterprise
 * Agreement.
 *
 * @param wanted - Its id, as a name or as a whole path.
 * @throws OnboardingProblem when there is none, or several.
 */
export function chooseBillingAccount(
  accounts: BillingAccount[],
  wanted?: string,
): BillingAccount {
  if (wanted) {
    const name = wanted.split('/').at(-1)!.toLowerCase();
    const named = accounts.find(one => one.name.toLowerCase() === name);
    if (named) {
      return named;
    }
    throw new OnboardingProblem('BILLING_ACCOUNT_MISSING', {
      cause: `The account does not see the billing account ${wanted}; it sees ${choices(
        accounts,
      )}.`,
    });
  }
  const partner = findBillingAccount(accounts);
  switch (partner.outcome) {
    case 'found':
      return partner.account;
    case 'several':
      throw several(partner.accounts);
    default: {
      const [account, ...others] = accounts.filter(one =>
        isOfAgreement(one, ENTERPRISE_AGREEMENT),
      );
      if (!account) {
        throw new OnboardingProblem('BILLING_ACCOUNT_MISSING', {
          cause: `The account sees no billing account of a Microsoft Partner Agreement or an Enterprise Agreement; it sees ${choices(
            accounts,
          )}.`,
        });
      }
      if (others.length > 0) {
        throw several([account, ...others]);
      }
      return account;
    }
  }
}

function several(accounts: BillingAccount[]): OnboardingProblem {
  return new OnboardingProblem('BILLING_ACCOUNT_AMBIGUOUS', {
    cause: `The account sees several billing accounts: ${choices(accounts)}.`,
    remedy: 'Give the id of the right one as billingAccountId.',
  });
}

function choices(accounts: BillingAccount[]): string {
  return (
    accounts
      .map(({ displayName, name }) =>
        displayName ? `${name} (${displayName})` : name,
      )
      .join(', ') || 'none'
  );
}
