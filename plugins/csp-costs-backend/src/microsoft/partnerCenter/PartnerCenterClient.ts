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

import { createHash } from 'node:crypto';
import { MicrosoftError } from '../MicrosoftError';
import { checkShape } from '../http/checkShape';
import { MicrosoftApi, type MicrosoftApiAccess } from '../http/MicrosoftApi';
import type { MicrosoftRequest } from '../http/MicrosoftHttp';
import {
  readLineItems,
  type LegacyLineItem,
  type LegacyProvider,
} from './readLineItems';
import {
  AMOUNT_FIELDS,
  azureEntitlementSchema,
  collectionSchema,
  customerSchema,
  invoiceSchema,
  rateCardSchema,
  subscriptionSchema,
  type PartnerCenterAzureEntitlement,
  type PartnerCenterCustomer,
  type PartnerCenterInvoice,
  type PartnerCenterRateCard,
  type PartnerCenterSubscription,
} from './schemas';
import type { z } from 'zod';

const CUSTOMERS_PAGE = 500;
const INVOICES_PAGE = 200;
const LINE_ITEMS_PAGE = 2_000;

/** The Partner Center REST API, v1: what an application alone may read. */
export class PartnerCenterClient {
  readonly #api: MicrosoftApi;

  constructor(access: MicrosoftApiAccess) {
    this.#api = new MicrosoftApi(access, {
      service: 'partner-center',
      resource: 'partnerCenter',
    });
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

  /**
   * What meters are called.
   *
   * @remarks With currency and region given, the language is all that the
   * locale decides. Meters have the same names everywhere.
   *
   * @param locale - BCP 47.
   */
  async rateCard(
    locale: string,
    signal: AbortSignal,
  ): Promise<PartnerCenterRateCard> {
    return this.#read(
      'ratecards/azure?currency=USD&region=US',
      rateCardSchema,
      signal,
      { 'X-Locale': locale },
    );
  }

  /**
   * All billing lines of a legacy invoice (`D…`), a page at a time. Usage lines
   * repeat what billing lines charge, and are not asked for.
   *
   * @remarks
   * Pages are counted by offset, and their addresses are ours: documented `next`
   * links lack the offset. A page may be shorter than was asked for, so the end
   * is an empty page, one that has been there before, or a short one without a
   * link to another. Whoever adds the lines up compares them with the invoice.
   */
  async *legacyLineItems(
    invoiceId: string,
    provider: LegacyProvider,
    signal: AbortSignal,
  ): AsyncGenerator<LegacyLineItem[]> {
    const seen = new Set<string>();
    for (let offset = 0; ; ) {
      const query = new URLSearchParams({
        provider,
        invoicelineitemtype: 'billinglineitems',
        size: String(LINE_ITEMS_PAGE),
        offset: String(offset),
      });
      const text = await this.#api.http.text(
        this.#request(
          `invoices/${encodeURIComponent(invoiceId)}/lineitems?${query}`,
          signal,
        ),
      );
      const { items, hasNext } = readLineItems(text, provider);
      const content = createHash('sha256');
      items.forEach(item => content.update(`${item.json}\n`));
      const digest = content.digest('hex');
      if (items.length === 0 || seen.has(digest)) {
        return;
      }
      seen.add(digest);
      yield items;
      if (!hasNext && items.length < LINE_ITEMS_PAGE) {
        return;
      }
      offset += items.length;
    }
  }

  #request(
    path: string,
    signal: AbortSignal,
    headers?: Record<string, string>,
  ): MicrosoftRequest {
    return {
      ...this.#api.signed,
      url: `${this.#api.cloud.partnerCenterUrl}/v1/${path}`,
      headers,
      signal,
    };
  }

  async #collection<T extends z.ZodType>(
    path: string,
    item: T,
    signal: AbortSignal,
    headers?: Record<string, string>,
  ) {
    return this.#read(path, collectionSchema(item), signal, headers);
  }

  async #read<T extends z.ZodType>(
    path: string,
    schema: T,
    signal: AbortSignal,
    headers?: Record<string, string>,
  ): Promise<z.output<T>> {
    const body = await this.#api.http.json(
      this.#request(path, signal, headers),
      AMOUNT_FIELDS,
    );
    return checkShape(path, schema, body);
  }
}

function isPastTheEnd(error: unknown): boolean {
  return (
    error instanceof MicrosoftError &&
    error.status === 400 &&
    error.code === '2000'
  );
}
