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
import { useEntity } from '@backstage/plugin-catalog-react';
import { Card, Link, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import { useBillingPeriods, useCostSummary } from '../../api/costQueries';
import { formatMonth } from '../../format/dates';
import { entityCostsRouteRef } from '../../routes';
import { coverageIn } from '../coverage/coverageIn';
import { CoverageLine } from '../coverage/CoverageLine';
import { CostsRoot } from '../layout/CostsRoot';
import { ErrorState } from '../layout/ErrorState';
import { Change } from '../money/Change';
import { ExactMoney } from '../money/ExactMoney';
import { ServicesBar } from '../services/ServicesBar';
import { Sparkline } from '../trend/Sparkline';
import { NotConfigured } from './NotConfigured';
import { scopeOfEntity } from './scopeOfEntity';
import styles from './EntityCostsCard.module.css';

/** The latest month of an entity's costs, as a card among its others. */
export function EntityCostsCard() {
  const { entity } = useEntity();
  const scope = useMemo(() => scopeOfEntity(entity), [entity]);
  return (
    <CostsRoot>
      {scope ? <ScopedCard scope={scope} /> : <NotConfigured />}
    </CostsRoot>
  );
}

function ScopedCard({ scope }: { scope: CostScope }) {
  const href = useRouteRef(entityCostsRouteRef)?.();
  return (
    <Card className={styles.card} aria-labelledby="csp-costs-entity-card">
      <header className={styles.head}>
        <h2 id="csp-costs-entity-card" className={styles.title}>
          Costs
        </h2>
        {href && (
          <Link href={href} variant="body-small">
            See all
          </Link>
        )}
      </header>
      <LatestMonth scope={scope} />
    </Card>
  );
}

function LatestMonth({ scope }: { scope: CostScope }) {
  const periods = useBillingPeriods();
  const month = periods.data?.[0]?.billingPeriod;
  const { data, error, refetch } = useCostSummary(scope, month);
  const failure = periods.error ?? error;
  if (failure) {
    return (
      <ErrorState
        error={failure}
        title="The costs could not be loaded"
        permission={cspCostsCostReadPermission.name}
        onRetry={periods.error ? periods.refetch : refetch}
      />
    );
  }
  if (periods.data?.length === 0) {
    return <p className={styles.label}>Nothing has been collected yet.</p>;
  }
  if (!data) {
    return (
      <div role="status" aria-label="Loading costs">
        <Skeleton width="100%" height={180} />
      </div>
    );
  }
  if (data.totals.length === 0) {
    return (
      <>
        <p className={styles.label}>
          No charges in {formatMonth(data.billingPeriod)}
        </p>
        <CoverageLine coverage={data.coverage} />
      </>
    );
  }
  return (
    <div className={styles.totals}>
      {data.totals.map(total => (
        <div key={total.billingCurrency} className={styles.total}>
          <p className={styles.label}>
            {formatMonth(data.billingPeriod)}
            {data.comparison.throughDate && ' so far'}
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
            comparison={data.comparison}
          />
          <Sparkline
            total={total}
            billingPeriod={data.billingPeriod}
            comparison={data.comparison}
          />
          <ServicesBar total={total} count={3} />
          <CoverageLine
            coverage={coverageIn(data.coverage, total.billingCurrency)}
            state={total.state}
          />
        </div>
      ))}
    </div>
  );
}
