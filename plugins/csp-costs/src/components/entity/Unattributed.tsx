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

import { Card, Link, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type BillingPeriod,
  type BreakdownRow,
  type CostSummary,
} from 'backstage-plugin-csp-costs-common';
import { useState } from 'react';
import { useCostBreakdown, useCostSummary } from '../../api/costQueries';
import { formatMonth } from '../../format/dates';
import { dimensionName, dimensionValueName } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { Choice } from '../layout/Choice';
import { DataTable } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { ExactMoney } from '../money/ExactMoney';
import { Money } from '../money/Money';
import styles from './Unattributed.module.css';

const SCOPE = { unattributed: true };

const PIECES = 5;

const DIMENSIONS = ['azureSubscription', 'resourceGroup', 'customer'] as const;

type PieceDimension = (typeof DIMENSIONS)[number];

/**
 * What belongs to no entity of the catalog, and the biggest pieces of it. For
 * those who see all costs: the backend refuses everybody else.
 */
export function Unattributed({ month }: { month: BillingPeriod }) {
  const t = useTexts();
  const { data, error, refetch, isPlaceholderData } = useCostSummary(
    SCOPE,
    month,
  );
  return (
    <section
      className={styles.section}
      aria-labelledby="csp-costs-unattributed"
    >
      <header>
        <h2 id="csp-costs-unattributed" className={sectionStyles.title}>
          {t('entity.unattributed')}
        </h2>
        <p className={sectionStyles.subtitle}>
          {t('entity.unattributedExplained')}
        </p>
      </header>
      {error && (
        <ErrorState
          error={error}
          title={t('entity.unattributedFailed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!error && !data && (
        <div role="status" aria-label={t('entity.unattributedLoading')}>
          <Skeleton width="100%" height={240} />
        </div>
      )}
      {data && data.totals.length === 0 && (
        <p className={sectionStyles.subtitle}>
          {t('entity.unattributedNone', {
            month: formatMonth(data.billingPeriod),
          })}
        </p>
      )}
      {data && data.totals.length > 0 && (
        <div className={isPlaceholderData ? sectionStyles.pending : undefined}>
          <Pieces summary={data} month={month} />
        </div>
      )}
    </section>
  );
}

function Pieces(props: { summary: CostSummary; month: BillingPeriod }) {
  const { summary, month } = props;
  const t = useTexts();
  const [dimension, setDimension] =
    useState<PieceDimension>('azureSubscription');
  const { data, error, refetch } = useCostBreakdown(SCOPE, month, dimension);
  return (
    <Card className={styles.card}>
      <div className={styles.figures}>
        {summary.totals.map(({ billedCost, billingCurrency }) => (
          <p key={billingCurrency} className={styles.figure}>
            <ExactMoney amount={billedCost} currency={billingCurrency} />
          </p>
        ))}
      </div>
      <Choice
        label={t('entity.piecesBy')}
        options={DIMENSIONS.map(id => ({ id, label: dimensionName(t, id) }))}
        value={dimension}
        onChange={setDimension}
      />
      {error && (
        <ErrorState
          error={error}
          title={t('entity.unattributedFailed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!error && !data && (
        <div role="status" aria-label={t('entity.unattributedLoading')}>
          <Skeleton width="100%" height={160} />
        </div>
      )}
      {data &&
        summary.totals.map(({ billingCurrency }) => (
          <PiecesTable
            key={billingCurrency}
            rows={data.rows.filter(
              row => row.billingCurrency === billingCurrency,
            )}
            dimension={dimension}
            currency={billingCurrency}
          />
        ))}
    </Card>
  );
}

function PiecesTable(props: {
  rows: BreakdownRow[];
  dimension: PieceDimension;
  currency: string;
}) {
  const { rows, dimension, currency } = props;
  const t = useTexts();
  const { hrefWith } = useCostsParams();
  const left = rows.length - PIECES;
  const hrefOf = (row: BreakdownRow) => {
    const value = row.id ?? row.name;
    switch (dimension) {
      case 'azureSubscription':
        return hrefWith({ subscription: value });
      case 'resourceGroup':
        return hrefWith({ group: value });
      default:
        return hrefWith({ ofCustomer: value });
    }
  };
  return (
    <>
      <DataTable
        caption={t('entity.unattributedCaption', { currency })}
        rows={rows.slice(0, PIECES)}
        rowKey={row => row.id ?? row.name}
        columns={[
          {
            id: 'name',
            label: dimensionName(t, dimension),
            cell: row => {
              const name = dimensionValueName(t, dimension, row.name);
              return row.id || row.name ? (
                <Link href={hrefOf(row)} variant="body-medium">
                  {name}
                </Link>
              ) : (
                name
              );
            },
          },
          {
            id: 'cost',
            label: t('entity.cost'),
            align: 'end',
            cell: row => (
              <Money
                amount={row.billedCost}
                currency={currency}
                precision="minor"
              />
            ),
          },
        ]}
      />
      {left > 0 && (
        <p className={sectionStyles.subtitle}>
          {t('entity.piecesMore', { count: left })}
        </p>
      )}
    </>
  );
}
