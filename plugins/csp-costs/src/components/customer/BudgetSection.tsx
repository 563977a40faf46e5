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

import { Button, Skeleton } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsBudgetUpdatePermission,
  cspCostsCostReadPermission,
  type BillingPeriod,
  type Budget,
  type CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { useMemo, useState } from 'react';
import { useCostSummary } from '../../api/costQueries';
import { useBudgets } from '../../api/customerQueries';
import { formatShare } from '../../format/numbers';
import { useTexts } from '../../translation/useTexts';
import { BudgetLine } from '../customers/BudgetLine';
import { Forecast } from '../customers/Forecast';
import { ErrorState } from '../layout/ErrorState';
import { Money } from '../money/Money';
import { BudgetDialog } from './BudgetDialog';
import { CustomerSection } from './CustomerSection';
import { CUSTOMER_SECTIONS } from './customerSections';
import styles from './BudgetSection.module.css';

/** What a customer is meant to cost a month, and how much of it is used up. */
export function BudgetSection(props: {
  customerId: string;
  month: BillingPeriod | undefined;
}) {
  const { customerId, month } = props;
  const t = useTexts();
  const scope = useMemo(() => ({ customerId }), [customerId]);
  const { data: summary } = useCostSummary(scope, month);
  const budgets = useBudgets();
  const own = budgets.data?.filter(budget => budget.customerId === customerId);
  const currencies = [
    ...new Set([
      ...(summary?.totals ?? []).map(total => total.billingCurrency),
      ...(own ?? []).map(budget => budget.billingCurrency),
    ]),
  ];
  return (
    <CustomerSection id={CUSTOMER_SECTIONS.budget} title={t('budget.title')}>
      {budgets.error && !own && (
        <ErrorState
          error={budgets.error}
          title={t('budget.failed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={budgets.refetch}
        />
      )}
      {!budgets.error && (!own || !summary) && (
        <div role="status" aria-label={t('budget.loading')}>
          <Skeleton width="100%" height={64} />
        </div>
      )}
      {own && summary && (
        <>
          {own.length === 0 && (
            <div>
              <p>{t('budget.none')}</p>
              <p className={styles.quiet}>{t('budget.noneHint')}</p>
            </div>
          )}
          {currencies.map(currency => (
            <CurrencyBudget
              key={currency}
              customerId={customerId}
              currency={currency}
              budget={own.find(one => one.billingCurrency === currency)}
              total={summary.totals.find(
                one => one.billingCurrency === currency,
              )}
              isGoingOn={summary.comparison.throughDate !== undefined}
            />
          ))}
        </>
      )}
    </CustomerSection>
  );
}

function CurrencyBudget(props: {
  customerId: string;
  currency: string;
  budget: Budget | undefined;
  total: CostTotal | undefined;
  /** Whether the month is not over. */
  isGoingOn: boolean;
}) {
  const { customerId, currency, budget, total, isGoingOn } = props;
  const t = useTexts();
  const [isEditing, setEditing] = useState(false);
  const { allowed } = usePermission({
    permission: cspCostsBudgetUpdatePermission,
  });
  return (
    <div className={styles.budget}>
      <div className={styles.main}>
        {budget && (
          <BudgetLine budget={budget} total={total ?? { billedCost: '0' }} />
        )}
        <p className={styles.quiet}>
          {total ? (
            <>
              {isGoingOn ? t('budget.soFar') : t('budget.whole')}{' '}
              <Money amount={total.billedCost} currency={currency} />
              {total.forecastCost !== undefined && (
                <>
                  {' · '}
                  {t('forecast.label')}{' '}
                  <Forecast amount={total.forecastCost} currency={currency} />
                </>
              )}
            </>
          ) : (
            t('budget.noCosts', { currency })
          )}
          {budget &&
            ` · ${t('budget.thresholdsAre', {
              thresholds: budget.thresholds
                .map(threshold => formatShare(threshold / 100))
                .join(', '),
            })}`}
        </p>
      </div>
      {allowed && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => setEditing(true)}
        >
          {budget
            ? t('budget.change', { currency })
            : t('budget.setIn', { currency })}
        </Button>
      )}
      {isEditing && (
        <BudgetDialog
          customerId={customerId}
          currency={currency}
          budget={budget}
          onClose={() => setEditing(false)}
        />
      )}
    </div>
  );
}
