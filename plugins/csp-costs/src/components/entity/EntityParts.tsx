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

import { parseEntityRef } from '@backstage/catalog-model';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Button, Card, Link, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type BillingPeriod,
  type BreakdownRow,
  type Comparison,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import { useState } from 'react';
import { useCostBreakdown } from '../../api/costQueries';
import { formatComparison, formatMonth } from '../../format/dates';
import { formatCount } from '../../format/numbers';
import { useTexts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { Change } from '../money/Change';
import { Money } from '../money/Money';
import styles from '../customer/Breakdown.module.css';

const FIRST_ROWS = 10;

/** What each part of an entity costs, with a way to it; a table a currency. */
export function EntityParts(props: {
  entityRef: string;
  scope: CostScope;
  month: BillingPeriod | undefined;
}) {
  const { entityRef, scope, month } = props;
  const t = useTexts();
  const { data, error, isPlaceholderData, refetch } = useCostBreakdown(
    scope,
    month,
    'entity',
  );
  const currencies = [...new Set(data?.rows.map(row => row.billingCurrency))];
  return (
    <section className={styles.section} aria-labelledby="csp-costs-parts">
      <header>
        <h2 id="csp-costs-parts" className={sectionStyles.title}>
          {t('entity.partsTitle')}
        </h2>
        <p className={sectionStyles.subtitle}>{t('entity.partsExplained')}</p>
      </header>
      {error && (
        <ErrorState
          error={error}
          title={t('entity.partsFailed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!error && !data && (
        <div role="status" aria-label={t('entity.partsLoading')}>
          <Skeleton width="100%" height={200} />
        </div>
      )}
      {data && currencies.length === 0 && (
        <p className={sectionStyles.subtitle}>
          {t('entity.partsNone', { month: formatMonth(data.billingPeriod) })}
        </p>
      )}
      {data &&
        currencies.map(currency => (
          <Card
            key={currency}
            className={`${styles.table} ${
              isPlaceholderData ? sectionStyles.pending : ''
            }`}
          >
            {currencies.length > 1 && (
              <h3 className={styles.currency}>{currency}</h3>
            )}
            <PartsTable
              entityRef={entityRef}
              rows={data.rows.filter(row => row.billingCurrency === currency)}
              comparison={data.comparison}
              currency={currency}
            />
          </Card>
        ))}
    </section>
  );
}

function PartsTable(props: {
  entityRef: string;
  rows: BreakdownRow[];
  comparison: Comparison;
  currency: string;
}) {
  const { entityRef, rows, comparison, currency } = props;
  const t = useTexts();
  const [all, setAll] = useState(false);
  const columns: DataColumn<BreakdownRow>[] = [
    {
      id: 'part',
      label: t('entity.part'),
      cell: row => <PartName row={row} isItself={row.id === entityRef} />,
    },
    {
      id: 'cost',
      label: t('entity.cost'),
      align: 'end',
      cell: row => (
        <Money amount={row.billedCost} currency={currency} precision="minor" />
      ),
    },
    {
      id: 'comparable',
      label: formatComparison(comparison),
      align: 'end',
      cell: row =>
        row.comparableCost !== undefined && (
          <Money
            amount={row.comparableCost}
            currency={currency}
            precision="minor"
          />
        ),
    },
    {
      id: 'change',
      label: t('entity.change'),
      align: 'end',
      cell: row => (
        <Change
          amount={row.billedCost}
          comparable={row.comparableCost}
          currency={currency}
          comparison={comparison}
          withAmount
          bare
        />
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('entity.partsCaption', { currency })}
        columns={columns}
        rows={all ? rows : rows.slice(0, FIRST_ROWS)}
        rowKey={row => row.id ?? ''}
      />
      {!all && rows.length > FIRST_ROWS && (
        <Button
          className={styles.more}
          size="small"
          variant="secondary"
          onPress={() => setAll(true)}
        >
          {t('entity.partsMore', { number: formatCount(rows.length) })}
        </Button>
      )}
    </>
  );
}

function PartName({ row, isItself }: { row: BreakdownRow; isItself: boolean }) {
  const t = useTexts();
  const hrefOf = useEntityRefLink();
  if (!row.id) {
    return <>{t('entity.noPart')}</>;
  }
  // An entity without a title comes with its ref.
  const name = row.name === row.id ? parseEntityRef(row.id).name : row.name;
  return isItself ? (
    <>{t('entity.itself', { name })}</>
  ) : (
    <Link href={hrefOf(row.id)} variant="body-medium">
      {name}
    </Link>
  );
}
