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

import { Container } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type BreakdownDimension,
} from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import { useCostSummary } from '../../api/costQueries';
import { useCostsParams } from '../../state/useCostsParams';
import { useFilters } from '../../state/useFilters';
import { useMonth } from '../../state/useMonth';
import { useTexts } from '../../translation/useTexts';
import { ChargesPanel } from '../charges/ChargesPanel';
import { CustomersSection } from '../customers/CustomersSection';
import { Breakdown } from '../customer/Breakdown';
import { CustomerView } from '../customer/CustomerView';
import { Unattributed } from '../entity/Unattributed';
import { FilterBar } from '../filters/FilterBar';
import { CostsRoot } from '../layout/CostsRoot';
import { ErrorState } from '../layout/ErrorState';
import { MonthPicker } from '../layout/MonthPicker';
import sectionStyles from '../layout/Section.module.css';
import { ServiceColorsProvider } from '../services/ServiceColors';
import { FirstSteps } from './FirstSteps';
import { SummarySection } from './SummarySection';

const DIMENSIONS: BreakdownDimension[] = [
  'service',
  'azureSubscription',
  'resourceGroup',
  'region',
  'product',
  'chargeCategory',
  'entity',
];

/** The page's first tab: all customers, or the one in the address. */
export function OverviewPage() {
  const { params } = useCostsParams();
  return (
    <CostsRoot>
      <Container>
        {params.customer ? (
          <CustomerView key={params.customer} customerId={params.customer} />
        ) : (
          <Overview />
        )}
      </Container>
    </CostsRoot>
  );
}

function Overview() {
  const { month, months, setMonth, periods } = useMonth();
  const t = useTexts();
  const { params } = useCostsParams();
  const filters = useFilters();
  const summary = useCostSummary(filters.scope, month);
  const totals = summary.data?.totals;
  const services = useMemo(
    () => [
      ...new Set(
        totals?.flatMap(total => total.services.map(service => service.name)),
      ),
    ],
    [totals],
  );

  if (periods.error && month === undefined) {
    return (
      <div className={sectionStyles.page}>
        <ErrorState
          error={periods.error}
          title={t('common.costsFailed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={periods.refetch}
        />
      </div>
    );
  }
  if (periods.data?.length === 0) {
    return (
      <div className={sectionStyles.page}>
        <FirstSteps />
      </div>
    );
  }
  return (
    <ServiceColorsProvider services={services}>
      <div className={sectionStyles.page}>
        <header className={sectionStyles.toolbar}>
          <h2 className={sectionStyles.title}>
            {summary.data?.coverage.limited
              ? t('summary.yourCustomers')
              : t('summary.allCustomers')}
          </h2>
          <MonthPicker month={month} months={months} onChange={setMonth} />
        </header>
        <FilterBar filters={filters} month={month} />
        <SummarySection query={summary} scope={filters.scope} />
        <Breakdown
          scope={filters.scope}
          month={month}
          dimensions={DIMENSIONS}
          canLookInto
        />
        {params.by === 'entity' &&
          month &&
          summary.data?.coverage.limited === undefined && (
            <Unattributed month={month} />
          )}
        <CustomersSection
          month={month}
          currencies={totals?.map(total => total.billingCurrency) ?? []}
        />
        <ChargesPanel filters={filters} month={month} />
      </div>
    </ServiceColorsProvider>
  );
}
