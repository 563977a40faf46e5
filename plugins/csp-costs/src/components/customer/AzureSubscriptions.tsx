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

import { Link } from '@backstage/ui';
import type {
  BillingPeriod,
  BreakdownRow,
  Comparison,
  CustomerSubscription,
} from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import { useCostBreakdown } from '../../api/costQueries';
import { useCustomerSubscriptions } from '../../api/customerQueries';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { StateMark } from '../layout/StateMark';
import { Change } from '../money/Change';
import { Money } from '../money/Money';
import { CustomerSection } from './CustomerSection';
import { CUSTOMER_SECTIONS } from './customerSections';
import { ListNotes } from './ListNotes';
import { SubscriptionsState } from './SubscriptionsState';
import { subscriptionState } from './subscriptionState';
import styles from './Subscriptions.module.css';

interface AzureRow {
  subscription: CustomerSubscription;
  /** One a currency. */
  costs: BreakdownRow[];
}

/** The Azure subscriptions of a customer, with what each costs in the month. */
export function AzureSubscriptions(props: {
  customerId: string;
  month: BillingPeriod | undefined;
}) {
  const { customerId, month } = props;
  const t = useTexts();
  const { hrefWith } = useCostsParams();
  const query = useCustomerSubscriptions(customerId);
  const scope = useMemo(() => ({ customerId }), [customerId]);
  const { data: breakdown } = useCostBreakdown(
    scope,
    month,
    'azureSubscription',
  );
  const columns: DataColumn<AzureRow>[] = [
    {
      id: 'name',
      label: t('customer.azure.name'),
      cell: ({ subscription: { name, subscriptionId } }) => (
        <div className={styles.name}>
          <Link
            href={hrefWith({ subscription: subscriptionId })}
            aria-label={t('customer.azure.narrow', { name })}
          >
            {name}
          </Link>
          {name !== subscriptionId && (
            <span className={styles.detail}>{subscriptionId}</span>
          )}
        </div>
      ),
    },
    {
      id: 'cost',
      label: t('customer.cost'),
      align: 'end',
      cell: ({ costs }) =>
        costs.length > 0 && (
          <div className={styles.amounts}>
            {costs.map(row => (
              <Money
                key={row.billingCurrency}
                amount={row.billedCost}
                currency={row.billingCurrency}
                precision="minor"
              />
            ))}
          </div>
        ),
    },
    {
      id: 'change',
      label: t('customer.change'),
      align: 'end',
      cell: ({ costs }) =>
        breakdown &&
        costs.length > 0 && (
          <Changes costs={costs} comparison={breakdown.comparison} />
        ),
    },
    {
      id: 'state',
      label: t('customer.status'),
      cell: ({ subscription }) => (
        <StateMark state={subscriptionState(t, subscription)} />
      ),
    },
  ];
  return (
    <CustomerSection
      id={CUSTOMER_SECTIONS.azure}
      title={t('customer.azure')}
      hint={query.data && <ListNotes lists={query.data.lists} />}
    >
      <SubscriptionsState query={query}>
        {({ items }) => {
          const rows = items
            .filter(({ kind }) => kind === 'azure')
            .map(subscription => ({
              subscription,
              costs: (breakdown?.rows ?? []).filter(
                ({ id }) => id === subscription.subscriptionId,
              ),
            }));
          return rows.length === 0 ? (
            <p>{t('customer.azure.none')}</p>
          ) : (
            <DataTable
              caption={t('customer.azure')}
              columns={columns}
              rows={rows}
              rowKey={({ subscription }) =>
                `${subscription.connectorId}/${subscription.subscriptionId}`
              }
            />
          );
        }}
      </SubscriptionsState>
    </CustomerSection>
  );
}

function Changes(props: { costs: BreakdownRow[]; comparison: Comparison }) {
  return (
    <div className={styles.amounts}>
      {props.costs.map(row => (
        <Change
          key={row.billingCurrency}
          amount={row.billedCost}
          comparable={row.comparableCost}
          currency={row.billingCurrency}
          comparison={props.comparison}
          withAmount
          bare
        />
      ))}
    </div>
  );
}
