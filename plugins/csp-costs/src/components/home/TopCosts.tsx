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

import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  Comparison,
  CostTotal,
  CustomerCosts,
} from 'backstage-plugin-csp-costs-common';
import type { ReactNode } from 'react';
import { overviewRouteRef } from '../../routes';
import { useTexts } from '../../translation/useTexts';
import { Change } from '../money/Change';
import { Money } from '../money/Money';
import styles from './TopCosts.module.css';

/** The few things that cost most: customers, or services where there is one customer. */
export function TopCosts(props: {
  /** Those with the highest cost in the currency. */
  customers: readonly CustomerCosts[];
  total: CostTotal;
  count: number;
  comparison: Comparison;
}) {
  const { customers, total, count, comparison } = props;
  const { billingCurrency: currency } = total;
  const t = useTexts();
  const overview = useRouteRef(overviewRouteRef)?.();
  const inCurrency = customers.flatMap(customer => {
    const own = customer.totals.find(one => one.billingCurrency === currency);
    return own ? [{ customer, own }] : [];
  });
  if (customers.length < 2) {
    return (
      <Top label={t('home.topServices')}>
        {total.services.slice(0, count).map(({ name, billedCost }) => (
          <li key={name}>
            <span className={styles.name}>
              {name || t('customers.noService')}
            </span>
            <Money amount={billedCost} currency={currency} />
          </li>
        ))}
      </Top>
    );
  }
  return inCurrency.length === 0 ? null : (
    <Top label={t('home.topCustomers')}>
      {inCurrency.map(({ customer, own }) => (
        <li key={customer.customerId}>
          <span className={styles.name}>
            {overview ? (
              <Link
                href={`${overview}?${new URLSearchParams({
                  customer: customer.customerId,
                })}`}
              >
                {customer.customerName}
              </Link>
            ) : (
              customer.customerName
            )}
          </span>
          <Change
            amount={own.billedCost}
            comparable={own.comparableCost}
            currency={currency}
            comparison={comparison}
            bare
          />
          <Money amount={own.billedCost} currency={currency} />
        </li>
      ))}
    </Top>
  );
}

function Top(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <p className={styles.label}>{props.label}</p>
      <ul className={styles.list} aria-label={props.label}>
        {props.children}
      </ul>
    </div>
  );
}
