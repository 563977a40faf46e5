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

import { createHash } from 'node:crypto';

/**
 * Roles on the billing account of a partner agreement. The same GUID means
 * another role at another scope.
 */
export const BILLING_ACCOUNT_ROLES = {
  owner: '50000000-aaaa-bbbb-cccc-100000000000',
  contributor: '50000000-aaaa-bbbb-cccc-100000000001',
  reader: '50000000-aaaa-bbbb-cccc-100000000002',
} as const;

/** The role of an Enterprise Agreement that reads, and nothing else. */
export const ENROLLMENT_READER = '24f8edb6-1668-4659-b5e2-40bb5f3a7d7e';

/** How billing accounts of partners are told from others. */
export const PARTNER_AGREEMENT = 'MicrosoftPartnerAgreement';

/** How billing accounts of an Enterprise Agreement are told from others. */
export const ENTERPRISE_AGREEMENT = 'EnterpriseAgreement';

/** Whether a billing account is of an agreement, in whatever case it is written. */
export function isOfAgreement(
  { agreementType }: { agreementType?: string },
  agreement: string,
): boolean {
  return agreementType?.toLowerCase() === agreement.toLowerCase();
}

/** The role that lets an application read a billing account: its id and its name. */
export function readerRoleOf(account: { agreementType?: string }): {
  name: string;
  roleName: string;
} {
  return isOfAgreement(account, ENTERPRISE_AGREEMENT)
    ? { name: ENROLLMENT_READER, roleName: 'EnrollmentReader' }
    : {
        name: BILLING_ACCOUNT_ROLES.reader,
        roleName: 'Billing account reader',
      };
}

/** Who gets which role. */
export interface RoleGrant {
  /**
   * Object id of the service principal: neither the client id nor the object
   * id of the app registration.
   */
  principalId: string;
  /** Tenant of the service principal. */
  principalTenantId: string;
  /** Whole path. */
  roleDefinitionId: string;
}

/**
 * Name of the assignment that a grant makes. The one of an Enterprise
 * Agreement is ours to choose, so it follows from the grant: whoever makes it
 * twice makes one.
 */
export function assignmentName(
  account: { name: string; agreementType?: string },
  { principalId, roleDefinitionId }: RoleGrant,
): string {
  const role = roleDefinitionId.split('/').at(-1)!;
  if (!isOfAgreement(account, ENTERPRISE_AGREEMENT)) {
    return `${role}_${principalId}`;
  }
  const hash = createHash('sha256')
    .update([account.name, role, principalId].join('/').toLowerCase())
    .digest('hex');
  // Version and variant of a GUID that is made of a name.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(
    13,
    16,
  )}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** The call that gives a role, which the agreement decides; `path` follows the billing account. */
export function assignmentCall(
  account: { name: string; agreementType?: string },
  grant: RoleGrant,
): { method: 'POST' | 'PUT'; path: string; body: object } {
  return isOfAgreement(account, ENTERPRISE_AGREEMENT)
    ? {
        method: 'PUT',
        path: `/billingRoleAssignments/${assignmentName(account, grant)}`,
        body: { properties: grant },
      }
    : { method: 'POST', path: '/createBillingRoleAssignment', body: grant };
}

/**
 * The call that makes an application reader of the billing account of a
 * partner agreement.
 */
export function readerAssignmentCall(options: {
  armUrl: string;
  billingAccountName: string;
  /** As in {@link RoleGrant}. */
  principalId: string;
  tenantId: string;
}): { url: string; body: string } {
  const { armUrl, billingAccountName, principalId, tenantId } = options;
  const account = `/providers/Microsoft.Billing/billingAccounts/${billingAccountName}`;
  const { path, body } = assignmentCall(
    { name: billingAccountName, agreementType: PARTNER_AGREEMENT },
    {
      principalId,
      principalTenantId: tenantId,
      roleDefinitionId: `${account}/billingRoleDefinitions/${BILLING_ACCOUNT_ROLES.reader}`,
    },
  );
  return {
    url: `${armUrl}${account}${path}?api-version=2024-04-01`,
    body: JSON.stringify(body),
  };
}
