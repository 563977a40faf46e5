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
import { header, type SimulatedRequest } from '../http/SimulatedRequest';
import {
  readsBilling,
  readsCustomers,
  type Account,
} from '../identity/accounts';
import { callerOf, type Caller } from '../identity/authorization';
import { PARTNER_CENTER } from '../identity/resources';
import { listInvoices } from '../world/invoices';
import type { Customer } from '../world/partner';
import { guid, hashText } from '../world/random';
import type { World } from '../world/World';
import { customerPage } from './customerPage';
import { invoiceDocument } from './invoiceDocument';
import { lineItems } from './lineItems';
import { profileResource } from './profiles';
import { rateCard } from './rateCard';
import { collection, fault } from './replies';
import {
  customerResource,
  entitlementResources,
  invoiceResource,
  subscriptionResources,
} from './resources';

const MAX_INVOICES = 2_000;
const BOM = '\uFEFF';

const ROLE_LACKS = fault(
  403,
  '900150',
  'The supplied role does not have the rights to perform the requested operation',
);

type KnownCaller = Exclude<Caller, { kind: 'refused' }>;

/** The simulated Partner Center REST API, version 1. */
export class PartnerCenterService {
  readonly #world: World;
  readonly #accounts: readonly Account[];

  private constructor(world: World, accounts: readonly Account[]) {
    this.#world = world;
    this.#accounts = accounts;
  }

  static create(
    world: World,
    accounts: readonly Account[],
  ): PartnerCenterService {
    return new PartnerCenterService(world, accounts);
  }

  /** Answers, or returns undefined when the path is not Partner Center's. */
  async handle(request: SimulatedRequest): Promise<Reply | undefined> {
    if (!request.path.startsWith('/v1/')) {
      return undefined;
    }
    const caller = callerOf(
      this.#world,
      this.#accounts,
      PARTNER_CENTER,
      request,
    );
    const reply = await this.#answer(request, caller);
    return this.#finish(request, caller, reply);
  }

