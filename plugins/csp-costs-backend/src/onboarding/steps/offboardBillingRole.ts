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
import type { Connectors } from '../../connectors/createConnectors';
import { isRightMissing } from '../../errors';
import type { ArmBillingClient } from '../../microsoft/armBilling/ArmBillingClient';
import {
  ENTERPRISE_AGREEMENT,
  isOfAgreement,
  PARTNER_AGREEMENT,
} from '../../microsoft/armBilling/billingRoles';
import type {
  BillingAccount,
  BillingRoleAssignment,
} from '../../microsoft/armBilling/schemas';
import { armBillingOf } from '../billing/armBillingOf';
import { accessControlPage } from '../billing/accessControlPage';
import { removeAssignments } from '../billing/removeAssignments';
import { connectorOf } from '../connectorOf';
import { directoryOf } from '../directoryOf';
import type { StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';

/**
 * Takes the roles of a connector's application away, on every billing account
 * that the person sees.
 *
 * @throws NotFoundError; InputError when the person is signed in to another tenant.
 */
export async function offboardBillingRole(
  context: StepContext,
  { registry }: Connectors,
  { connectorId }: { connectorId: string },
): Promise<OnboardingStep> {
  const { access, effects, signal } = context;
  const { settings } = await connectorOf(registry, connectorId, access);
  const client = armBillingOf(access);
  let handOnUrl: string | undefined;
  try {
    const principal = await directoryOf(access).servicePrincipal(
      settings.clientId,
      signal,
    );
    if (!principal) {
      effects.push({
        object: 'billing-role',
        outcome: 'absent',
        text: `The application ${settings.clientId} has no service principal, so it has no role.`,
      });
      return { state: 'done', effects };
    }
    for (const account of await client.billingAccounts(signal)) {
      handOnUrl = accessControlPage(access.cloud, account);
      const assignments = await assignmentsOf(client, account, signal);
      await removeAssignments(context, client, {
        billingAccountId: account.name,
        title: account.displayName,
        names: assignments
          .filter(
            ({ principalId }) =>
              principalId?.toLowerCase() === principal.id.toLowerCase(),
          )
          .map(({ name }) => name),
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
 * The roles on a billing account. People often see one of another agreement,
 * such as the one of their own subscriptions, whose roles they may not look
 * at; those are none of a partner's.
 */
async function assignmentsOf(
  client: ArmBillingClient,
  account: BillingAccount,
  signal: AbortSignal,
): Promise<BillingRoleAssignment[]> {
  try {
    return await client.roleAssignments(account.name, signal);
  } catch (error) {
    const isOfPartner = [PARTNER_AGREEMENT, ENTERPRISE_AGREEMENT].some(one =>
      isOfAgreement(account, one),
    );
    if (isOfPartner || !isRightMissing(error)) {
      throw error;
    }
    return [];
  }
}
