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
import {
  readerRoleOf,
  type RoleGrant,
} from '../../microsoft/armBilling/billingRoles';
import type { BillingAccount } from '../../microsoft/armBilling/schemas';

/** The role that is given, and what it is called. */
export interface ReaderRole {
  grant: RoleGrant;
  roleName: string;
}

/**
 * Looks the smallest role up that reads a billing account.
 *
 * @param principal - Who is to get it: object id and tenant of the service
 * principal.
 */
export async function readerRole(
  client: ArmBillingClient,
  account: BillingAccount,
  principal: Pick<RoleGrant, 'principalId' | 'principalTenantId'>,
  signal: AbortSignal,
): Promise<ReaderRole> {
  const { name, roleName } = readerRoleOf(account);
  const definitions = await client.roleDefinitions(account.name, signal);
  const definition = definitions.find(one => one.name.toLowerCase() === name);
  return {
    roleName: definition?.roleName ?? roleName,
    grant: {
      ...principal,
      // The id of a role is the same in every account of an agreement.
      roleDefinitionId:
        definition?.id ?? `${account.id}/billingRoleDefinitions/${name}`,
    },
  };
}
