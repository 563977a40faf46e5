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

import {
  accountCheck,
  consentPolicyCheck,
  delegatedAccessCheck,
} from './checks/consentChecks';
import { applicationPermissionCheck } from './checks/applicationPermissionCheck';
import { appSignInCheck } from './checks/appSignInCheck';
import { billingAccountCheck } from './checks/billingAccountCheck';
import { costManagementCheck } from './checks/costManagementCheck';
import { credentialCheck } from './checks/credentialCheck';
import { delegatedPermissionCheck } from './checks/delegatedPermissionCheck';
import { graphBillingCheck } from './checks/graphBillingCheck';
import { mfaCheck } from './checks/mfaCheck';
import {
  customersCheck,
  invoicesCheck,
  subscriptionsCheck,
} from './checks/partnerCenterDataChecks';
import {
  partnerTypeCheck,
  registrationCheck,
} from './checks/partnerCenterChecks';
import { priceSheetCheck } from './checks/priceSheetCheck';
import { redirectUrlCheck } from './checks/redirectUrlCheck';
import { permanentRolesCheck, rolesCheck } from './checks/roleChecks';
import { relationshipUrlCheck } from './checks/relationshipUrlCheck';
import { servicePrincipalCheck } from './checks/servicePrincipalCheck';
import type { ConnectorCheck } from './ConnectorCheck';

/** All that the doctor verifies, in the order in which it is put right. */
export const doctorChecks: readonly ConnectorCheck[] = [
  credentialCheck,
  appSignInCheck,
  redirectUrlCheck,
  servicePrincipalCheck,
  applicationPermissionCheck,
  registrationCheck,
  partnerTypeCheck,
  consentPolicyCheck,
  accountCheck,
  delegatedAccessCheck,
  delegatedPermissionCheck,
  mfaCheck,
  rolesCheck,
  permanentRolesCheck,
  billingAccountCheck,
  customersCheck,
  subscriptionsCheck,
  invoicesCheck,
  relationshipUrlCheck,
  graphBillingCheck,
  costManagementCheck,
  priceSheetCheck,
];
