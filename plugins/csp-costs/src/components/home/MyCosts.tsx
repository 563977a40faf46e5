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
import { Link, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type CostSummary,
  type CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { useBillingPeriods, useCostSummary } from '../../api/costQueries';
import { useTopCustomers } from '../../api/customerQueries';
import { formatMonth } from '../../format/dates';
import { overviewRouteRef } from '../../routes';
import { useTexts } from '../../translation/useTexts';
import { coverageIn } from '../coverage/coverageIn';
import { CoverageLine } from '../coverage/CoverageLine';
import { Forecast } from '../customers/Forecast';
import { CostsRoot } from '../layout/CostsRoot';
import { ErrorState } from '../layout/ErrorState';
import { Change } from '../money/Change';
import { ExactMoney } from '../money/ExactMoney';
import { TopCosts } from './TopCosts';
import styles from './MyCosts.module.css';

const EVERYTHING = {};

/** How many customers or services are named. */
const TOP = 3;

/** The latest month of all that the reader may see, for a home page. */
export function MyCosts() {
  return (
    <CostsRoot>
      <LatestMonth />
    </CostsRoot>
  );
}

function LatestMonth() {
  const t = useTexts();
  const periods = useBillingPeriods();
  const month = periods.data?.[0]?.billingPeriod;
  const { data, error, refetch } = useCostSummary(EVERYTHING, month);
  const failure = periods.error ?? error;
  if (failure) {
    return (
      <ErrorState
        error={failure}
        title={t('common.costsFailed')}
        permission={cspCostsCostReadPermission.name}
        onRetry={periods.error ? periods.refetch : refetch}
      />
    );
  }
  if (periods.data?.length === 0) {
    return <p className={styles.label}>{t('common.nothingCollected')}</p>;
  }
  if (!data) {
    return (
      <div role="status" aria-label={t('home.loading')}>
        <Skeleton width="60%" height={14} />
        <Skeleton width="45%" height={36} />
        <Skeleton width="50%" height={14} />
        <Skeleton width="100%" height={64} />
      </div>
    );
  }
  return (
    <div className={styles.costs}>
      {data.totals.length === 0 ? (
        <>
          <p className={styles.label}>
            {t('home.noCharges', { month: formatMonth(data.billingPeriod) })}
          </p>
          <CoverageLine coverage={data.coverage} />
        </>
      ) : (
        data.totals.map(total => (
          <CurrencyCosts
            key={total.billingCurrency}
            summary={data}
            total={total}
          />
        ))
      )}
      <OpenLink />
    </div>
  );
}

function CurrencyCosts(props: { summary: CostSummary; total: CostTotal }) {
  const { summary, total } = props;
  const { billingPeriod, comparison, coverage } = summary;
  const { billingCurrency: currency } = total;
  const t = useTexts();
  const { data: top } = useTopCustomers(billingPeriod, currency, TOP);
  const month = formatMonth(billingPeriod);
  return (
    <section className={styles.currency}>
      <p className={styles.label}>
        {comparison.throughDate ? t('home.soFar', { month }) : month}
      </p>
      <p className={styles.figure}>
        <ExactMoney amount={total.billedCost} currency={currency} />
      </p>
      <Change
        amount={total.billedCost}
        comparable={total.comparableCost}
        currency={currency}
        comparison={comparison}
      />
      {total.forecastCost !== undefined && (
        <p className={styles.label}>
          {t('forecast.label')}{' '}
          <Forecast amount={total.forecastCost} currency={currency} />
        </p>
      )}
      <TopCosts
        customers={top?.items ?? []}
        total={total}
        count={TOP}
        comparison={comparison}
      />
      <CoverageLine
        coverage={coverageIn(coverage, currency)}
        state={total.state}
      />
    </section>
  );
}

function OpenLink() {
  const t = useTexts();
  const href = useRouteRef(overviewRouteRef)?.();
  return href ? <Link href={href}>{t('home.open')}</Link> : null;
}
