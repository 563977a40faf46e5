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
import { directoryRolesOf, readsBilling } from '../identity/accounts';
import { callerOf, type Caller } from '../identity/authorization';
import { ARM } from '../identity/resources';
import { listInvoices } from '../world/invoices';
import { startOf } from '../world/months';
import { World } from '../world/World';
import { armError } from './armError';
import {
  BILLING_ACCOUNTS,
  billingAccounts,
  type BillingAccount,
} from './billingAccounts';
import type { Agreement } from './billingAgreements';
import {
  billingCustomer,
  billingInvoice,
  billingProfile,
} from './billingResources';
import { BillingRoles, type BillingRights } from './BillingRoles';

/** Pages are short, so that every list has several. */
const PAGE = 3;

const ACCOUNT_TYPES: Record<Agreement, string> = {
  MicrosoftPartnerAgreement: 'Partner',
  MicrosoftCustomerAgreement: 'Organization',
  EnterpriseAgreement: 'Enterprise',
};

/** What follows a billing account in an address. */
const BELOW = new RegExp(
  `^${BILLING_ACCOUNTS}/([^/]+)(?:/([^/]+)(?:/([^/]+))?)?$`,
);

/** The billing part of the simulated Azure Resource Manager: billing accounts of one agreement. */
export class ArmService {
  readonly #world: World;
  readonly #roles: BillingRoles;

  constructor(world: World, options: { retryAfterSeconds: number }) {
    this.#world = world;
    this.#roles = new BillingRoles(world, options);
  }

  /** Answers, or returns undefined when the path is not Azure's. */
  async handle(request: SimulatedRequest): Promise<Reply | undefined> {
    if (!request.path.startsWith('/providers/Microsoft.Billing/')) {
      return undefined;
    }
    const { tenant } = this.#world;
    const caller = callerOf(this.#world, tenant.accounts, ARM, request);
    if (caller.kind === 'refused') {
      return armError(
        401,
        'InvalidAuthenticationToken',
        `The access token is ${caller.reason}.`,
      );
    }
    if (request.query.get('api-version') !== '2024-04-01') {
      return armError(
        400,
        'NoRegisteredProviderFound',
        'No registered resource provider found for the API version.',
      );
    }
    const rightsOn = this.#rightsOf(caller);
    const accounts = billingAccounts(this.#world);
    if (request.path === BILLING_ACCOUNTS) {
      return json(200, {
        value: accounts
          .filter(one => rightsOn(one).reads)
          .map(one => this.#printed(one)),
      });
    }
    const [, name, list, item] = BELOW.exec(request.path) ?? [];
    const account = accounts.find(one => one.name === name);
    if (!account) {
      return armError(404, 'NotFound', 'The billing account was not found.');
    }
    const rights = rightsOn(account);
    if (request.method === 'POST' && list === 'checkAccess' && !item) {
      return this.#roles.checkAccess(request, rights);
    }
    if (request.method !== 'GET') {
      return rights.assigns
        ? this.#change(request, account, list, item)
        : notAuthorized(
            'The caller may not change roles of this billing account.',
          );
    }
    return rights.reads
      ? this.#read(request, account, list, item)
      : notAuthorized('The caller may not read this billing account.');
  }

  /** What a caller may do. An application may what its roles say; roles of a person are those of the whole tenant. */
  #rightsOf(
    caller: Exclude<Caller, { kind: 'refused' }>,
  ): (account: BillingAccount) => BillingRights {
    const { tenant } = this.#world;
    if (caller.kind === 'app') {
      const seen = tenant.billing.seenBy(caller.claims.oid);
      const isOwn = caller.claims.oid === tenant.own.servicePrincipalId;
      return ({ isFirst, name }) => ({
        reads:
          (isOwn && isFirst && tenant.billingRoleAssigned) ||
          seen.includes(name),
        assigns: false,
      });
    }
    const { account: person } = caller;
    const role = person.pimEligibleOnly ? null : person.billingRole;
    const isGlobal = directoryRolesOf(person).includes('global-administrator');
    return ({ agreement }) => {
      // Global Administrators have no say in an enrollment.
      const governs = isGlobal && agreement !== 'EnterpriseAgreement';
      return {
        reads: readsBilling(person) || role !== null || governs,
        assigns: role === 'owner' || governs,
      };
    };
  }

  #change(
    request: SimulatedRequest,
    account: BillingAccount,
    list?: string,
    item?: string,
  ): Reply | undefined {
    switch (`${request.method} ${list}${item ? '/' : ''}`) {
      case 'POST createBillingRoleAssignment':
        return this.#roles.create(request, account);
      case 'PUT billingRoleAssignments/':
        return this.#roles.put(request, account, item!);
      case 'DELETE billingRoleAssignments/':
        return this.#roles.remove(account, item!);
      default:
        return undefined;
    }
  }

  #read(
    request: SimulatedRequest,
    account: BillingAccount,
    list?: string,
    item?: string,
  ): Reply | Promise<Reply> | undefined {
    if (item) {
      return list === 'operationResults'
        ? this.#roles.poll(request, account, item)
        : undefined;
    }
    const { customers } = this.#world;
    switch (list) {
      case 'billingProfiles':
        return page(
          request,
          World.currencies
            .filter(
              one => account.isFirst && this.#world.customersIn(one).length > 0,
            )
            .map(one => billingProfile(this.#world, account.id, one)),
        );
      case 'customers':
        return page(
          request,
          (account.isFirst ? customers : []).map(one =>
            billingCustomer(this.#world, account.id, one),
          ),
        );
      case 'invoices':
        return this.#invoices(request, account);
      case 'billingRoleAssignments':
        return json(200, { value: this.#roles.assignments(account) });
      case 'billingRoleDefinitions':
        return json(200, { value: this.#roles.definitions(account) });
      case undefined:
        return json(200, this.#printed(account));
      default:
        return undefined;
    }
  }

  /** Invoices and notes of new commerce whose period lies in the one asked for. */
  async #invoices(
    request: SimulatedRequest,
    account: BillingAccount,
  ): Promise<Reply> {
    const from = day(request.query.get('periodStartDate'));
    const to = day(request.query.get('periodEndDate'));
    if (from === undefined || to === undefined || from > to) {
      return armError(
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
            account.isFirst &&
            one.kind !== 'legacy' &&
            startOf(one.month).getTime() >= from &&
            startOf(one.month).getTime() <= to,
        )
        .map(one => billingInvoice(this.#world, account.id, one)),
    );
  }

  #printed({ id, name, agreement, displayName }: BillingAccount): object {
    return {
      id,
      name,
      type: 'Microsoft.Billing/billingAccounts',
      properties: {
        accountStatus: 'Active',
        accountType: ACCOUNT_TYPES[agreement],
        agreementType: agreement,
        displayName,
        hasReadAccess: true,
        primaryBillingTenantId: this.#world.partner.tenantId,
      },
    };
  }
}

function notAuthorized(message: string): Reply {
  return armError(403, 'UserNotAuthorized', message);
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
    return armError(400, 'BadRequest', 'The skip token is not valid.');
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
