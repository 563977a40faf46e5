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

import { Button, Card, Skeleton, Switch } from '@backstage/ui';
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
import { useCostsParams } from '../../state/useCostsParams';
import { Choice } from '../layout/Choice';
import { ErrorState } from '../layout/ErrorState';
import { DataTable, type DataColumn } from '../layout/DataTable';
import sectionStyles from '../layout/Section.module.css';
import { Change } from '../money/Change';
import { Money } from '../money/Money';
import styles from './Breakdown.module.css';

const FIRST_ROWS = 10;

/** Costs of a scope by one dimension at a time, a table a currency. */
export function Breakdown(props: {
  scope: CostScope;
  month: BillingPeriod | undefined;
  dimensions: BreakdownDimension[];
}) {
  const { scope, month, dimensions } = props;
  const { params, change } = useCostsParams();
  const [exact, setExact] = useState(false);
  const dimension =
    dimensions.find(candidate => candidate === params.by) ??
    dimensions[0] ??
    'service';
  const { data, error, isPlaceholderData, refetch } = useCostBreakdown(
    scope,
    month,
    dimension,
  );
  const currencies = [...new Set(data?.rows.map(row => row.billingCurrency))];
  return (
    <section className={styles.section} aria-labelledby="csp-costs-breakdown">
      <header className={sectionStyles.toolbar}>
        <h2 id="csp-costs-breakdown" className={sectionStyles.title}>
          What it is made of
        </h2>
        <Switch label="Every digit" isSelected={exact} onChange={setExact} />
      </header>
      <Choice
        label="Break down by"
        options={dimensions.map(id => ({ id, label: dimensionName(id) }))}
        value={dimension}
        onChange={id => change({ by: id === dimensions[0] ? undefined : id })}
      />
      {error && (
        <ErrorState
          error={error}
          title="The breakdown could not be loaded"
          permission={cspCostsCostReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!error && !data && (
        <div role="status" aria-label="Loading the breakdown">
          <Skeleton width="100%" height={320} />
        </div>
      )}
      {data && currencies.length === 0 && (
        <p className={sectionStyles.subtitle}>There are no charges.</p>
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
}) {
  const { rows, dimension, comparison, currency, exact } = props;
  const [all, setAll] = useState(false);
  const largest = Math.max(
    0,
    ...rows.map(row => toChartNumber(row.billedCost)),
  );
  const precision = exact ? 'exact' : 'minor';
  const columns: DataColumn<BreakdownRow>[] = [
    {
      id: 'name',
      label: dimensionName(dimension),
      cell: row => (
        <div className={styles.name}>
          <span>{dimensionValueName(dimension, row.name)}</span>
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
      label: 'Cost',
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
      label: 'Change',
      align: 'end',
      cell: row => changeOf(row, currency, comparison),
    },
  ];
  return (
    <>
      <DataTable
        caption={`Costs in ${currency} by ${dimensionName(
          dimension,
        ).toLocaleLowerCase()}`}
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
          {`Show all ${formatCount(rows.length)}`}
        </Button>
      )}
    </>
  );
}

function changeOf(row: BreakdownRow, currency: string, comparison: Comparison) {
  if (row.comparableCost === undefined) {
    return undefined;
  }
  if (
    compareDecimals(row.comparableCost, '0') === 0 &&
    compareDecimals(row.billedCost, '0') !== 0
  ) {
    return <span className={styles.new}>new</span>;
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
