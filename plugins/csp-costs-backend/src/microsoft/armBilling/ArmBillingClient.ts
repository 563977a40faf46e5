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
import type { MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftError } from '../MicrosoftError';
import type { MicrosoftHttp } from '../http/MicrosoftHttp';
import type { TokenSource } from '../identity/TokenSource';
import {
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

/** More pages than any partner has; a list that goes on is a loop. */
const MAX_PAGES = 100;

/** Microsoft.Billing of Azure Resource Manager: who may read which billing account. */
export class ArmBillingClient {
  readonly #cloud: MicrosoftCloud;
  readonly #http: MicrosoftHttp;
  readonly #tokens: TokenSource;

  constructor(options: {
    cloud: MicrosoftCloud;
    http: MicrosoftHttp;
    tokens: TokenSource;
  }) {
    this.#cloud = options.cloud;
    this.#http = options.http;
    this.#tokens = options.tokens;
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

  async #list<T extends z.ZodType>(
    path: string,
    item: T,
    signal: AbortSignal,
    query = '',
  ): Promise<Array<z.output<T>>> {
    const items: Array<z.output<T>> = [];
    let url: string | undefined = `${
      this.#cloud.armUrl
    }/providers/Microsoft.Billing/billingAccounts${path}?api-version=${API_VERSION}${query}`;
    for (let page = 0; url !== undefined; page++) {
      if (page === MAX_PAGES) {
        throw unknownShape(path, 'its pages do not end');
      }
      const body: unknown = await this.#http.json(
        {
          service: 'arm',
          url,
          token: ({ refresh }) =>
            this.#tokens.get(this.#cloud.resources.arm, { refresh }),
          signal,
        },
        AMOUNT_FIELDS,
      );
      const parsed = listSchema(item).safeParse(body);
      if (!parsed.success) {
        throw unknownShape(
          path,
          parsed.error.issues
            .slice(0, 3)
            .map(issue => `${issue.path.join('.')}: ${issue.message}`)
            .join('; '),
        );
      }
      items.push(...(parsed.data.value as Array<z.output<T>>));
      // Checked against the pinned origins before the token goes there.
      url = parsed.data.nextLink;
    }
    return items;
  }
}

function unknownShape(path: string, words: string): MicrosoftError {
  return new MicrosoftError(
    `The answer to billingAccounts${path} has an unknown shape`,
    { kind: 'content', words, transient: false },
  );
}
