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

import { Button, Card, Skeleton } from '@backstage/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import {
  cspCostsCostReadPermission,
  type CostScope,
  type CostSummary,
} from 'backstage-plugin-csp-costs-common';
import { useFreshCostsAfterRun } from '../../api/collectionQueries';
import { isCollecting } from '../../api/costQueries';
import { formatMonth } from '../../format/dates';
import { useFilters } from '../../state/useFilters';
import { useTexts } from '../../translation/useTexts';
import { CoverageBanner } from '../coverage/CoverageBanner';
import { CoverageLine } from '../coverage/CoverageLine';
import { EmptyState } from '../layout/EmptyState';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { CurrencyPanel } from './CurrencyPanel';
import styles from './SummarySection.module.css';

/** The totals of a scope, one panel a currency; never added to each other. */
export function SummarySection(props: {
  query: UseQueryResult<CostSummary>;
  scope: CostScope;
}) {
  const { query, scope } = props;
  const t = useTexts();
  const { chips, clear } = useFilters();
  const { data, error, isPlaceholderData, refetch } = query;
  useFreshCostsAfterRun(data !== undefined && isCollecting(data.coverage));
  if (error) {
    return (
      <ErrorState
        error={error}
        title={t('common.costsFailed')}
        permission={cspCostsCostReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!data) {
    return <SummarySkeleton />;
  }
  return (
    <section
      aria-label={t('summary.totals')}
      aria-busy={isPlaceholderData}
      className={`${styles.section} ${
        isPlaceholderData ? sectionStyles.pending : ''
      }`}
    >
      <CoverageBanner coverage={data.coverage} />
      {data.totals.length === 0 ? (
        <EmptyState
          title={t(
            chips.length > 0
              ? 'summary.noChargesOfFilters'
              : 'summary.noCharges',
            { month: formatMonth(data.billingPeriod) },
          )}
          action={
            chips.length > 0 && (
              <Button variant="secondary" onPress={clear}>
                {t('filters.clear')}
              </Button>
            )
          }
        >
          <CoverageLine coverage={data.coverage} />
        </EmptyState>
      ) : (
        <div className={styles.panels}>
          {data.totals.map(total => (
            <CurrencyPanel
              key={total.billingCurrency}
              summary={data}
              total={total}
              scope={scope}
            />
          ))}
        </div>
      )}
    </section>
  );
}

/** The shape of the totals, while they load. */
export function SummarySkeleton() {
  const t = useTexts();
  return (
    <div
      className={styles.panels}
      role="status"
      aria-label={t('summary.loading')}
    >
      <Card className={styles.skeleton}>
        <Skeleton width={180} height={14} />
        <Skeleton width={240} height={44} />
        <Skeleton width={200} height={14} />
        <Skeleton width={280} height={14} />
        <Skeleton width="100%" height={280} />
        <Skeleton width="100%" height={120} />
      </Card>
    </div>
  );
}
