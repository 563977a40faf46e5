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
import { listInvoices } from '../world/invoices';
import { startOf } from '../world/months';
import { guid } from '../world/random';
import { World } from '../world/World';
import { billingAccountName } from './billingAccountName';
import {
  billingCustomer,
  billingInvoice,
  billingProfile,
} from './billingResources';

const ROOT = '/providers/Microsoft.Billing/billingAccounts';
/** Pages are short, so that every list has several. */
const PAGE = 3;
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
  async handle(request: SimulatedRequest): Promise<Reply | undefined> {
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
      /^\/([^/]+)(?:\/(billingRoleAssignments|billingRoleDefinitions|billingProfiles|customers|invoices))?$/.exec(
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
      case 'billingProfiles':
        return page(
          request,
          World.currencies
            .filter(one => this.#world.customersIn(one).length > 0)
            .map(one => billingProfile(this.#world, account.id, one)),
        );
      case 'customers':
        return page(
          request,
          this.#world.customers.map(one =>
            billingCustomer(this.#world, account.id, one),
          ),
        );
      case 'invoices':
        return this.#invoices(request, account.id);
      case 'billingRoleAssignments':
        return json(200, { value: this.#assignments(account.id) });
      case 'billingRoleDefinitions':
        return json(200, { value: definitions(account.id) });
      default:
        return json(200, account);
    }
  }

  /** Invoices and notes of new commerce whose period lies in the one asked for. */
  async #invoices(
    request: SimulatedRequest,
    accountId: string,
  ): Promise<Reply> {
    const from = day(request.query.get('periodStartDate'));
    const to = day(request.query.get('periodEndDate'));
    if (from === undefined || to === undefined || from > to) {
      return fault(
        400,
        'BadRequest',
        'The period start date and the period end date are not valid.',
      );
    }
    return page(
      request,
      (await listInvoices(this.#world))
        .filter(
          one =>
            one.kind !== 'legacy' &&
            startOf(one.month).getTime() >= from &&
            startOf(one.month).getTime() <= to,
        )
        .map(one => billingInvoice(this.#world, accountId, one)),
    );
  }

  #account() {
    const { partner } = this.#world;
    const name = billingAccountName(this.#world);
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

function day(text: string | null): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})$/.exec(text ?? '');
  const time = Date.parse(match?.[1] ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** A page of a list, with the address of the next one. */
function page(request: SimulatedRequest, items: object[]): Reply {
  const start = Number(request.query.get('$skiptoken') ?? 0);
  if (!Number.isInteger(start) || start < 0) {
    return fault(400, 'BadRequest', 'The skip token is not valid.');
  }
  const query = new URLSearchParams(request.query);
  query.set('$skiptoken', String(start + PAGE));
  return json(200, {
    value: items.slice(start, start + PAGE),
    ...(start + PAGE < items.length
      ? { nextLink: `${request.origin}${request.path}?${query}` }
      : {}),
  });
}

function definitions(accountId: string): object[] {
  return Object.values(ROLES).map(({ id: name, name: roleName }) => ({
    id: `${accountId}/billingRoleDefinitions/${name}`,
    name,
    type: 'Microsoft.Billing/billingAccounts/billingRoleDefinitions',
    properties: { roleName },
  }));
}
