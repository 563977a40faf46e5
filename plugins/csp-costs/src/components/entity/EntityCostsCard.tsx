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
import { Card, Link, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type CostSummary,
  type EntityClaims,
} from 'backstage-plugin-csp-costs-common';
import { useBillingPeriods, useCostSummary } from '../../api/costQueries';
import { useEntityClaims } from '../../api/entityQueries';
import { formatMonth } from '../../format/dates';
import { entityCostsRouteRef } from '../../routes';
import { useTexts } from '../../translation/useTexts';
import { coverageIn } from '../coverage/coverageIn';
import { CoverageLine } from '../coverage/CoverageLine';
import { CostsRoot } from '../layout/CostsRoot';
import { ErrorState } from '../layout/ErrorState';
import { Change } from '../money/Change';
import { ExactMoney } from '../money/ExactMoney';
import { ServicesBar } from '../services/ServicesBar';
import { Sparkline } from '../trend/Sparkline';
import { AnnotationProblems } from './AnnotationProblems';
import { ClaimsSummary } from './ClaimsSummary';
import { hasClaims } from './hasClaims';
import { useEntityOfPage } from './useEntityOfPage';
import styles from './EntityCostsCard.module.css';

/**
 * The latest month of an entity's costs, as a card among its others. An entity
 * that nobody has annotated has the card only when there are costs on it.
 */
export function EntityCostsCard() {
  return (
    <CostsRoot>
      <OwnCard />
    </CostsRoot>
  );
}

function OwnCard() {
  const t = useTexts();
  const { entityRef, scope, isAnnotated } = useEntityOfPage();
  const claims = useEntityClaims(entityRef);
  const periods = useBillingPeriods();
  const summary = useCostSummary(
    scope,
    hasClaims(claims.data) ? periods.data?.[0]?.billingPeriod : undefined,
  );
  const href = useRouteRef(entityCostsRouteRef)?.();
  if (!isAnnotated && !summary.data?.totals.length) {
    return null;
  }
  const failed = [claims, periods, summary].find(({ error }) => error);
  return (
    <Card className={styles.card} aria-labelledby="csp-costs-entity-card">
      <header className={styles.head}>
        <h2 id="csp-costs-entity-card" className={styles.title}>
          {t('entity.costs')}
        </h2>
        {href && (
          <Link href={href} variant="body-small">
            {t('common.seeAll')}
          </Link>
        )}
      </header>
      {failed?.error ? (
        <ErrorState
          error={failed.error}
          title={t('common.costsFailed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={failed.refetch}
        />
      ) : (
        <LatestMonth
          claims={claims.data}
          summary={summary.data}
          isEmpty={periods.data?.length === 0}
        />
      )}
    </Card>
  );
}

function LatestMonth(props: {
  /** Undefined while they load. */
  claims: EntityClaims | undefined;
  summary: CostSummary | undefined;
  /** Whether nothing was collected so far. */
  isEmpty: boolean;
}) {
  const { claims, summary, isEmpty } = props;
  const t = useTexts();
  if (claims && !hasClaims(claims)) {
    return <AnnotationProblems problems={claims.problems} />;
  }
  if (isEmpty) {
    return <p className={styles.label}>{t('common.nothingCollected')}</p>;
  }
  if (!claims || !summary) {
    return (
      <div role="status" aria-label={t('summary.loading')}>
        <Skeleton width="100%" height={180} />
      </div>
    );
  }
  const { billingPeriod, comparison, coverage, totals } = summary;
  const month = formatMonth(billingPeriod);
  return (
    <>
      <AnnotationProblems problems={claims.problems} />
      {totals.length === 0 && (
        <>
          <p className={styles.label}>{t('entity.noCharges', { month })}</p>
          <CoverageLine coverage={coverage} />
        </>
      )}
      <div className={styles.totals}>
        {totals.map(total => (
          <div key={total.billingCurrency} className={styles.total}>
            <p className={styles.label}>
              {comparison.throughDate
                ? t('entity.monthSoFar', { month })
                : month}
            </p>
            <p className={styles.figure}>
              <ExactMoney
                amount={total.billedCost}
                currency={total.billingCurrency}
              />
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
            <ServicesBar total={total} count={3} />
            <CoverageLine
              coverage={coverageIn(coverage, total.billingCurrency)}
              state={total.state}
            />
          </div>
        ))}
      </div>
      <ClaimsSummary claims={claims} />
    </>
  );
}
