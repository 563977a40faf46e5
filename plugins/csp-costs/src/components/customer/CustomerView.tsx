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

import { Link } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import type { BreakdownDimension } from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import { useCostSummary, useCustomer } from '../../api/costQueries';
import { useCostsParams } from '../../state/useCostsParams';
import { useMonth } from '../../state/useMonth';
import { CopyButton } from '../layout/CopyButton';
import { MonthPicker } from '../layout/MonthPicker';
import sectionStyles from '../layout/Section.module.css';
import { SummarySection } from '../summary/SummarySection';
import { Breakdown } from './Breakdown';
import { Restatements } from './Restatements';
import styles from './CustomerView.module.css';

const DIMENSIONS: BreakdownDimension[] = [
  'service',
  'azureSubscription',
  'resourceGroup',
  'product',
  'chargeCategory',
];

/** One customer on the page, with a way back to all of them. */
export function CustomerView({ customerId }: { customerId: string }) {
  const { hrefWith } = useCostsParams();
  const { month, months, setMonth } = useMonth();
  const scope = useMemo(() => ({ customerId }), [customerId]);
  const summary = useCostSummary(scope, month);
  const { data: customer, isPending } = useCustomer(customerId, month);
  return (
    <div className={sectionStyles.page}>
      <header className={styles.head}>
        <Link
          href={hrefWith({ customer: undefined, by: undefined })}
          className={styles.back}
          standalone
        >
          <RiArrowLeftLine aria-hidden="true" /> All customers
        </Link>
        <div className={sectionStyles.toolbar}>
          <div>
            <h2 className={sectionStyles.title}>
              {customer?.customerName ?? (isPending ? '\u00a0' : 'Customer')}
            </h2>
            <p className={sectionStyles.subtitle}>
              {customer?.domainName && `${customer.domainName} · `}
              <span className={styles.id}>{customerId}</span>
              <CopyButton value={customerId} label="Copy the tenant id" />
            </p>
          </div>
          <MonthPicker month={month} months={months} onChange={setMonth} />
        </div>
      </header>
      <SummarySection query={summary} scope={scope} changesBy="service" />
      <Breakdown scope={scope} month={month} dimensions={DIMENSIONS} />
      <Restatements customerId={customerId} />
    </div>
  );
}
