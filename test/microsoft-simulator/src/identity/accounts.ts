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

import type { Partner } from '../world/partner';
import { PURPOSE } from '../world/purposes';
import { guid } from '../world/random';
import type { BillingRole } from './tenantPatch';

/** How the sign-in of an account ends. */
export type SignInOutcome =
  | 'code'
  | 'admin-approval-needed'
  | 'wrong-tenant'
  | 'declined';

/** Keys of the accounts, which are also their ids on the sign-in page. */
export const ACCOUNT_KEYS = [
  'billing-agent',
  'sales-agent',
  'no-mfa',
  'personal',
  'needs-approval',
  'declines',
  'onboarder',
  'app-admin',
] as const;

/** Key of an account. */
export type AccountKey = (typeof ACCOUNT_KEYS)[number];

/** Roles of Partner Center and of the directory that decide what may be read. */
export const PARTNER_ROLES = [
  'global-admin',
  'admin-agent',
  'sales-agent',
  'helpdesk-agent',
  'billing-admin',
] as const;

/** Role of Partner Center or of the directory. */
export type PartnerRole = (typeof PARTNER_ROLES)[number];

/** Roles of Entra that decide what may be changed in the directory. */
export const DIRECTORY_ROLES = [
  'global-administrator',
  'privileged-role-administrator',
  'application-administrator',
  'cloud-application-administrator',
  'global-reader',
] as const;

/** Role of Entra. */
export type DirectoryRole = (typeof DIRECTORY_ROLES)[number];

/** One account of the sign-in page. Roles and the like may change at any time. */
export interface Account {
  key: AccountKey;
  name: string;
  username: string;
  objectId: string;
  /** What the sign-in page says about it. */
  description: string;
  outcome: SignInOutcome;
  /** Authentication methods that the token carries. */
  amr: string[];
  /** Whether `mfa` is one of them; setting it sets `amr`. */
  mfa: boolean;
  roles: PartnerRole[];
  /** Roles of Entra, without the one that `global-admin` stands for. */
  directoryRoles: DirectoryRole[];
  /** Role on the billing account. */
  billingRole: BillingRole | null;
  /** Cannot sign in, and its tokens are not renewed. */
  disabled: boolean;
  /** Has its roles only when somebody activates them, so not now. */
  pimEligibleOnly: boolean;
}

/** Whether an account may read invoices and billing exports. */
export function readsBilling(account: Account): boolean {
  return has(account, 'admin-agent', 'billing-admin');
}

/** The roles of Entra that an account has at the moment. */
export function directoryRolesOf(account: Account): DirectoryRole[] {
  if (account.pimEligibleOnly) {
    return [];
  }
  const global: DirectoryRole[] = account.roles.includes('global-admin')
    ? ['global-administrator']
    : [];
  return [...new Set([...global, ...account.directoryRoles])];
}

/** Whether an account may read customers and prices. */
export function readsCustomers(account: Account): boolean {
  return has(account, 'admin-agent', 'sales-agent');
}

function has(account: Account, ...roles: PartnerRole[]): boolean {
  return (
    !account.pimEligibleOnly && roles.some(role => account.roles.includes(role))
  );
}

/** The accounts the simulated sign-in page offers. */
export function accountsOf(seed: number, partner: Partner): Account[] {
  const account = (
    key: AccountKey,
    index: number,
    rest: Pick<
      Account,
      'name' | 'description' | 'outcome' | 'amr' | 'roles'
    > & {
      username?: string;
      directoryRoles?: DirectoryRole[];
      billingRole?: BillingRole;
    },
  ): Account => ({
    disabled: false,
    pimEligibleOnly: false,
    directoryRoles: [],
    billingRole: null,
    username: `${key}@${partner.domain}`,
    ...rest,
    key,
    objectId: guid(seed, PURPOSE.account, index),
    get mfa() {
      return this.amr.includes('mfa');
    },
    set mfa(mfa) {
      this.amr = mfa ? ['pwd', 'mfa'] : ['pwd'];
    },
  });
  return [
    account('billing-agent', 1, {
      name: 'Billie Agentson',
      description: 'Admin agent and Billing admin, signed in with MFA',
      outcome: 'code',
      amr: ['pwd', 'mfa'],
      roles: ['admin-agent', 'billing-admin'],
    }),
    account('sales-agent', 2, {
      name: 'Sal Seller',
      description: 'Global admin and Sales agent: not enough for billing data',
      outcome: 'code',
      amr: ['pwd', 'mfa'],
      roles: ['global-admin', 'sales-agent'],
    }),
    account('no-mfa', 3, {
      name: 'Pat Passwordonly',
      description: 'Admin agent and Billing admin, but signed in without MFA',
      outcome: 'code',
      amr: ['pwd'],
      roles: ['admin-agent', 'billing-admin'],
    }),
    account('personal', 4, {
      name: 'Robin Home',
      username: 'robin.home@outlook.example',
      description: 'A personal account that is not in the partner tenant',
      outcome: 'wrong-tenant',
      amr: ['pwd'],
      roles: [],
    }),
    account('needs-approval', 5, {
      name: 'Noor Limited',
      description: 'May not consent: an administrator has to approve first',
      outcome: 'admin-approval-needed',
      amr: ['pwd', 'mfa'],
      roles: ['admin-agent', 'billing-admin'],
    }),
    account('declines', 6, {
      name: 'Dana Decline',
      description: 'Signs in, then declines the permissions',
      outcome: 'declined',
      amr: ['pwd', 'mfa'],
      roles: ['admin-agent', 'billing-admin'],
    }),
    account('onboarder', 7, {
      name: 'Olu Onboarder',
      description:
        'Global Administrator, Admin agent and owner of the billing account',
      outcome: 'code',
      amr: ['pwd', 'mfa'],
      roles: ['global-admin', 'admin-agent', 'billing-admin'],
      billingRole: 'owner',
    }),
    account('app-admin', 8, {
      name: 'Ada Appadmin',
      description:
        'Application Administrator, who may not grant permissions; owner of the billing account',
      outcome: 'code',
      amr: ['pwd', 'mfa'],
      roles: ['admin-agent'],
      directoryRoles: ['application-administrator'],
      billingRole: 'owner',
    }),
  ];
}
