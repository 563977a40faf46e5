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

import { json, type Reply } from '../http/Reply';
import type { SimulatedRequest } from '../http/SimulatedRequest';
import { callerOf } from '../identity/authorization';
import { readsBilling } from '../identity/accounts';
import { ARM } from '../identity/resources';
import type { BillingRole } from '../identity/tenantPatch';
import { servicePrincipalOf } from '../identity/tokens';
import { guid } from '../world/random';
import type { World } from '../world/World';

const ROOT = '/providers/Microsoft.Billing/billingAccounts';
/** Ids of roles end alike in every billing account. */
const ROLES: Record<BillingRole, { id: string; name: string }> = {
  owner: {
    id: '50000000-aaaa-bbbb-cccc-100000000000',
    name: 'Billing account owner',
  },
  contributor: {
    id: '50000000-aaaa-bbbb-cccc-100000000001',
    name: 'Billing account contributor',
  },
  reader: {
    id: '50000000-aaaa-bbbb-cccc-100000000002',
    name: 'Billing account reader',
  },
};

function fault(status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message } });
}

/** The billing part of the simulated Azure Resource Manager: one partner agreement. */
export class ArmService {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Answers, or returns undefined when the path is not Azure's. */
  handle(request: SimulatedRequest): Reply | undefined {
    if (!request.path.startsWith('/providers/Microsoft.Billing/')) {
      return undefined;
    }
    const { tenant } = this.#world;
    const caller = callerOf(this.#world, tenant.accounts, ARM, request);
    if (caller.kind === 'refused') {
      return fault(
        401,
        'InvalidAuthenticationToken',
        `The access token is ${caller.reason}.`,
      );
    }
    if (request.query.get('api-version') !== '2024-04-01') {
      return fault(
        400,
        'NoRegisteredProviderFound',
        'No registered resource provider found for the API version.',
      );
    }
    const sees =
      caller.kind === 'app'
        ? tenant.billingRoleAssigned
        : readsBilling(caller.account);
    const account = this.#account();
    if (request.path === ROOT) {
      return json(200, { value: sees ? [account] : [] });
    }
    const match =
      /^\/([^/]+)(?:\/(billingRoleAssignments|billingRoleDefinitions))?$/.exec(
        request.path.slice(ROOT.length),
      );
    if (!match || decodeURIComponent(match[1] ?? '') !== account.name) {
      return fault(404, 'NotFound', 'The billing account was not found.');
    }
    if (!sees) {
      return fault(
        403,
        'UserNotAuthorized',
        'The caller may not read this billing account.',
      );
    }
    switch (match[2]) {
      case 'billingRoleAssignments':
        return json(200, { value: this.#assignments(account.id) });
      case 'billingRoleDefinitions':
        return json(200, { value: definitions(account.id) });
      default:
        return json(200, account);
    }
  }

  #account() {
    const { partner, seed } = this.#world;
    const name = `${guid(seed, 901, 1)}:${guid(seed, 901, 2)}_2019-05-31`;
    return {
      id: `${ROOT}/${name}`,
      name,
      type: 'Microsoft.Billing/billingAccounts',
      properties: {
        accountStatus: 'Active',
        accountType: 'Partner',
        agreementType: 'MicrosoftPartnerAgreement',
        displayName: partner.name,
        hasReadAccess: true,
        primaryBillingTenantId: partner.tenantId,
      },
    };
  }

  #assignments(accountId: string): object[] {
    const { partner, seed, tenant } = this.#world;
    const assignment = (
      index: number,
      role: BillingRole,
      principal: object,
    ) => ({
      id: `${accountId}/billingRoleAssignments/${guid(seed, 902, index)}`,
      name: guid(seed, 902, index),
      type: 'Microsoft.Billing/billingAccounts/billingRoleAssignments',
      properties: {
        principalTenantId: partner.tenantId,
        roleDefinitionId: `${accountId}/billingRoleDefinitions/${ROLES[role].id}`,
        scope: accountId,
        ...principal,
      },
    });
    return [
      assignment(1, 'owner', { principalId: guid(seed, 903, 1) }),
      ...(tenant.billingRoleAssigned
        ? [
            assignment(2, tenant.billingRole, {
              principalId: servicePrincipalOf(seed),
              userEmailAddress: undefined,
              principalType: 'ServicePrincipal',
            }),
          ]
        : []),
    ];
  }
}

function definitions(accountId: string): object[] {
  return Object.values(ROLES).map(({ id: name, name: roleName }) => ({
    id: `${accountId}/billingRoleDefinitions/${name}`,
    name,
    type: 'Microsoft.Billing/billingAccounts/billingRoleDefinitions',
    properties: { roleName },
  }));
}
