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
import {
  compareDecimals,
  cspCostsCostReadPermission,
  type BillingPeriod,
  type CostChange,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import { useCostChanges } from '../../api/costQueries';
import { formatComparison, formatMonthName } from '../../format/dates';
import type { CostFilter } from '../../state/useFilters';
import { useShownCharges } from '../../state/useShownCharges';
import { useTexts } from '../../translation/useTexts';
import { CellMenu } from '../filters/CellMenu';
import { ErrorState } from '../layout/ErrorState';
import { Money } from '../money/Money';
import { describeChange } from './describeChange';
import styles from './WhatChanged.module.css';

const COUNT = 5;

/** Why it is more or less: the few things that explain most of it, as sentences. */
export function WhatChanged(props: {
  scope: CostScope;
  billingPeriod: BillingPeriod;
  currency: string;
}) {
  const { scope, billingPeriod, currency } = props;
  const t = useTexts();
  const { show } = useShownCharges();
  const { data, error, refetch } = useCostChanges(scope, billingPeriod, COUNT);
  if (error) {
    return (
      <div className={styles.changes}>
        <ErrorState
          error={error}
          title={t('changes.failed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={refetch}
        />
      </div>
    );
  }
  if (!data) {
    return (
      <div
        className={styles.changes}
        role="status"
        aria-label={t('changes.loading')}
      >
        <Skeleton width="60%" height={14} />
        <Skeleton width="90%" height={14} />
        <Skeleton width="85%" height={14} />
        <Skeleton width="90%" height={14} />
      </div>
    );
  }
  const than = formatComparison(data.comparison);
  const total = data.totals.find(
    ({ billingCurrency }) => billingCurrency === currency,
  );
  if (!total || total.rows.length === 0) {
    return (
      <div className={styles.changes}>
        <p className={styles.title}>
          {total
            ? t('changes.nothing', { than })
            : t('changes.unknown', {
                month: formatMonthName(data.comparison.billingPeriod),
              })}
        </p>
      </div>
    );
  }
  return (
    <div className={styles.changes}>
      <h4 className={styles.title}>{t('changes.title', { than })}</h4>
      <ul className={styles.list}>
        {total.rows.map(change => {
          const sentence = describeChange(t, change, scope);
          const filters = filtersOf(change, scope);
          const showCharges = () =>
            show({ billingCurrency: currency, filters });
          return (
            <li key={filters.map(({ value }) => value).join()}>
              <Money
                className={styles.amount}
                amount={change.change}
                currency={currency}
                signed
              />
              <Button
                size="small"
                variant="tertiary"
                className={styles.sentence}
                onPress={showCharges}
              >
                {sentence}
              </Button>
              <CellMenu
                name={sentence}
                filters={filters}
                onShow={showCharges}
              />
            </li>
          );
        })}
      </ul>
      {compareDecimals(total.explainedChange, total.change) !== 0 && (
        <p className={styles.title}>
          {t('changes.explained', {
            explained: formatMoney(total.explainedChange, currency, {
              signed: true,
            }),
            change: formatMoney(total.change, currency, { signed: true }),
          })}
        </p>
      )}
    </div>
  );
}

function filtersOf(change: CostChange, scope: CostScope): CostFilter[] {
  const { customerId, azureSubscriptionId, serviceName } = change;
  return [
    ...(scope.customerId
      ? []
      : [{ dimension: 'customer' as const, value: customerId }]),
    ...(azureSubscriptionId && !scope.azureSubscriptionId
      ? [
          {
            dimension: 'azureSubscription' as const,
            value: azureSubscriptionId,
          },
        ]
      : []),
    { dimension: 'service', value: serviceName },
  ];
}