  /** Adds what every answer carries: tracing headers, the MFA verdict, and the odd byte order mark. */
  #finish(request: SimulatedRequest, caller: Caller, reply: Reply): Reply {
    const requestId =
      header(request, 'ms-requestid') ?? guid(hashText(request.path), 1);
    const headers: Record<string, string> = {
      ...reply.headers,
      'ms-requestid': requestId,
      'ms-correlationid': header(request, 'ms-correlationid') ?? requestId,
      'x-locale': 'en-US',
    };
    if (
      header(request, 'validatemfa')?.toLowerCase() === 'true' &&
      caller.kind === 'user'
    ) {
      headers.isMfaCompliant = String(caller.mfa);
    }
    const marked =
      typeof reply.body === 'string' &&
      hashText(request.path + request.search) % 3 === 0;
    return {
      ...reply,
      headers,
      body: marked ? `${BOM}${reply.body}` : reply.body,
    };
  }

  async #answer(request: SimulatedRequest, caller: Caller): Promise<Reply> {
    const { tenant } = this.#world;
    if (
      caller.kind === 'refused' ||
      (caller.application === tenant.own && !tenant.registeredInPartnerCenter)
    ) {
      return {
        status: 401,
        headers: {
          'www-authenticate': `OAuth realm=urn:cpsvc:cpid:${
            this.#world.partner.tenantId
          }`,
        },
      };
    }
    if (caller.kind === 'user' && !caller.mfa) {
      return fault(401, '900421', 'MFA is required for App+User calls.');
    }
    if (request.method !== 'GET') {
      return fault(405, '800002', 'Only GET is simulated.');
    }
    const parts = request.path.split('/').filter(Boolean).slice(1);
    switch (parts[0]) {
      case 'customers':
        return caller.kind === 'user' && !readsCustomers(caller.account)
          ? ROLE_LACKS
          : this.#customers(request, parts.slice(1), caller);
      case 'invoices':
        return this.#invoices(request, parts.slice(1), caller);
      case 'ratecards':
        return this.#rateCard(request, parts);
      case 'profiles':
        return this.#profile(parts, caller);
      default:
        return fault(404, '1000', 'Not found');
    }
  }

  #customers(
    request: SimulatedRequest,
    parts: string[],
    caller: KnownCaller,
  ): Reply {
    if (parts[0] === 'relationshiprequests') {
      return caller.kind === 'app'
        ? fault(403, '2032', 'Access denied')
        : json(200, {
            url: `https://admin.microsoft.com/Adminportal/Home?invType=ResellerRelationship&partnerId=${
              this.#world.partner.tenantId
            }&msppId=${this.#world.partner.mpnId}`,
            attributes: { objectType: 'CustomerRelationshipRequest' },
          });
    }
    if (parts.length === 0) {
      return customerPage(this.#world, request);
    }
    const customer = this.#world.customer(parts[0] ?? '');
    if (!customer) {
      return fault(404, '60003', 'Tenant not found');
    }
    if (parts.length === 1) {
      return json(200, customerResource(customer));
    }
    return parts[1] === 'subscriptions'
      ? this.#subscriptions(customer, parts.slice(2))
      : fault(404, '1000', 'Not found');
  }

  #subscriptions(customer: Customer, parts: string[]): Reply {
    const all = subscriptionResources(this.#world, customer);
    if (parts.length === 0) {
      return json(
        200,
        collection(
          all.map(one => one.resource),
          {
            self: {
              uri: `customers/${customer.id}/subscriptions`,
              method: 'GET',
              headers: [],
            },
          },
        ),
      );
    }
    const found = all.find(one => one.id === parts[0]?.toLowerCase());
    if (!found) {
      return fault(404, '20003', `Subscription with ID ${parts[0]} not found.`);
    }
    if (parts.length === 1) {
      return json(200, found.resource);
    }
    if (parts[1] === 'azureEntitlements' && parts.length === 2) {
      return json(
        200,
        collection(found.isAzurePlan ? entitlementResources(customer) : []),
      );
    }
    return fault(404, '1000', 'Not found');
  }

  async #invoices(
    request: SimulatedRequest,
    parts: string[],
    caller: KnownCaller,
  ): Promise<Reply> {
    if (caller.kind === 'user' && !readsBilling(caller.account)) {
      return ROLE_LACKS;
    }
    if (parts[1] === 'lineitems') {
      return lineItems(this.#world, request, parts[0] ?? '');
    }
    const isDocument =
      parts.length === 3 &&
      parts[1] === 'documents' &&
      parts[2] === 'statement';
    if (parts.length > 1 && !isDocument) {
      return fault(404, '1000', 'Not found');
    }
    if (parts.length > 0) {
      if (caller.kind === 'app') {
        return fault(403, '2032', 'Access denied');
      }
      const all = await listInvoices(this.#world);
      const wanted = parts[0]?.replace(/^(OneTime|Recurring)-/, '');
      const invoice = all.find(one => one.id === wanted);
      if (!invoice) {
        return fault(404, '1000', 'Not found');
      }
      return isDocument
        ? invoiceDocument(invoice)
        : json(200, invoiceResource(this.#world, invoice, all));
    }
    const size = Number(request.query.get('size') ?? 200);
    const offset = Number(request.query.get('offset') ?? 0);
    if (
      !Number.isInteger(size) ||
      size < 1 ||
      size > MAX_INVOICES ||
      !Number.isInteger(offset) ||
      offset < 0
    ) {
      return fault(400, '3000', 'Invalid property');
    }
    const all = await listInvoices(this.#world);
    const page = all.slice(offset, offset + size);
    const at = (position: number) => ({
      uri: `/invoices?size=${size}&offset=${position}`,
      method: 'GET',
      headers: [],
    });
    return json(
      200,
      collection(
        page.map(one => invoiceResource(this.#world, one, all)),
        {
          self: at(offset),
          ...(offset + size < all.length ? { next: at(offset + size) } : {}),
          ...(offset > 0 ? { previous: at(Math.max(0, offset - size)) } : {}),
        },
      ),
    );
  }

  #rateCard(request: SimulatedRequest, parts: string[]): Reply {
    const kind = parts[1];
    if (parts.length !== 2 || (kind !== 'azure' && kind !== 'azure-shared')) {
      return fault(404, '1000', 'Not found');
    }
    const locale = header(request, 'x-locale') ?? 'en-US';
    const currency = request.query.get('currency') ?? 'USD';
    return /^[a-z]{2,3}(-[A-Za-z]{2,4})*$/.test(locale)
      ? json(200, rateCard(this.#world, kind, locale, currency))
      : fault(400, '3000', 'Invalid property');
  }

  #profile(parts: string[], caller: KnownCaller): Reply {
    const name = parts[1]?.toLowerCase() ?? '';
    const resource =
      parts.length === 2 ? profileResource(this.#world, name) : undefined;
    if (!resource) {
      return fault(404, '1000', 'Not found');
    }
    return caller.kind === 'app' && name !== 'legalbusiness'
      ? fault(403, '2032', 'Access denied')
      : json(200, resource);
  }
}
