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

import type { CustomerSubscription } from 'backstage-plugin-csp-costs-common';
import { useCustomerSubscriptions } from '../../api/customerQueries';
import { formatDate } from '../../format/dates';
import { formatTerm } from '../../format/formatTerm';
import { formatCount } from '../../format/numbers';
import { useTexts, type Texts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { StateMark } from '../layout/StateMark';
import { CustomerSection } from './CustomerSection';
import { CUSTOMER_SECTIONS } from './customerSections';
import { ListNotes } from './ListNotes';
import { SubscriptionsState } from './SubscriptionsState';
import { subscriptionState } from './subscriptionState';
import styles from './Subscriptions.module.css';

const DAY_MS = 24 * 60 * 60_000;

/** From so many days before its end on, a term says how long it still is. */
const SOON_DAYS = 30;

/** Billing cycles that have words here. */
const CYCLES = ['monthly', 'annual', 'one_time', 'triennial'] as const;

/** What a customer has bought through the partner, and until when. */
export function Licences({ customerId }: { customerId: string }) {
  const t = useTexts();
  const query = useCustomerSubscriptions(customerId);
  return (
    <CustomerSection
      id={CUSTOMER_SECTIONS.licences}
      title={t('customer.licences')}
      hint={query.data && <ListNotes lists={query.data.lists} />}
    >
      <SubscriptionsState query={query}>
        {({ items }) => {
          const rows = items
            .filter(({ kind }) => kind === 'commerce')
            .sort((a, b) => Number(b.listed) - Number(a.listed));
          return rows.length === 0 ? (
            <p>{t('customer.licences.none')}</p>
          ) : (
            <DataTable
              caption={t('customer.licences')}
              columns={columnsOf(t, new Date())}
              rows={rows}
              rowKey={row => `${row.connectorId}/${row.subscriptionId}`}
            />
          );
        }}
      </SubscriptionsState>
    </CustomerSection>
  );
}

function columnsOf(t: Texts, now: Date): DataColumn<CustomerSubscription>[] {
  return [
    {
      id: 'product',
      label: t('customer.licences.product'),
      cell: ({ name, productName }) => (
        <div className={styles.name}>
          <span>{name}</span>
          {productName && productName !== name && (
            <span className={styles.detail}>{productName}</span>
          )}
        </div>
      ),
    },
    {
      id: 'quantity',
      label: t('customer.licences.quantity'),
      align: 'end',
      cell: ({ quantity }) => quantity !== undefined && formatCount(quantity),
    },
    {
      id: 'term',
      label: t('customer.licences.term'),
      cell: ({ termDuration }) => termDuration && formatTerm(termDuration),
    },
    {
      id: 'ends',
      label: t('customer.licences.ends'),
      cell: ({ termEndsAt }) =>
        termEndsAt && (
          <div className={styles.name}>
            <time dateTime={termEndsAt}>{formatDate(termEndsAt, now)}</time>
            <span className={styles.detail}>{soon(t, termEndsAt, now)}</span>
          </div>
        ),
    },
    {
      id: 'renews',
      label: t('customer.licences.renews'),
      // What has no term has nothing to renew.
      cell: ({ autoRenew, termEndsAt }) =>
        termEndsAt &&
        autoRenew !== undefined &&
        (autoRenew ? t('customer.yes') : t('customer.no')),
    },
    {
      id: 'billing',
      label: t('customer.licences.billing'),
      cell: ({ billingCycle }) => {
        const known = CYCLES.find(cycle => cycle === billingCycle);
        return known ? t(`customer.billing.${known}`) : billingCycle;
      },
    },
    {
      id: 'state',
      label: t('customer.status'),
      cell: row => <StateMark state={subscriptionState(t, row)} />,
    },
  ];
}

/** How long a term still is, when that is not long; empty otherwise. */
function soon(t: Texts, end: string, now: Date): string {
  const days = Math.ceil((Date.parse(end) - now.getTime()) / DAY_MS);
  if (days < 0 || days > SOON_DAYS) {
    return '';
  }
  return days === 0
    ? t('customer.licences.endsToday')
    : t('customer.licences.endsSoon', { count: days });
}
