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

import { Button } from '@backstage/ui';
import type { Charge, ChargesQuery } from 'backstage-plugin-csp-costs-common';
import { useState } from 'react';
import { formatDay } from '../../format/dates';
import { formatCount } from '../../format/numbers';
import { dimensionValueName, sourceName } from '../../format/words';
import { useTexts } from '../../translation/useTexts';
import { resourceName } from '../filters/useFilterLabels';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { Money } from '../money/Money';
import { ChargeDetails } from './ChargeDetails';
import styles from './ChargesTable.module.css';

/** Charges in Microsoft's order, each with where it comes from. */
export function ChargesTable(props: {
  charges: Charge[];
  query: ChargesQuery;
  currency: string;
}) {
  const { charges, query, currency } = props;
  const t = useTexts();
  const [opened, setOpened] = useState<string>();
  const columns: DataColumn<Charge>[] = [
    {
      id: 'day',
      label: t('charges.day'),
      cell: charge => (
        <span className={styles.day}>
          {formatDay(charge.chargePeriodStart)}
        </span>
      ),
    },
    {
      id: 'what',
      label: t('charges.what'),
      cell: charge => (
        <div className={styles.cell}>
          <span>
            {charge.productName ??
              dimensionValueName(t, 'service', charge.serviceName ?? '')}
          </span>
          <span className={styles.quiet}>
            {[
              charge.productName && charge.serviceName,
              dimensionValueName(t, 'chargeCategory', charge.chargeCategory),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
      ),
    },
    {
      id: 'where',
      label: t('charges.where'),
      cell: charge => (
        <div className={styles.cell}>
          <span>{charge.customerName ?? charge.customerId}</span>
          <span className={styles.quiet}>
            {[
              charge.azureSubscriptionName ?? charge.azureSubscriptionId,
              charge.resourceGroup,
              charge.resourceId && resourceName(charge.resourceId),
            ]
              .filter(Boolean)
              .join(' › ')}
          </span>
        </div>
      ),
    },
    {
      id: 'origin',
      label: t('charges.origin'),
      cell: charge => {
        const key = keyOf(charge);
        const isOpen = opened === key;
        return (
          <div className={styles.cell}>
            <span>
              {charge.invoiceId
                ? t('charges.invoice', { invoiceId: charge.invoiceId })
                : `${sourceName(t, charge.source)}, ${t('charges.estimate')}`}
            </span>
            <Button
              size="small"
              variant="tertiary"
              className={styles.line}
              aria-expanded={isOpen}
              onPress={() => setOpened(isOpen ? undefined : key)}
            >
              {t('charges.number', { number: formatCount(charge.lineNumber) })}
            </Button>
            {isOpen && <ChargeDetails charge={charge} query={query} />}
          </div>
        );
      },
    },
    {
      id: 'cost',
      label: t('charges.cost'),
      align: 'end',
      cell: charge => (
        <Money
          amount={charge.billedCost}
          currency={currency}
          precision="exact"
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('charges.caption', { currency })}
      dense
      columns={columns}
      rows={charges}
      rowKey={keyOf}
    />
  );
}

/** A line may make several charges, one a category. */
function keyOf(charge: Charge): string {
  return [
    charge.generationId,
    charge.blobName,
    charge.lineNumber,
    charge.chargeCategory,
  ].join();
}
