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

import { z } from 'zod';
import { problemOf } from '../../../errors';
import type { CheckContext, ConnectorCheck } from '../ConnectorCheck';
import { partnerCenterGet } from '../partnerCenterGet';
import { fail, pass, skipped } from '../verdicts';

const collection = z.object({ items: z.array(z.object({ id: z.string() })) });

const BY_THE_APPLICATION: Pick<ConnectorCheck, 'hiddenBy' | 'skip'> = {
  hiddenBy: [
    'app-sign-in',
    'service-principals',
    'partner-center-registration',
    'partner-type',
  ],
  skip: ({ connector, appTokens }) => {
    if (!connector.settings.sources.partnerCenter) {
      return 'Partner Center is switched off.';
    }
    return appTokens ? undefined : 'There is no credential to ask with.';
  },
};

/** Ids of the first items; undefined when the answer is no list of items. */
async function firstIds(
  context: CheckContext,
  path: string,
): Promise<string[] | undefined> {
  const { body } = await partnerCenterGet(context, context.appTokens!, path);
  return collection.safeParse(body).data?.items.map(({ id }) => id);
}

/** Whether the list of customers can be read. */
export const customersCheck: ConnectorCheck = {
  checkId: 'data-customers',
  title: 'Customers',
  group: 'data',
  why: 'Names and tenants of customers come from Partner Center.',
  ...BY_THE_APPLICATION,
  async run(context) {
    const ids = await firstIds(context, 'customers?size=1');
    if (!ids) {
      return fail(
        problemOf('ANSWER_UNREADABLE', context.now),
        'The list of customers has an unknown shape.',
      );
    }
    return pass(
      ids.length > 0
        ? 'Partner Center gives the customers.'
        : 'Partner Center answers, and has no customer yet.',
    );
  },
};

/** Whether the subscriptions of a customer can be read. */
export const subscriptionsCheck: ConnectorCheck = {
  checkId: 'data-subscriptions',
  title: 'Subscriptions',
  group: 'data',
  why: 'Licences and Azure plans of each customer come from Partner Center.',
  ...BY_THE_APPLICATION,
  hiddenBy: [...BY_THE_APPLICATION.hiddenBy!, 'data-customers'],
  async run(context) {
    const { customerScope } = context.connector.settings;
    const customerId =
      customerScope.mode === 'all'
        ? (await firstIds(context, 'customers?size=1'))?.[0]
        : customerScope.customerIds[0];
    if (!customerId) {
      return skipped('There is no customer to ask for.');
    }
    const ids = await firstIds(
      context,
      `customers/${encodeURIComponent(customerId)}/subscriptions`,
    );
    return ids
      ? pass(
          'Partner Center gives the subscriptions of the customer that was asked for.',
          { values: [{ label: 'Customer tenant id', value: customerId }] },
        )
      : fail(
          problemOf('ANSWER_UNREADABLE', context.now),
          'The list of subscriptions has an unknown shape.',
        );
  },
};

/** Whether the list of invoices can be read. */
export const invoicesCheck: ConnectorCheck = {
  checkId: 'data-invoices',
  title: 'Invoices',
  group: 'data',
  why: 'The list of invoices says what there is to collect, and what the sums have to come to.',
  ...BY_THE_APPLICATION,
  async run(context) {
    const ids = await firstIds(context, 'invoices?size=1&offset=0');
    if (!ids) {
      return fail(
        problemOf('ANSWER_UNREADABLE', context.now),
        'The list of invoices has an unknown shape.',
      );
    }
    return pass(
      ids.length > 0
        ? 'Partner Center gives the invoices.'
        : 'Partner Center answers, and has no invoice yet.',
    );
  },
};
