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

import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  BreakdownDimension,
  CostScope,
} from 'backstage-plugin-csp-costs-common';
import { Container } from '@backstage/ui';
import { useMemo } from 'react';
import { useCostSummary } from '../../api/costQueries';
import { useMonth } from '../../state/useMonth';
import { Breakdown } from '../customer/Breakdown';
import { Restatements } from '../customer/Restatements';
import { CostsRoot } from '../layout/CostsRoot';
import { MonthPicker } from '../layout/MonthPicker';
import sectionStyles from '../layout/Section.module.css';
import { SummarySection } from '../summary/SummarySection';
import { FirstSteps } from '../summary/FirstSteps';
import { NotConfigured } from './NotConfigured';
import { scopeOfEntity } from './scopeOfEntity';

const OF_A_CUSTOMER: BreakdownDimension[] = [
  'service',
  'azureSubscription',
  'resourceGroup',
  'product',
  'chargeCategory',
];
const OF_AN_AZURE_SUBSCRIPTION: BreakdownDimension[] = [
  'service',
  'resourceGroup',
  'product',
];

/** The costs that a catalog entity stands for, as its own tab. */
export function EntityCostsContent() {
  const { entity } = useEntity();
  const scope = useMemo(() => scopeOfEntity(entity), [entity]);
  return (
    <CostsRoot>
      <Container>
        <div className={sectionStyles.page}>
          {scope ? <ScopedCosts scope={scope} /> : <NotConfigured />}
        </div>
      </Container>
    </CostsRoot>
  );
}

function ScopedCosts({ scope }: { scope: CostScope }) {
  const { month, months, setMonth, periods } = useMonth();
  const summary = useCostSummary(scope, month);
  if (periods.data?.length === 0) {
    return <FirstSteps />;
  }
  return (
    <>
      <header className={sectionStyles.toolbar}>
        <div>
          <h2 className={sectionStyles.title}>Costs</h2>
          <p className={sectionStyles.subtitle}>
            {scope.azureSubscriptionId
              ? `Usage of the Azure subscription ${scope.azureSubscriptionId}`
              : `Everything charged to the customer ${scope.customerId}`}
          </p>
        </div>
        <MonthPicker month={month} months={months} onChange={setMonth} />
      </header>
      <SummarySection query={summary} scope={scope} changesBy="service" />
      <Breakdown
        scope={scope}
        month={month}
        dimensions={
          scope.azureSubscriptionId ? OF_AN_AZURE_SUBSCRIPTION : OF_A_CUSTOMER
        }
      />
      {scope.customerId && !scope.azureSubscriptionId && (
        <Restatements customerId={scope.customerId} />
      )}
    </>
  );
}
