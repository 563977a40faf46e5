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

import type { PreflightFinding } from 'backstage-plugin-csp-costs-common';
import {
  ENTERPRISE_AGREEMENT,
  isOfAgreement,
  readerRoleOf,
} from '../../microsoft/armBilling/billingRoles';
import type { BillingAccount } from '../../microsoft/armBilling/schemas';
import { armBillingOf } from '../billing/armBillingOf';
import { chooseBillingAccount } from '../billing/chooseBillingAccount';
import { directoryOf } from '../directoryOf';
import { mayBy } from '../entraRoles';
import { OnboardingProblem } from '../OnboardingProblem';
import type { Looked } from './Looked';
import { HIDDEN, visible } from './visible';

const WHO_CAN = 'An owner of the billing account, or a Global Administrator';
const WHO_CAN_ENTERPRISE =
  'An enrollment administrator of the Enterprise Agreement';

const BILLING_ACCOUNTS = 'Microsoft.Billing/billingAccounts';

/** What the step that assigns the billing role will meet. */
export async function billingFinding(
  looked: Looked,
  billingAccountId: string | undefined,
): Promise<PreflightFinding> {
  const { access, signal } = looked;
  const step = 'billing-role';
  const accounts = await visible(armBillingOf(access).billingAccounts(signal));
  if (accounts === HIDDEN || accounts.length === 0) {
    return {
      step,
      outcome: 'not-allowed',
      text: 'Your account sees no billing account.',
      whoCan: `${WHO_CAN}; of an Enterprise Agreement, an enrollment administrator`,
    };
  }
  let account: BillingAccount;
  try {
    account = chooseBillingAccount(accounts, billingAccountId);
  } catch (error) {
    if (!(error instanceof OnboardingProblem)) {
      throw error;
    }
    return { step, outcome: 'unknown', text: error.message };
  }
  const title = account.displayName ?? account.name;
  if (await hasRole(looked, account)) {
    return {
      step,
      outcome: 'exists',
      text: `The application has a role on the billing account ${title}.`,
    };
  }
  const { roleName } = readerRoleOf(account);
  switch (await mayAssign(looked, account)) {
    case 'yes':
      return {
        step,
        outcome: 'will-create',
        text: `The application will be made ${roleName} of the billing account ${title}.`,
      };
    case 'no':
      return {
        step,
        outcome: 'not-allowed',
        text: `The application needs the role ${roleName} of the billing account ${title}, which your account may not assign.`,
        whoCan: isOfAgreement(account, ENTERPRISE_AGREEMENT)
          ? WHO_CAN_ENTERPRISE
          : WHO_CAN,
      };
    default:
      return {
        step,
        outcome: 'unknown',
        text: `The application will be made ${roleName} of the billing account ${title}, if your account may assign roles there, which cannot be seen.`,
      };
  }
}

async function hasRole(
  { access, application, signal }: Looked,
  account: BillingAccount,
): Promise<boolean> {
  const principal =
    application &&
    application !== HIDDEN &&
    (await directoryOf(access).servicePrincipal(application.clientId, signal));
  if (!principal) {
    return false;
  }
  const assignments = await visible(
    armBillingOf(access).roleAssignments(account.name, signal),
  );
  return (
    assignments !== HIDDEN &&
    assignments.some(
      ({ principalId }) =>
        principalId?.toLowerCase() === principal.id.toLowerCase(),
    )
  );
}

async function mayAssign(
  { access, roles, signal }: Looked,
  account: BillingAccount,
): Promise<'yes' | 'no' | 'unknown'> {
  const isEnterprise = isOfAgreement(account, ENTERPRISE_AGREEMENT);
  // An enrollment has administrators of its own.
  if (!isEnterprise && roles !== HIDDEN && mayBy(roles, 'billing')) {
    return 'yes';
  }
  const action = isEnterprise
    ? `${BILLING_ACCOUNTS}/billingRoleAssignments/write`
    : `${BILLING_ACCOUNTS}/createBillingRoleAssignment/action`;
  const allowed = await visible(
    armBillingOf(access).checkAccess(account.name, [action], signal),
  );
  if (allowed === HIDDEN) {
    return 'unknown';
  }
  return allowed.includes(action) ? 'yes' : 'no';
}
