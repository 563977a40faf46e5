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

import type { MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftError } from '../MicrosoftError';
import type { MicrosoftHttp } from '../http/MicrosoftHttp';
import type { TokenSource } from '../identity/TokenSource';
import {
  AMOUNT_FIELDS,
  azureEntitlementSchema,
  collectionSchema,
  customerSchema,
  invoiceSchema,
  subscriptionSchema,
  type PartnerCenterAzureEntitlement,
  type PartnerCenterCustomer,
  type PartnerCenterInvoice,
  type PartnerCenterSubscription,
} from './schemas';
import type { z } from 'zod';

const CUSTOMERS_PAGE = 500;
const INVOICES_PAGE = 200;

/** The Partner Center REST API, v1: what an application alone may read. */
export class PartnerCenterClient {
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

  /**
   * All customers, a page at a time.
   *
   * @remarks
   * Pages are chained by a token that is sent back in a header. The end is a
   * page without a token, or the error 400/2000. `totalCount` counts a page in
   * some answers and everything in others, and is not used. Our own addresses
   * are built rather than followed: documented `next` links are malformed.
   */
  async *customers(
    signal: AbortSignal,
  ): AsyncGenerator<PartnerCenterCustomer[]> {
    let token: string | undefined;
    do {
      const path: string = token
        ? `customers?size=${CUSTOMERS_PAGE}&seekOperation=Next`
        : `customers?size=${CUSTOMERS_PAGE}`;
      let page;
      try {
        page = await this.#collection(path, customerSchema, signal, {
          ...(token ? { 'MS-ContinuationToken': token } : {}),
        });
      } catch (error) {
        if (token && isPastTheEnd(error)) {
          return;
        }
        throw error;
      }
      yield page.items;
      // The same token again would give the same page for ever.
      token =
        page.continuationToken === token ? undefined : page.continuationToken;
    } while (token);
  }

  /** The commerce subscriptions of a customer. */
  async subscriptions(
    customerId: string,
    signal: AbortSignal,
  ): Promise<PartnerCenterSubscription[]> {
    const { items } = await this.#collection(
      `customers/${encodeURIComponent(customerId)}/subscriptions`,
      subscriptionSchema,
      signal,
    );
    return items;
  }

  /** The Azure subscriptions of an Azure plan. */
  async azureEntitlements(
    customerId: string,
    subscriptionId: string,
    signal: AbortSignal,
  ): Promise<PartnerCenterAzureEntitlement[]> {
    const { items } = await this.#collection(
      `customers/${encodeURIComponent(
        customerId,
      )}/subscriptions/${encodeURIComponent(subscriptionId)}/azureEntitlements`,
      azureEntitlementSchema,
      signal,
    );
    return items;
  }

  /**
   * All invoices, a page at a time.
   *
   * @remarks Page size and offset are ignored for some invoices, so a page may
   * be of any length, or come again; the end is a page with nothing new, or one
   * without a `next` link.
   */
  async *invoices(signal: AbortSignal): AsyncGenerator<PartnerCenterInvoice[]> {
    let offset = 0;
    const seen = new Set<string>();
    for (;;) {
      const page = await this.#collection(
        `invoices?size=${INVOICES_PAGE}&offset=${offset}`,
        invoiceSchema,
        signal,
      );
      const fresh = page.items.filter(invoice => !seen.has(invoice.id));
      if (fresh.length === 0) {
        return;
      }
      fresh.forEach(invoice => seen.add(invoice.id));
      yield fresh;
      if (!page.links?.next) {
        return;
      }
      offset += page.items.length;
    }
  }

  async #collection<T extends z.ZodType>(
    path: string,
    item: T,
    signal: AbortSignal,
    headers?: Record<string, string>,
  ) {
    const body = await this.#http.json(
      {
        service: 'partner-center',
        url: `${this.#cloud.partnerCenterUrl}/v1/${path}`,
        headers,
        token: ({ refresh }) =>
          this.#tokens.get(this.#cloud.resources.partnerCenter, { refresh }),
        signal,
      },
      AMOUNT_FIELDS,
    );
    const parsed = collectionSchema(item).safeParse(body);
    if (!parsed.success) {
      throw new MicrosoftError(
        `The answer to ${path.split('?')[0]} has an unknown shape`,
        {
          kind: 'content',
          words: parsed.error.issues
            .slice(0, 3)
            .map(issue => `${issue.path.join('.')}: ${issue.message}`)
            .join('; '),
          transient: false,
        },
      );
    }
    return parsed.data;
  }
}

function isPastTheEnd(error: unknown): boolean {
  return (
    error instanceof MicrosoftError &&
    error.status === 400 &&
    error.code === '2000'
  );
}
