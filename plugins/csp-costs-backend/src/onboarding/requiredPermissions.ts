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

import { PARTNER_BILLING } from '../connectors/consent/scopes';
import type { MicrosoftCloud } from '../microsoft/MicrosoftCloud';

const USER_IMPERSONATION = 'user_impersonation';

/** What a connector's application needs of one API of Microsoft's. */
export interface RequiredPermissions {
  /** Name of the API, for people. */
  name: string;
  /** Client id of the API, the same in every tenant. */
  resourceClientId: string;
  /** Application permissions. */
  roles: string[];
  /** Delegated permissions. */
  scopes: string[];
}

/** Everything that a connector's application needs in a cloud. */
export function requiredPermissions(
  cloud: MicrosoftCloud,
): RequiredPermissions[] {
  return [
    cloud.hasPartnerBilling && {
      name: 'Microsoft Graph',
      resourceClientId: '00000003-0000-0000-c000-000000000000',
      roles: [PARTNER_BILLING],
      scopes: [PARTNER_BILLING],
    },
    {
      name: 'Microsoft Partner Center',
      resourceClientId: 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
      roles: [],
      scopes: [USER_IMPERSONATION],
    },
    cloud.partnerApiUrl !== undefined && {
      name: 'Microsoft Partner',
      resourceClientId: '4990cffe-04e8-4e8b-808a-1175604b879f',
      roles: [],
      scopes: [USER_IMPERSONATION],
    },
    {
      name: 'Azure Resource Manager',
      resourceClientId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
      roles: [],
      scopes: [USER_IMPERSONATION],
    },
  ].filter(permissions => permissions !== false);
}
