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

import type { z } from 'zod';
import { MicrosoftError } from '../MicrosoftError';
import { checkShape, unknownShape } from '../http/checkShape';
import { MicrosoftApi, type MicrosoftApiAccess } from '../http/MicrosoftApi';
import type { MicrosoftRequest } from '../http/MicrosoftHttp';
import { readPages } from '../http/readPages';
import { retryAfter } from '../http/retryAfter';
import { wait } from '../http/wait';
import { assignmentCall, type RoleGrant } from './billingRoles';
import {
  accessDecisionsSchema,
  AMOUNT_FIELDS,
  billingAccountSchema,
  billingCustomerSchema,
  billingInvoiceSchema,
  listSchema,
  roleAssignmentSchema,
  roleDefinitionSchema,
  type BillingAccount,
  type BillingCustomer,
  type BillingInvoice,
  type BillingRoleAssignment,
  type BillingRoleDefinition,
} from './schemas';

const API_VERSION = '2024-04-01';

/** How long a role assignment that Microsoft has accepted is waited for. */
const ASSIGNING_MS = 30_000;
/** Wait between two looks at it when Microsoft names no time. */
const ASSIGNING_LOOK_MS = 1_000;

/** Microsoft.Billing of Azure Resource Manager: who may read which billing account. */
export class ArmBillingClient {
  readonly #api: MicrosoftApi;

  constructor(access: MicrosoftApiAccess) {
    this.#api = new MicrosoftApi(access, {
      service: 'arm',
      resource: 'arm',
    });
  }

  /** The billing accounts that the caller has a role on; empty when on none. */
  billingAccounts(signal: AbortSignal): Promise<BillingAccount[]> {
    return this.#list('', billingAccountSchema, signal);
  }

  /** The role assignments of a billing account, as far as the caller may see them. */
  roleAssignments(
    billingAccountName: string,
    signal: AbortSignal,
  ): Promise<BillingRoleAssignment[]> {
    return this.#list(
      `/${encodeURIComponent(billingAccountName)}/billingRoleAssignments`,
      roleAssignmentSchema,
      signal,
    );
  }

  /** The roles that a billing account has. */
  roleDefinitions(
    billingAccountName: string,
    signal: AbortSignal,
  ): Promise<BillingRoleDefinition[]> {
    return this.#list(
      `/${encodeURIComponent(billingAccountName)}/billingRoleDefinitions`,
      roleDefinitionSchema,
      signal,
    );
  }

  /** The customers of a billing account. */
  customers(
    billingAccountName: string,
    signal: AbortSignal,
  ): Promise<BillingCustomer[]> {
    return this.#list(
      `/${encodeURIComponent(billingAccountName)}/customers`,
      billingCustomerSchema,
      signal,
    );
  }

  /**
   * The invoices of a billing account, and the notes that amend them.
   *
   * @param period - First and last day, `YYYY-MM-DD`.
   */
  invoices(
    billingAccountName: string,
    period: { from: string; to: string },
    signal: AbortSignal,
  ): Promise<BillingInvoice[]> {
    return this.#list(
      `/${encodeURIComponent(billingAccountName)}/invoices`,
      billingInvoiceSchema,
      signal,
      `&periodStartDate=${period.from}&periodEndDate=${period.to}`,
    );
  }

  /**
   * Gives a principal a role on a billing account, by the call that the
   * agreement of the account has.
   *
   * @remarks
   * A role that Microsoft has accepted and not assigned in half a minute is
   * given as created too: it counts only once its principal sees the account.
   *
   * @returns `found` when the principal has the role already.
   * @throws MicrosoftError, with status 403 when the caller may not assign it.
   */
  async createRoleAssignment(
    account: Pick<BillingAccount, 'name' | 'agreementType'>,
    grant: RoleGrant,
    signal: AbortSignal,
  ): Promise<'created' | 'found'> {
    const { method, path, body } = assignmentCall(account, grant);
    let answer: Response;
    try {
      answer = await this.#api.http.send({
        ...this.#request(this.#url(account.name, path), signal),
        method,
        body,
      });
    } catch (error) {
      if (error instanceof MicrosoftError && error.status === 409) {
        return 'found';
      }
      throw error;
    }
    await this.#untilAssigned(answer, signal);
    return method === 'PUT' && answer.status === 200 ? 'found' : 'created';
  }

  /** Takes a role away. Gives whether it was there. */
  async deleteRoleAssignment(
    billingAccountName: string,
    assignmentName: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      const answer = await this.#api.http.send({
        ...this.#request(
          this.#url(
            billingAccountName,
            `/billingRoleAssignments/${encodeURIComponent(assignmentName)}`,
          ),
          signal,
        ),
        method: 'DELETE',
      });
      await answer.body?.cancel();
      return answer.status !== 204;
    } catch (error) {
      if (error instanceof MicrosoftError && error.status === 404) {
        return false;
      }
      throw error;
    }
  }

  /** Which of some actions, such as `Microsoft.Billing/billingAccounts/read`, the caller may do on a billing account. */
  async checkAccess(
    billingAccountName: string,
    actions: readonly string[],
    signal: AbortSignal,
  ): Promise<string[]> {
    const path = '/checkAccess';
    const body: unknown = await this.#api.http.json({
      ...this.#request(this.#url(billingAccountName, path), signal),
      method: 'POST',
      body: { actions },
    });
    const parsed = accessDecisionsSchema.safeParse(body);
    if (!parsed.success) {
      throw unknownShape(
        `billingAccounts${path}`,
        'it is no list of decisions',
      );
    }
    return parsed.data
      .filter(({ accessDecision }) => accessDecision === 'Allowed')
      .map(({ action }) => action);
  }

  /** Waits while Microsoft says that it is still at it. */
  async #untilAssigned(first: Response, signal: AbortSignal): Promise<void> {
    const location = first.headers.get('location');
    let answer = first;
    let waited = 0;
    while (answer.status === 202 && location) {
      await answer.body?.cancel();
      const delay = retryAfter(answer.headers, new Date()) ?? ASSIGNING_LOOK_MS;
      // A wait of none counts too, or it might never end.
      waited += Math.max(delay, 100);
      if (waited > ASSIGNING_MS) {
        return;
      }
      await wait(delay, signal);
      // Checked against the pinned origins before the token goes there.
      answer = await this.#api.http.send(this.#request(location, signal));
    }
    await answer.body?.cancel();
  }

  #url(billingAccountName: string, path: string): string {
    return `${
      this.#api.cloud.armUrl
    }/providers/Microsoft.Billing/billingAccounts/${encodeURIComponent(
      billingAccountName,
    )}${path}?api-version=${API_VERSION}`;
  }

  #request(url: string, signal: AbortSignal): MicrosoftRequest {
    return { ...this.#api.signed, url, signal };
  }

  async #list<T extends z.ZodType>(
    path: string,
    item: T,
    signal: AbortSignal,
    query = '',
  ): Promise<Array<z.output<T>>> {
    const list = `billingAccounts${path}`;
    const first = `${
      this.#api.cloud.armUrl
    }/providers/Microsoft.Billing/${list}?api-version=${API_VERSION}${query}`;
    return readPages(list, first, async url => {
      const body: unknown = await this.#api.http.json(
        this.#request(url, signal),
        AMOUNT_FIELDS,
      );
      const answer: z.output<ReturnType<typeof listSchema<T>>> = checkShape(
        list,
        listSchema(item),
        body,
      );
      return {
        items: answer.value as Array<z.output<T>>,
        // Checked against the pinned origins before the token goes there.
        next: answer.nextLink,
      };
    });
  }
}
