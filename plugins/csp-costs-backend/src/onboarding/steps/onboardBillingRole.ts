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

import type {
  OnboardBillingRoleInput,
  OnboardedBillingRole,
  OnboardingStep,
} from 'backstage-plugin-csp-costs-common';
import type { ConnectorRecord } from '../../connectors/ConnectorRecord';
import type { Connectors } from '../../connectors/createConnectors';
import { problemOf } from '../../errors';
import type { ArmBillingClient } from '../../microsoft/armBilling/ArmBillingClient';
import {
  assignmentName,
  ENTERPRISE_AGREEMENT,
  isOfAgreement,
  readerRoleOf,
} from '../../microsoft/armBilling/billingRoles';
import type { BillingAccount } from '../../microsoft/armBilling/schemas';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import { accessControlPage } from '../billing/accessControlPage';
import { armBillingOf } from '../billing/armBillingOf';
import { chooseBillingAccount } from '../billing/chooseBillingAccount';
import { readerRole } from '../billing/readerRole';
import { connectorOf } from '../connectorOf';
import { directoryOf } from '../directoryOf';
import { makeNoted } from '../makeNoted';
import { OnboardingProblem } from '../OnboardingProblem';
import type { StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';

/** Who is to get the role, and where. */
interface WantedRole {
  account: BillingAccount;
  connector: ConnectorRecord;
  /** Object id of the service principal. */
  principalId: string;
}

/**
 * Lets a connector's application read the billing account, and verifies it
 * with the application's own token.
 *
 * @throws NotFoundError; InputError when the person is signed in to another tenant.
 */
export async function onboardBillingRole(
  context: StepContext,
  connectors: Connectors,
  input: Pick<OnboardBillingRoleInput, 'connectorId' | 'billingAccountId'>,
): Promise<OnboardedBillingRole> {
  const { access, dryRun, effects, signal } = context;
  const { registry } = connectors;
  const connector =
    dryRun && !(await registry.find(input.connectorId))
      ? undefined
      : await connectorOf(registry, input.connectorId, access);
  const client = armBillingOf(access);
  const wanted = input.billingAccountId ?? connector?.settings.billingAccountId;
  let account: BillingAccount | undefined;
  let principalId: string | undefined;
  try {
    principalId = connector && (await principalOf(context, connector));
    account = chooseBillingAccount(
      await client.billingAccounts(signal),
      wanted,
    );
    if (!connector || !principalId) {
      effects.push(wouldAssign(account));
      return { state: 'done', effects, billingAccount: described(account) };
    }
    const role = { account, connector, principalId };
    await assign(context, client, role);
    const failure = dryRun
      ? undefined
      : await takesEffect(context, connectors, role);
    return {
      ...(failure ?? { state: 'done', effects }),
      billingAccount: described(account),
    };
  } catch (error) {
    const failure = handOn(context, error, { account, connector, principalId });
    const seen =
      failure.state === 'handed-on' && !dryRun && connector
        ? await seenByApplication(
            context,
            connectors,
            connector,
            account?.name ?? wanted,
          )
        : undefined;
    if (seen) {
      effects.push({
        object: 'billing-role',
        outcome: 'found',
        text: `The application reads the billing account ${
          seen.displayName ?? seen.name
        }.`,
      });
      return { state: 'done', effects, billingAccount: described(seen) };
    }
    return { ...failure, billingAccount: account && described(account) };
  }
}

function described(
  account: BillingAccount,
): NonNullable<OnboardedBillingRole['billingAccount']> {
  return {
    billingAccountId: account.name,
    displayName: account.displayName ?? account.name,
    agreementType: account.agreementType ?? 'unknown',
  };
}

/** Object id of the service principal; undefined in a dry run that finds none. */
async function principalOf(
  { access, dryRun, signal }: StepContext,
  { settings }: ConnectorRecord,
): Promise<string | undefined> {
  const principal = await directoryOf(access).servicePrincipal(
    settings.clientId,
    signal,
  );
  if (!principal && !dryRun) {
    throw new OnboardingProblem('DIRECTORY_LAGS', {
      cause: `The directory does not find the service principal of the application ${settings.clientId}.`,
    });
  }
  return principal?.id;
}

/** Gives the role unless it is there. */
async function assign(
  context: StepContext,
  client: ArmBillingClient,
  { account, principalId }: WantedRole,
): Promise<void> {
  const { access, dryRun, effects, signal } = context;
  const title = account.displayName ?? account.name;
  const has = (await client.roleAssignments(account.name, signal)).some(
    one => one.principalId?.toLowerCase() === principalId.toLowerCase(),
  );
  if (has) {
    effects.push({
      object: 'billing-role',
      outcome: 'found',
      text: `The application has a role on the billing account ${title}.`,
    });
    return;
  }
  if (dryRun) {
    effects.push(wouldAssign(account));
    return;
  }
  const { grant, roleName } = await readerRole(
    client,
    account,
    { principalId, principalTenantId: access.partnerTenantId },
    signal,
  );
  const outcome = await makeNoted(
    context,
    {
      object: 'billing-role',
      key: `${account.name}/${principalId}`,
      details: {
        billingAccountId: account.name,
        assignmentName: assignmentName(account, grant),
      },
    },
    () => client.createRoleAssignment(account, grant, signal),
    { wasThere: answer => answer === 'found' },
  );
  effects.push({
    object: 'billing-role',
    outcome,
    text:
      outcome === 'created'
        ? `The application was made ${roleName} of the billing account ${title}.`
        : `The application is ${roleName} of the billing account ${title}.`,
  });
}

/** How the step stands while the role does not count; undefined once it does, or nobody can tell. */
async function takesEffect(
  context: StepContext,
  connectors: Connectors,
  { account, connector }: WantedRole,
): Promise<OnboardingStep | undefined> {
  const { effects, now } = context;
  try {
    const isSeenNow = await isSeen(context, connectors, connector, account);
    if (isSeenNow === 'not-yet') {
      return {
        state: 'waiting',
        effects,
        problem: problemOf('BILLING_ROLE_NOT_YET', now()),
      };
    }
    if (isSeenNow === 'no-credential') {
      effects.push({
        object: 'billing-role',
        outcome: 'found',
        text: 'Whether it has taken effect was not tried, since the connector has no credential yet.',
      });
    }
    return undefined;
  } catch (error) {
    return stepFailure(error, context, { asApplication: true });
  }
}

/** How the step stands that could not give the role. */
function handOn(
  context: StepContext,
  error: unknown,
  { account, connector, principalId }: Partial<WantedRole>,
): OnboardingStep {
  const { access, effects, now } = context;
  // Billing hears of a new service principal later than the directory.
  if (error instanceof MicrosoftError && error.code === 'PrincipalNotFound') {
    return {
      state: 'waiting',
      effects,
      problem: problemOf('DIRECTORY_LAGS', now(), { error }),
    };
  }
  const failure = stepFailure(error, context, {
    notAllowed: 'BILLING_ROLE_NOT_ALLOWED',
    handOnUrl: accessControlPage(access.cloud, account),
  });
  const { problem } = failure;
  if (failure.state !== 'handed-on' || !problem || !connector || !principalId) {
    return failure;
  }
  return {
    ...failure,
    problem: {
      ...problem,
      remedy: `${remedyOf(
        account,
        `the service principal with object id ${principalId} (application ${connector.settings.clientId})`,
      )} Then run the template again; it goes on from there.`,
    },
  };
}

/** Who gives the role, and how. */
function remedyOf(account: BillingAccount | undefined, to: string): string {
  if (!account) {
    return `Give the link to an owner of the billing account or a Global Administrator; of an Enterprise Agreement, to an enrollment administrator. There, choose the billing account, and under Access control (IAM), Add: role ${
      readerRoleOf({}).roleName
    } (Enterprise Agreement: EnrollmentReader), for ${to}.`;
  }
  const { roleName } = readerRoleOf(account);
  return isOfAgreement(account, ENTERPRISE_AGREEMENT)
    ? `Have an enrollment administrator of the Enterprise Agreement run the template, or give the role ${roleName} of the billing account ${account.name} to ${to}.`
    : `Give the link to an owner of the billing account or a Global Administrator. There, under Access control (IAM), Add: role ${roleName}, for ${to}, on the billing account ${account.name}.`;
}

/**
 * The billing account that the application sees, by its own token: somebody
 * else has given the role, where the person does not see it.
 *
 * @throws MicrosoftError when that can not be told now.
 */
async function seenByApplication(
  { signal }: StepContext,
  { access }: Connectors,
  connector: ConnectorRecord,
  wanted: string | undefined,
): Promise<BillingAccount | undefined> {
  if (!(await access.hasAppCredential(connector))) {
    return undefined;
  }
  try {
    const { armBilling } = await access.clients(connector);
    return chooseBillingAccount(
      await armBilling.billingAccounts(signal),
      wanted,
    );
  } catch (error) {
    if (
      error instanceof OnboardingProblem ||
      (error instanceof MicrosoftError && !error.transient)
    ) {
      return undefined;
    }
    throw error;
  }
}

/** Whether the application sees the billing account, by its own token. */
async function isSeen(
  { signal }: StepContext,
  { access }: Connectors,
  connector: ConnectorRecord,
  account: BillingAccount,
): Promise<'yes' | 'not-yet' | 'no-credential'> {
  if (!(await access.hasAppCredential(connector))) {
    return 'no-credential';
  }
  const { armBilling } = await access.clients(connector);
  const seen = await armBilling.billingAccounts(signal);
  return seen.some(({ name }) => name === account.name) ? 'yes' : 'not-yet';
}

function wouldAssign(account: BillingAccount) {
  return {
    object: 'billing-role',
    outcome: 'would-create',
    text: `The application would be made ${
      readerRoleOf(account).roleName
    } of the billing account ${account.displayName ?? account.name}.`,
  } as const;
}
