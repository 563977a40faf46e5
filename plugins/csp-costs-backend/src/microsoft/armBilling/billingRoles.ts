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

/**
 * Roles on the billing account of a partner agreement. The same GUID means
 * another role at another scope.
 */
export const BILLING_ACCOUNT_ROLES = {
  owner: '50000000-aaaa-bbbb-cccc-100000000000',
  contributor: '50000000-aaaa-bbbb-cccc-100000000001',
  reader: '50000000-aaaa-bbbb-cccc-100000000002',
} as const;

/** How billing accounts of partners are told from others. */
export const PARTNER_AGREEMENT = 'MicrosoftPartnerAgreement';

/**
 * The call that makes an application reader of a billing account.
 *
 * @param principalId - Object id of the service principal: neither the client
 * id nor the object id of the app registration.
 */
export function readerAssignmentCall(options: {
  armUrl: string;
  billingAccountName: string;
  principalId: string;
  tenantId: string;
}): { url: string; body: string } {
  const { armUrl, billingAccountName, principalId, tenantId } = options;
  const account = `/providers/Microsoft.Billing/billingAccounts/${billingAccountName}`;
  return {
    url: `${armUrl}${account}/createBillingRoleAssignment?api-version=2024-04-01`,
    body: JSON.stringify({
      principalId,
      principalTenantId: tenantId,
      roleDefinitionId: `${account}/billingRoleDefinitions/${BILLING_ACCOUNT_ROLES.reader}`,
    }),
  };
}
