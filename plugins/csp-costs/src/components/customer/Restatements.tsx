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
import {
  cspCostsCostReadPermission,
  type Restatement,
} from 'backstage-plugin-csp-costs-common';
import { useRestatements } from '../../api/costQueries';
import { formatDay, formatInstant, formatMonth } from '../../format/dates';
import { dimensionValueName } from '../../format/words';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { Money } from '../money/Money';
import styles from './Restatements.module.css';

const COLUMNS: DataColumn<Restatement>[] = [
  {
    id: 'when',
    label: 'Restated',
    cell: ({ restatedAt }) => (
      <time dateTime={restatedAt}>{formatInstant(restatedAt)}</time>
    ),
  },
  {
    id: 'period',
    label: 'Billing period',
    cell: row => (
      <div className={styles.stack}>
        <span>{formatMonth(row.billingPeriod)}</span>
        <span className={styles.detail}>{basisOf(row)}</span>
      </div>
    ),
  },
  {
    id: 'service',
    label: 'Service',
    cell: ({ serviceName }) => dimensionValueName('service', serviceName),
  },
  {
    id: 'category',
    label: 'Charge category',
    cell: ({ chargeCategory }) =>
      dimensionValueName('chargeCategory', chargeCategory),
  },
  {
    id: 'currency',
    label: 'Currency',
    cell: ({ billingCurrency }) => billingCurrency,
  },
  {
    id: 'before',
    label: 'Before',
    align: 'end',
    cell: row => <Cost amount={row.costBefore} row={row} />,
  },
  {
    id: 'after',
    label: 'After',
    align: 'end',
    cell: row => <Cost amount={row.costAfter} row={row} />,
  },
  {
    id: 'change',
    label: 'Change',
    align: 'end',
    cell: row => <Cost amount={row.costChange} row={row} signed />,
  },
];

/** What Microsoft changed of a customer's figures after they were shown; nothing when it never did. */
export function Restatements({ customerId }: { customerId: string }) {
  const query = useRestatements(customerId);
  const { data, error } = query;
  if (!data) {
    return error ? (
      <ErrorState
        error={error}
        title="The restatements could not be loaded"
        permission={cspCostsCostReadPermission.name}
        onRetry={query.refetch}
      />
    ) : (
      <div role="status" aria-label="Loading restatements">
        <Skeleton width="100%" height={120} />
      </div>
    );
  }
  const rows = data.pages.flatMap(page => page.items);
  if (rows.length === 0) {
    return null;
  }
  return (
    <section
      className={styles.section}
      aria-labelledby="csp-costs-restatements"
    >
      <header>
        <h2 id="csp-costs-restatements" className={sectionStyles.title}>
          Restatements
        </h2>
        <p className={sectionStyles.subtitle}>
          What Microsoft changed after it had been shown, in all months.
        </p>
      </header>
      <Card className={styles.table}>
        <DataTable
          caption="Restatements"
          columns={COLUMNS}
          rows={rows}
          rowKey={row =>
            [row.generationId, row.serviceName, row.chargeCategory].join()
          }
        />
        {query.isFetchNextPageError && error && (
          <ErrorState
            error={error}
            title="No more restatements could be loaded"
            permission={cspCostsCostReadPermission.name}
            onRetry={query.fetchNextPage}
          />
        )}
        {query.hasNextPage && !query.isFetchNextPageError && (
          <Button
            className={styles.more}
            variant="secondary"
            isPending={query.isFetchingNextPage}
            onPress={() => query.fetchNextPage()}
          >
            Show more
          </Button>
        )}
      </Card>
    </section>
  );
}

function Cost(props: { amount: string; row: Restatement; signed?: boolean }) {
  const { amount, row, signed } = props;
  return (
    <Money
      amount={amount}
      currency={row.billingCurrency}
      precision="minor"
      signed={signed}
    />
  );
}

/** What the amounts are of: an invoice, or the days of an estimate that were compared. */
function basisOf({ invoiceId, throughDate }: Restatement): string {
  if (invoiceId) {
    return `Invoice ${invoiceId}`;
  }
  return throughDate
    ? `Estimated, through ${formatDay(throughDate)}`
    : 'Estimated';
}
