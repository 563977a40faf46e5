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

import type { OnboardingStep } from 'backstage-plugin-csp-costs-common';
import { isRightMissing } from '../../errors';
import type { ArmBillingClient } from '../../microsoft/armBilling/ArmBillingClient';
import {
  assignmentName,
  ENTERPRISE_AGREEMENT,
  isOfAgreement,
  PARTNER_AGREEMENT,
  readerRoleOf,
} from '../../microsoft/armBilling/billingRoles';
import type { BillingAccount } from '../../microsoft/armBilling/schemas';
import { armBillingOf } from '../billing/armBillingOf';
import { accessControlPage } from '../billing/accessControlPage';
import { removeAssignments } from '../billing/removeAssignments';
import { directoryOf } from '../directoryOf';
import type { StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';
import { findOurs } from './findOurs';
import type { RemovedApplication } from './refuseIfShared';

/**
 * Takes the roles of a connector's application away, on every billing account
 * that the person sees.
 */
export async function offboardBillingRole(
  context: StepContext,
  application: RemovedApplication,
): Promise<OnboardingStep> {
  const { access, effects, signal } = context;
  const { clientId } = application;
  const directory = directoryOf(access);
  const client = armBillingOf(access);
  let handOnUrl: string | undefined;
  try {
    await findOurs(context, directory, application);
    const principal = await directory.servicePrincipal(clientId, signal);
    if (!principal) {
      effects.push({
        object: 'billing-role',
        outcome: 'absent',
        text: `The application ${clientId} has no service principal, so it has no role.`,
      });
      return { state: 'done', effects };
    }
    const accounts = await client.billingAccounts(signal);
    for (const account of accounts) {
      handOnUrl = accessControlPage(access.cloud, account);
      await removeFrom(context, client, account, principal.id);
    }
    if (accounts.length === 0) {
      effects.push({
        object: 'billing-role',
        outcome: 'absent',
        text: 'Your account sees no billing account, so none was looked at. A role that the application has there counts until its app registration is removed.',
      });
    }
    return { state: 'done', effects };
  } catch (error) {
    return stepFailure(error, context, {
      notAllowed: 'BILLING_ROLE_NOT_ALLOWED',
      handOnUrl,
    });
  }
}

/**
 * Takes the roles of a principal on one billing account away.
 *
 * @remarks
 * Microsoft may list only the assignments of the person who asks. The one that
 * onboarding makes is known by its name all the same.
 * People often see an account of another agreement, such as the one of their
 * own subscriptions, whose roles they may not touch; those are none of a
 * partner's.
 */
async function removeFrom(
  context: StepContext,
  client: ArmBillingClient,
  account: BillingAccount,
  principalId: string,
): Promise<void> {
  const { access, signal } = context;
  const title = account.displayName ?? account.name;
  const made = assignmentName(account, {
    principalId,
    principalTenantId: access.partnerTenantId,
    roleDefinitionId: readerRoleOf(account).name,
  });
  try {
    const listed = (await client.roleAssignments(account.name, signal))
      .filter(
        one => one.principalId?.toLowerCase() === principalId.toLowerCase(),
      )
      .map(({ name }) => name);
    await removeAssignments(context, client, {
      billingAccountId: account.name,
      title,
      names: listed,
      unlisted: listed.some(name => name.toLowerCase() === made.toLowerCase())
        ? undefined
        : made,
    });
  } catch (error) {
    const isOfPartner = [PARTNER_AGREEMENT, ENTERPRISE_AGREEMENT].some(one =>
      isOfAgreement(account, one),
    );
    if (isOfPartner || !isRightMissing(error)) {
      throw error;
    }
    context.effects.push({
      object: 'billing-role',
      outcome: 'absent',
      text: `The billing account ${title} is of no partner, and its roles are not yours to change.`,
    });
  }
}
