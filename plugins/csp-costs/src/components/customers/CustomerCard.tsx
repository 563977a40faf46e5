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
  Budget,
  Comparison,
  CostTotal,
  CustomerCosts,
} from 'backstage-plugin-csp-costs-common';
import { memo, useId, type ReactNode } from 'react';
import { formatMonth, formatMonthName } from '../../format/dates';
import { useTexts } from '../../translation/useTexts';
import { CoverageLine } from '../coverage/CoverageLine';
import { Change } from '../money/Change';
import { Money } from '../money/Money';
import { ServicesBar } from '../services/ServicesBar';
import { Sparkline } from '../trend/Sparkline';
import { BudgetLine } from './BudgetLine';
import { CardStates } from './CardStates';
import { Forecast } from './Forecast';
import styles from './CustomerCard.module.css';

/** Height of every card, in `rem`: a list knows where each is before it is there. */
export const CARD_HEIGHT_REM = 27;

/**
 * A customer in one look: what it costs, whether that is more or less than it
 * was, and on what. The whole card leads to the customer.
 */
export const CustomerCard = memo(CustomerCardContent);

function CustomerCardContent(props: {
  customer: CustomerCosts;
  budgets: readonly Budget[];
  billingPeriod: BillingPeriod;
  comparison: Comparison;
  href: string;
}) {
  const { customer, budgets, billingPeriod, comparison, href } = props;
  const { customerName, domainName, totals, coverage } = customer;
  const t = useTexts();
  const headingId = useId();
  const states = new Set(totals.map(total => total.state));
  return (
    <Card
      className={styles.card}
      style={{ height: `${CARD_HEIGHT_REM}rem` }}
      href={href}
      label={t('customers.costsOf', { name: customerName })}
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
          {t('customers.noCosts', { month: formatMonth(billingPeriod) })}
        </p>
      ) : (
        <div className={styles.totals}>
          {totals.map(total => (
            <CardTotal
              key={total.billingCurrency}
              total={total}
              budget={budgets.find(
                budget => budget.billingCurrency === total.billingCurrency,
              )}
              billingPeriod={billingPeriod}
              comparison={comparison}
              isAlone={totals.length === 1}
            />
          ))}
        </div>
      )}
      <footer className={styles.foot}>
        {states.size > 1 && <CardStates totals={totals} />}
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
  budget: Budget | undefined;
  billingPeriod: BillingPeriod;
  comparison: Comparison;
  /** Whether there is room for everything. */
  isAlone: boolean;
}) {
  const { total, budget, billingPeriod, comparison, isAlone } = props;
  const { billingCurrency: currency } = total;
  const t = useTexts();
  return (
    <div className={styles.total}>
      <p className={styles.figure}>
        <Money amount={total.billedCost} currency={currency} />
      </p>
      <Change
        amount={total.billedCost}
        comparable={total.comparableCost}
        currency={currency}
        comparison={comparison}
      />
      <Sparkline
        total={total}
        billingPeriod={billingPeriod}
        comparison={comparison}
      />
      {budget && <BudgetLine budget={budget} total={total} />}
      <dl className={styles.facts}>
        <Fact label={t('customers.usage')}>
          <Money amount={total.usageCost} currency={currency} />
        </Fact>
        <Fact label={t('customers.otherShort')}>
          <Money amount={total.otherCost} currency={currency} />
        </Fact>
        {total.previousCost !== undefined && (
          <Fact label={formatMonthName(comparison.billingPeriod)}>
            <Money amount={total.previousCost} currency={currency} />
          </Fact>
        )}
        {total.forecastCost !== undefined && (
          <Fact label={t('forecast.label')}>
            <Forecast amount={total.forecastCost} currency={currency} />
          </Fact>
        )}
      </dl>
      <ServicesBar total={total} count={isAlone ? 3 : 2} withoutOther />
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
