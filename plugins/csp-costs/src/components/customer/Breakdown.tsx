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

import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Button, Card, Link, Skeleton, Switch } from '@backstage/ui';
import {
  compareDecimals,
  cspCostsCostReadPermission,
  toChartNumber,
  type BillingPeriod,
  type BreakdownDimension,
  type BreakdownRow,
  type Comparison,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import { useState } from 'react';
import { useCostBreakdown } from '../../api/costQueries';
import { formatComparison } from '../../format/dates';
import { formatCount } from '../../format/numbers';
import { dimensionName, dimensionValueName } from '../../format/words';
import { useDefaultGrouping } from '../../state/DefaultGrouping';
import { useCostsParams } from '../../state/useCostsParams';
import { useShownCharges } from '../../state/useShownCharges';
import { CellMenu } from '../filters/CellMenu';
import { Choice } from '../layout/Choice';
import { ErrorState } from '../layout/ErrorState';
import { DataTable, type DataColumn } from '../layout/DataTable';
import sectionStyles from '../layout/Section.module.css';
import { Change } from '../money/Change';
import { Money } from '../money/Money';
import { useTexts, type Texts } from '../../translation/useTexts';
import styles from './Breakdown.module.css';

const FIRST_ROWS = 10;

/** Costs of a scope by one dimension at a time, a table a currency. */
export function Breakdown(props: {
  scope: CostScope;
  month: BillingPeriod | undefined;
  dimensions: BreakdownDimension[];
  /** Whether the page has filters, and a panel for the charges of a row. */
  canLookInto?: boolean;
}) {
  const t = useTexts();
  const { scope, month, dimensions, canLookInto } = props;
  const { params, change } = useCostsParams();
  const [exact, setExact] = useState(false);
  const usual = useDefaultGrouping(dimensions);
  const dimension =
    dimensions.find(candidate => candidate === params.by) ?? usual ?? 'service';
  const { data, error, isPlaceholderData, refetch } = useCostBreakdown(
    scope,
    month,
    dimension,
  );
  const currencies = [...new Set(data?.rows.map(row => row.billingCurrency))];
  return (
    <section className={styles.section} aria-labelledby="csp-costs-breakdown">
      <header className={sectionStyles.toolbar}>
        <h2
          id="csp-costs-breakdown"
          tabIndex={-1}
          className={sectionStyles.title}
        >
          {t('customer.breakdown')}
        </h2>
        <Switch
          label={t('customer.breakdown.exact')}
          isSelected={exact}
          onChange={setExact}
        />
      </header>
      <Choice
        label={t('customer.breakdown.by')}
        options={dimensions.map(id => ({ id, label: dimensionName(t, id) }))}
        value={dimension}
        onChange={id => change({ by: id === usual ? undefined : id })}
      />
      {error && (
        <ErrorState
          error={error}
          title={t('customer.breakdown.failed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!error && !data && (
        <div role="status" aria-label={t('customer.breakdown.loading')}>
          <Skeleton width="100%" height={320} />
        </div>
      )}
      {data && currencies.length === 0 && (
        <p className={sectionStyles.subtitle}>
          {t('customer.breakdown.empty')}
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
            <BreakdownTable
              // Another dimension starts short again.
              key={data.dimension}
              rows={data.rows.filter(row => row.billingCurrency === currency)}
              dimension={data.dimension}
              comparison={data.comparison}
              currency={currency}
              exact={exact}
              canLookInto={canLookInto}
            />
          </Card>
        ))}
    </section>
  );
}

function BreakdownTable(props: {
  rows: BreakdownRow[];
  dimension: BreakdownDimension;
  comparison: Comparison;
  currency: string;
  exact: boolean;
  canLookInto?: boolean;
}) {
  const t = useTexts();
  const { rows, dimension, comparison, currency, exact, canLookInto } = props;
  const [all, setAll] = useState(false);
  const largest = Math.max(
    0,
    ...rows.map(row => toChartNumber(row.billedCost)),
  );
  const precision = exact ? 'exact' : 'minor';
  const columns: DataColumn<BreakdownRow>[] = [
    {
      id: 'name',
      label: dimensionName(t, dimension),
      cell: row => (
        <div className={styles.name}>
          {dimension === 'entity' && row.id ? (
            <EntityName entityRef={row.id} name={row.name} />
          ) : (
            <span>{dimensionValueName(t, dimension, row.name)}</span>
          )}
          {row.id && row.id !== row.name && (
            <span className={styles.id}>{row.id}</span>
          )}
          <span
            className={styles.bar}
            aria-hidden="true"
            style={{
              width: `${
                largest > 0
                  ? Math.max(0, (100 * toChartNumber(row.billedCost)) / largest)
                  : 0
              }%`,
            }}
          />
        </div>
      ),
    },
    {
      id: 'cost',
      label: t('customer.cost'),
      align: 'end',
      cell: row => (
        <Money
          amount={row.billedCost}
          currency={currency}
          precision={precision}
        />
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
            precision={precision}
          />
        ),
    },
    {
      id: 'change',
      label: t('customer.change'),
      align: 'end',
      cell: row => changeOf(t, row, currency, comparison),
    },
    // Charges do not know whose they are.
    ...(canLookInto && dimension !== 'entity'
      ? [
          {
            id: 'more',
            label: t('customer.breakdown.more'),
            align: 'end' as const,
            cell: (row: BreakdownRow) => (
              <RowMenu row={row} dimension={dimension} currency={currency} />
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <DataTable
        caption={t('customer.breakdown.caption', {
          currency,
          dimension: dimensionName(t, dimension),
        })}
        columns={columns}
        rows={all ? rows : rows.slice(0, FIRST_ROWS)}
        rowKey={row => row.id ?? row.name}
      />
      {!all && rows.length > FIRST_ROWS && (
        <Button
          className={styles.more}
          variant="secondary"
          onPress={() => setAll(true)}
        >
          {t('customer.breakdown.showAll', {
            rows: formatCount(rows.length),
          })}
        </Button>
      )}
    </>
  );
}

/** Leads to an entity's page. */
function EntityName(props: { entityRef: string; name: string }) {
  const entityLink = useEntityRefLink();
  return <Link href={entityLink(props.entityRef)}>{props.name}</Link>;
}

/** Narrows the page down to a row, or looks into its charges. */
function RowMenu(props: {
  row: BreakdownRow;
  dimension: Exclude<BreakdownDimension, 'entity'>;
  currency: string;
}) {
  const { row, dimension, currency } = props;
  const t = useTexts();
  const { show } = useShownCharges();
  const filters = [{ dimension, value: row.id ?? row.name }];
  return (
    <CellMenu
      name={dimensionValueName(t, dimension, row.name)}
      filters={filters}
      onShow={() => show({ billingCurrency: currency, filters })}
    />
  );
}

function changeOf(
  t: Texts,
  row: BreakdownRow,
  currency: string,
  comparison: Comparison,
) {
  if (row.comparableCost === undefined) {
    return undefined;
  }
  if (
    compareDecimals(row.comparableCost, '0') === 0 &&
    compareDecimals(row.billedCost, '0') !== 0
  ) {
    return <span className={styles.new}>{t('customer.breakdown.new')}</span>;
  }
  return (
    <Change
      amount={row.billedCost}
      comparable={row.comparableCost}
      currency={currency}
      comparison={comparison}
      withAmount
      bare
    />
  );
}
