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

import type { BreakdownDimension } from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import { useCostSummary, useCustomer } from '../../api/costQueries';
import { useFilters } from '../../state/useFilters';
import { useMonth } from '../../state/useMonth';
import { ChargesPanel } from '../charges/ChargesPanel';
import { FilterBar } from '../filters/FilterBar';
import { MonthPicker } from '../layout/MonthPicker';
import sectionStyles from '../layout/Section.module.css';
import { SummarySection } from '../summary/SummarySection';
import { AzureSubscriptions } from './AzureSubscriptions';
import { Breakdown } from './Breakdown';
import { BudgetSection } from './BudgetSection';
import { CustomerHeader } from './CustomerHeader';
import { CustomerInvoices } from './CustomerInvoices';
import { Licences } from './Licences';
import { Purchases } from './Purchases';
import { Restatements } from './Restatements';
import { SectionLinks } from './SectionLinks';

const DIMENSIONS: BreakdownDimension[] = [
  'service',
  'azureSubscription',
  'resourceGroup',
  'resource',
  'region',
  'product',
  'chargeCategory',
];

/** One customer on the page, with a way back to all of them. */
export function CustomerView({ customerId }: { customerId: string }) {
  const { month, months, setMonth } = useMonth();
  const scope = useMemo(() => ({ customerId }), [customerId]);
  const filters = useFilters(scope);
  const summary = useCostSummary(filters.scope, month);
  const { data: customer, isPending } = useCustomer(customerId, month);
  return (
    <div className={sectionStyles.page}>
      <CustomerHeader
        customerId={customerId}
        customer={customer}
        isLoading={isPending}
        isLimited={Boolean(customer?.coverage.limited)}
      >
        <MonthPicker month={month} months={months} onChange={setMonth} />
      </CustomerHeader>
      <SectionLinks />
      <FilterBar filters={filters} month={month} />
      <SummarySection query={summary} scope={filters.scope} />
      {customer && (
        <>
          <BudgetSection customerId={customerId} month={month} />
          <Breakdown
            scope={filters.scope}
            month={month}
            dimensions={DIMENSIONS}
            canLookInto
          />
          <AzureSubscriptions customerId={customerId} month={month} />
          <Licences customerId={customerId} />
          <Purchases customerId={customerId} month={month} />
          <CustomerInvoices
            customerId={customerId}
            canOpen={!customer.coverage.limited}
          />
          <Restatements customerId={customerId} />
        </>
      )}
      <ChargesPanel filters={filters} month={month} />
    </div>
  );
}
