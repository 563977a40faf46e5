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
import { guid } from '../world/random';
import type { World } from '../world/World';
import { rolesOf } from './billingAgreements';
import { armError } from './armError';
import type { BillingAccount } from './billingAccounts';
import type { RoleAssignment } from './TenantBilling';

/** What the roles of a caller let it do on a billing account. */
export interface BillingRights {
  reads: boolean;
  assigns: boolean;
}

interface Grant {
  principalId?: unknown;
  principalTenantId?: unknown;
  roleDefinitionId?: unknown;
}

const TYPE = 'Microsoft.Billing/billingAccounts/billingRoleAssignments';

/** Roles on billing accounts: who has them, and how they are given. */
export class BillingRoles {
  readonly #world: World;
  readonly #retryAfterSeconds: number;

  constructor(world: World, options: { retryAfterSeconds: number }) {
    this.#world = world;
    this.#retryAfterSeconds = options.retryAfterSeconds;
  }

  definitions(account: BillingAccount): object[] {
    return rolesOf(account.agreement).map(({ name, roleName }) => ({
      id: `${account.id}/billingRoleDefinitions/${name}`,
      name,
      type: 'Microsoft.Billing/billingAccounts/billingRoleDefinitions',
      properties: { roleName },
    }));
  }

  assignments(account: BillingAccount): object[] {
    const { seed, tenant } = this.#world;
    const [owner, contributor, reader] = rolesOf(account.agreement);
    const own = tenant.own.servicePrincipalId;
    const first: RoleAssignment[] = [
      {
        accountName: account.name,
        name: guid(seed, 902, 1),
        principalId: guid(seed, 903, 1),
        roleName: owner!.name,
        readsLeft: 0,
      },
    ];
    if (this.#isOwnAssigned(account) && own) {
      first.push({
        accountName: account.name,
        name: guid(seed, 902, 2),
        principalId: own,
        roleName: { owner, contributor, reader }[tenant.billingRole]!.name,
        readsLeft: 0,
      });
    }
    return [
      ...first,
      ...tenant.billing.assignments.filter(
        one => one.accountName === account.name,
      ),
    ].map(one => this.#printed(account, one));
  }

  /** `POST …/createBillingRoleAssignment`, of a partner or customer agreement. */
  create(request: SimulatedRequest, account: BillingAccount): Reply {
    if (account.agreement === 'EnterpriseAgreement') {
      return armError(
        400,
        'BadRequest',
        'This operation is supported only for billing accounts with agreement type Microsoft Partner Agreement or Microsoft Customer Agreement.',
      );
    }
    const grant = readJson(request) as Grant;
    const refusal = this.#refusalOf(account, grant);
    if (refusal) {
      return refusal;
    }
    const principalId = grant.principalId as string;
    const role = roleOf(grant);
    const { billing } = this.#world.tenant;
    if (this.#has(account, principalId, role)) {
      return armError(
        409,
        'RoleAssignmentExists',
        'The role assignment already exists.',
      );
    }
    const assignment = billing.add({
      accountName: account.name,
      name: `${role}_${principalId}`,
      principalId,
      roleName: role,
    });
    return billing.settings.assignmentPolls > 0
      ? this.#running(request, account, billing.begin(assignment))
      : json(200, this.#printed(account, assignment));
  }

  /** `GET …/operationResults/{id}`. */
  poll(request: SimulatedRequest, account: BillingAccount, id: string): Reply {
    const result = this.#world.tenant.billing.poll(id);
    if (result === undefined) {
      return armError(404, 'NotFound', 'The operation was not found.');
    }
    return result === 'running'
      ? this.#running(request, account, id)
      : json(200, this.#printed(account, result));
  }

  /** `PUT …/billingRoleAssignments/{name}`, of an Enterprise Agreement. */
  put(request: SimulatedRequest, account: BillingAccount, name: string): Reply {
    if (account.agreement !== 'EnterpriseAgreement') {
      return armError(
        400,
        'BadRequest',
        'This operation is supported only for billing accounts with agreement type Enterprise Agreement.',
      );
    }
    const { properties } = readJson(request) as { properties?: Grant };
    const refusal = this.#refusalOf(account, properties ?? {});
    if (refusal) {
      return refusal;
    }
    const principalId = properties!.principalId as string;
    const role = roleOf(properties!);
    const { billing } = this.#world.tenant;
    const existing = billing.assignments.find(
      one =>
        one.accountName === account.name && one.principalId === principalId,
    );
    if (existing) {
      return existing.name === name && existing.roleName === role
        ? json(200, this.#printed(account, existing))
        : armError(
            409,
            'RoleAssignmentExists',
            'A service principal can have only one role.',
          );
    }
    return json(
      201,
      this.#printed(
        account,
        billing.add({
          accountName: account.name,
          name,
          principalId,
          roleName: role,
        }),
      ),
    );
  }

  /** `DELETE …/billingRoleAssignments/{name}`. */
  remove(account: BillingAccount, name: string): Reply {
    const { seed, tenant } = this.#world;
    if (this.#isOwnAssigned(account) && name === guid(seed, 902, 2)) {
      tenant.billingRoleAssigned = false;
      return { status: 200 };
    }
    return { status: tenant.billing.remove(account.name, name) ? 200 : 204 };
  }

  /** `POST …/checkAccess`. */
  checkAccess(request: SimulatedRequest, rights: BillingRights): Reply {
    const { actions } = readJson(request) as { actions?: unknown };
    if (!Array.isArray(actions)) {
      return armError(400, 'BadRequest', 'The actions are missing.');
    }
    return json(
      200,
      actions.map((action: string) => ({
        action,
        accessDecision: (
          /\/read$/i.test(action) ? rights.reads : rights.assigns
        )
          ? 'Allowed'
          : 'NotAllowed',
      })),
    );
  }

  /** Whether the account is the one that the partner's own application has its role on. */
  #isOwnAssigned(account: BillingAccount): boolean {
    return account.isFirst && this.#world.tenant.billingRoleAssigned;
  }

  #has(account: BillingAccount, principalId: string, role: string): boolean {
    return this.assignments(account).some(one => {
      const { properties } = one as {
        properties: { principalId: string; roleDefinitionId: string };
      };
      return (
        properties.principalId === principalId &&
        properties.roleDefinitionId.endsWith(`/${role}`)
      );
    });
  }

  #refusalOf(account: BillingAccount, grant: Grant): Reply | undefined {
    const { partner, tenant } = this.#world;
    const { principalId, principalTenantId, roleDefinitionId } = grant;
    const role = roleOf(grant);
    if (
      roleDefinitionId !== `${account.id}/billingRoleDefinitions/${role}` ||
      !rolesOf(account.agreement).some(({ name }) => name === role)
    ) {
      return armError(
        400,
        'BadRequest',
        'The role definition is missing or not one of this scope.',
      );
    }
    if (principalTenantId !== partner.tenantId) {
      return armError(
        400,
        'BadRequest',
        'The tenant of the principal is missing or not valid.',
      );
    }
    return tenant.directory.applications.some(
      one =>
        one.servicePrincipalId !== undefined &&
        one.servicePrincipalId === principalId,
    )
      ? undefined
      : armError(
          400,
          'PrincipalNotFound',
          'The principal does not exist in the directory.',
        );
  }

  #running(
    request: SimulatedRequest,
    account: BillingAccount,
    id: string,
  ): Reply {
    return {
      status: 202,
      headers: {
        location: `${request.origin}${account.id}/operationResults/${id}?api-version=2024-04-01`,
        'retry-after': String(this.#retryAfterSeconds),
      },
    };
  }

  #printed(account: BillingAccount, assignment: RoleAssignment): object {
    const { name, principalId, roleName } = assignment;
    return {
      id: `${account.id}/billingRoleAssignments/${name}`,
      name,
      type: TYPE,
      properties: {
        principalId,
        principalTenantId: this.#world.partner.tenantId,
        roleDefinitionId: `${account.id}/billingRoleDefinitions/${roleName}`,
        scope: account.id,
        ...(this.#world.tenant.directory.applications.some(
          one => one.servicePrincipalId === principalId,
        )
          ? { principalType: 'ServicePrincipal' }
          : {}),
      },
    };
  }
}

function roleOf({ roleDefinitionId }: Grant): string {
  return typeof roleDefinitionId === 'string'
    ? roleDefinitionId.split('/').at(-1)!
    : '';
}

function readJson({ body }: SimulatedRequest): object {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
