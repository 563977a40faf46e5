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

import { Card } from '@backstage/ui';
import type {
  BillingPeriod,
  Comparison,
  CostTotal,
  CustomerCosts,
} from 'backstage-plugin-csp-costs-common';
import { memo, useId } from 'react';
import { formatMonth } from '../../format/dates';
import { costStateWord } from '../../format/words';
import { CoverageLine } from '../coverage/CoverageLine';
import { Change } from '../money/Change';
import { Money } from '../money/Money';
import { ServicesBar } from '../services/ServicesBar';
import { Sparkline } from '../trend/Sparkline';
import styles from './CustomerCard.module.css';

/**
 * A customer in one look: what it costs, whether that is more or less than it
 * was, and on what. The whole card leads to the customer.
 */
export const CustomerCard = memo(CustomerCardContent);

function CustomerCardContent(props: {
  customer: CustomerCosts;
  billingPeriod: BillingPeriod;
  comparison: Comparison;
  href: string;
}) {
  const { customer, billingPeriod, comparison, href } = props;
  const { customerName, domainName, totals, coverage } = customer;
  const headingId = useId();
  const states = new Set(totals.map(total => total.state));
  return (
    <Card
      className={styles.card}
      href={href}
      label={`Costs of ${customerName}`}
      aria-labelledby={headingId}
    >
      <header className={styles.head}>
        <h3 id={headingId} className={styles.name} title={customerName}>
          {customerName}
        </h3>
        <p className={styles.domain} title={domainName}>
          {domainName ?? customer.customerId}
        </p>
      </header>
      {totals.length === 0 ? (
        <p className={styles.nothing}>
          No costs in {formatMonth(billingPeriod)}
        </p>
      ) : (
        <div className={styles.totals}>
          {totals.map(total => (
            <CardTotal
              key={total.billingCurrency}
              total={total}
              billingPeriod={billingPeriod}
              comparison={comparison}
            />
          ))}
        </div>
      )}
      <footer className={styles.foot}>
        {states.size > 1 && (
          <span className={styles.states}>
            {totals
              .map(
                total =>
                  `${total.billingCurrency} ${costStateWord(
                    total.state,
                  ).toLocaleLowerCase()}`,
              )
              .join(', ')}
          </span>
        )}
        <CoverageLine
          coverage={coverage}
          state={states.size === 1 ? totals[0]?.state : undefined}
          short
        />
      </footer>
    </Card>
  );
}

function CardTotal(props: {
  total: CostTotal;
  billingPeriod: BillingPeriod;
  comparison: Comparison;
}) {
  const { total, billingPeriod, comparison } = props;
  return (
    <div className={styles.total}>
      <p className={styles.figure}>
        <Money amount={total.billedCost} currency={total.billingCurrency} />
      </p>
      <Change
        amount={total.billedCost}
        comparable={total.comparableCost}
        currency={total.billingCurrency}
        comparison={comparison}
      />
      <Sparkline
        total={total}
        billingPeriod={billingPeriod}
        comparison={comparison}
      />
      <ServicesBar total={total} count={3} withoutOther />
    </div>
  );
}
