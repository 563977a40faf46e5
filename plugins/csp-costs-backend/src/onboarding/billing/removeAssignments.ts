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

import type { ArmBillingClient } from '../../microsoft/armBilling/ArmBillingClient';
import type { StepContext } from '../StepContext';

/**
 * Takes roles on a billing account away by the names of their assignments.
 * What is not there is a success.
 *
 * @throws MicrosoftError when Microsoft refuses.
 */
export async function removeAssignments(
  { dryRun, effects, signal }: StepContext,
  client: ArmBillingClient,
  {
    billingAccountId,
    title = billingAccountId,
    names,
    unlisted,
  }: {
    billingAccountId: string;
    /** What people call the billing account. */
    title?: string;
    names: readonly string[];
    /** One that may be there though it is not listed. */
    unlisted?: string;
  },
): Promise<void> {
  let removed = 0;
  const wanted = unlisted === undefined ? names : [...names, unlisted];
  for (const name of dryRun ? [] : wanted) {
    if (await client.deleteRoleAssignment(billingAccountId, name, signal)) {
      removed++;
    }
  }
  if (dryRun && wanted.length > 0) {
    effects.push({
      object: 'billing-role',
      outcome: 'would-remove',
      text:
        names.length > 0
          ? `The role of the application on the billing account ${title} would be removed.`
          : `No role of the application on the billing account ${title} is listed; one that was given here would be removed.`,
    });
    return;
  }
  effects.push(
    removed > 0
      ? {
          object: 'billing-role',
          outcome: 'removed',
          text: `The role of the application on the billing account ${title} was removed.`,
        }
      : {
          object: 'billing-role',
          outcome: 'absent',
          text: `The application has no role on the billing account ${title}.`,
        },
  );
}
