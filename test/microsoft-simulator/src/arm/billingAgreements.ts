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

/** Agreements that a billing account can be of. */
export const AGREEMENTS = [
  'MicrosoftPartnerAgreement',
  'MicrosoftCustomerAgreement',
  'EnterpriseAgreement',
] as const;

/** Agreement of a billing account. */
export type Agreement = (typeof AGREEMENTS)[number];

/** A role on billing accounts; ids of roles end alike in all of them. */
export interface BillingRoleDefinition {
  name: string;
  roleName: string;
}

const MODERN: BillingRoleDefinition[] = [
  {
    name: '50000000-aaaa-bbbb-cccc-100000000000',
    roleName: 'Billing account owner',
  },
  {
    name: '50000000-aaaa-bbbb-cccc-100000000001',
    roleName: 'Billing account contributor',
  },
  {
    name: '50000000-aaaa-bbbb-cccc-100000000002',
    roleName: 'Billing account reader',
  },
];

const ENTERPRISE: BillingRoleDefinition[] = [
  {
    name: '9f1983cb-2574-400c-87e9-34cf8e2280db',
    roleName: 'EnrollmentAdministrator',
  },
  {
    name: 'da6647fb-7651-49ee-be91-c43c4877f0c4',
    roleName: 'EnterprisePurchaser',
  },
  {
    name: '24f8edb6-1668-4659-b5e2-40bb5f3a7d7e',
    roleName: 'EnrollmentReader',
  },
];

/** The roles that billing accounts of an agreement have: owner, contributor or the like, reader. */
export function rolesOf(agreement: Agreement): BillingRoleDefinition[] {
  return agreement === 'EnterpriseAgreement' ? ENTERPRISE : MODERN;
}
