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

import type { Check } from 'backstage-plugin-csp-costs-common';
import { problemOf } from '../../../errors';
import { ArmBillingClient } from '../../../microsoft/armBilling/ArmBillingClient';
import {
  BILLING_ACCOUNT_ROLES,
  readerAssignmentCall,
} from '../../../microsoft/armBilling/billingRoles';
import type { BillingAccount } from '../../../microsoft/armBilling/schemas';
import { readClaims } from '../../../microsoft/identity/readClaims';
import { MicrosoftError } from '../../../microsoft/MicrosoftError';
import type { CheckContext, ConnectorCheck } from '../ConnectorCheck';
import { findBillingAccount } from '../findBillingAccount';
import { forbidden } from '../partnerCenterGet';
import { fail, pass, warn } from '../verdicts';

type Values = NonNullable<Check['values']>;

const UNKNOWN_PRINCIPAL = '<object id of the enterprise application>';
const UNKNOWN_ACCOUNT = '<id of the billing account>';

/** Whether the application may read the billing account of the partner agreement. */
export const billingAccountCheck: ConnectorCheck = {
  checkId: 'billing-account',
  title: 'Billing account reader',
  group: 'roles',
  why: 'Azure gives an application the costs of billing accounts that it has a role on; the smallest role that reads is enough.',
  hiddenBy: ['app-sign-in'],
  skip: ({ connector, appTokens }) => {
    if (!connector.settings.sources.costManagement) {
      return 'Cost Management is switched off.';
    }
    return appTokens ? undefined : 'There is no credential to ask with.';
  },
  async run(context) {
    const { connector, appTokens, http, now, signal } = context;
    const client = new ArmBillingClient({
      cloud: connector.cloud,
      http,
      tokens: appTokens!,
    });
    const found = findBillingAccount(
      await client.billingAccounts(signal),
      connector.settings.billingAccountId,
    );
    switch (found.outcome) {
      case 'none':
        return fail(
          problemOf('BILLING_ROLE_MISSING', now),
          'The application sees no billing account.',
          { values: await assignmentValues(context) },
        );
      case 'not-partner':
        return fail(
          problemOf('BILLING_ACCOUNT_NOT_PARTNER', now),
          `The application sees ${namesOf(found.accounts)} only.`,
          { values: await assignmentValues(context) },
        );
      case 'wrong':
        return fail(
          problemOf('BILLING_ACCOUNT_WRONG', now),
          `The settings name ${
            connector.settings.billingAccountId
          }; found is ${namesOf(found.accounts)}.`,
          { values: idsOf(found.accounts) },
        );
      case 'several':
        return warn(
          problemOf('BILLING_ACCOUNT_AMBIGUOUS', now),
          `The application sees ${namesOf(found.accounts)}.`,
          { values: idsOf(found.accounts) },
        );
      default:
        return roleOn(context, client, found.account);
    }
  },
};

/** Which role it is that lets the application see the account. */
async function roleOn(
  context: CheckContext,
  client: ArmBillingClient,
  account: BillingAccount,
) {
  const { now, signal } = context;
  const values = idsOf([account]);
  const name = account.displayName ?? account.name;
  let assignments;
  try {
    assignments = await client.roleAssignments(account.name, signal);
  } catch (error) {
    forbidden(error);
    return pass(
      `The application sees ${name}; which role it has there may not be read.`,
      { values },
    );
  }
  const principal = await principalId(context);
  const roles = assignments
    .filter(({ principalId: id }) => id !== undefined && id === principal)
    .map(({ roleDefinitionId }) => roleDefinitionId?.split('/').at(-1));
  const more = (['owner', 'contributor'] as const).filter(role =>
    roles.includes(BILLING_ACCOUNT_ROLES[role]),
  );
  if (more.length > 0) {
    return warn(
      problemOf('BILLING_ROLE_EXCESSIVE', now),
      `The application is billing account ${more.join(' and ')} of ${name}.`,
      { values },
    );
  }
  return pass(
    roles.includes(BILLING_ACCOUNT_ROLES.reader)
      ? `The application is Billing account reader of ${name}.`
      : `The application may read ${name}.`,
    { values },
  );
}

/** What to send so that the application gets the role, as exactly as it is known. */
async function assignmentValues(context: CheckContext): Promise<Values> {
  const { connector } = context;
  const principal = await principalId(context);
  const accounts = await accountsOfPerson(context);
  const calls = (accounts.length > 0 ? accounts : [UNKNOWN_ACCOUNT]).map(
    billingAccountName =>
      readerAssignmentCall({
        armUrl: connector.cloud.armUrl,
        billingAccountName,
        principalId: principal ?? UNKNOWN_PRINCIPAL,
        tenantId: connector.settings.partnerTenantId,
      }),
  );
  return [
    ...accounts.map(value => ({ label: 'Billing account id', value })),
    {
      label: 'Application to add (client id)',
      value: connector.settings.clientId,
    },
    principal
      ? { label: 'Object id of the enterprise application', value: principal }
      : {
          label: 'Shows the object id of the enterprise application',
          value: `az ad sp show --id ${connector.settings.clientId} --query id -o tsv`,
        },
    { label: 'Role', value: 'Billing account reader' },
    ...calls.map(({ url, body }) => ({
      label: 'Azure CLI, as a Global admin of the partner',
      value: `az rest --method post --url "${url}" --body '${body}'`,
    })),
  ];
}

/** Object id of the application's service principal, which its own tokens name. */
async function principalId({
  connector,
  appTokens,
}: CheckContext): Promise<string | undefined> {
  const token = await appTokens!.get(connector.cloud.resources.arm, {
    refresh: false,
  });
  return readClaims(token)?.oid;
}

/** The person who consented often sees the account that the application does not. */
async function accountsOfPerson({
  connector,
  delegatedTokens,
  http,
  signal,
}: CheckContext): Promise<string[]> {
  if (!delegatedTokens) {
    return [];
  }
  try {
    const found = findBillingAccount(
      await new ArmBillingClient({
        cloud: connector.cloud,
        http,
        tokens: delegatedTokens,
      }).billingAccounts(signal),
    );
    switch (found.outcome) {
      case 'found':
        return [found.account.name];
      case 'several':
        return found.accounts.map(({ name }) => name);
      default:
        return [];
    }
  } catch (error) {
    if (error instanceof MicrosoftError) {
      return [];
    }
    throw error;
  }
}

function namesOf(accounts: BillingAccount[]): string {
  return accounts
    .map(({ displayName, name }) => displayName ?? name)
    .join(', ');
}

function idsOf(accounts: BillingAccount[]): Values {
  return accounts.map(({ name, displayName }) => ({
    label: displayName
      ? `Billing account id of ${displayName}`
      : 'Billing account id',
    value: name,
  }));
}
