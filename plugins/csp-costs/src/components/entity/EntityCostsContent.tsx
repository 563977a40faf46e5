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

import { Container, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type BreakdownDimension,
  type EntityClaims,
} from 'backstage-plugin-csp-costs-common';
import { useCostSummary } from '../../api/costQueries';
import { useEntityClaims } from '../../api/entityQueries';
import { useFilters } from '../../state/useFilters';
import { useMonth } from '../../state/useMonth';
import { useTexts } from '../../translation/useTexts';
import { ChargesPanel } from '../charges/ChargesPanel';
import { Breakdown } from '../customer/Breakdown';
import { Restatements } from '../customer/Restatements';
import { FilterBar } from '../filters/FilterBar';
import { CostsRoot } from '../layout/CostsRoot';
import { ErrorState } from '../layout/ErrorState';
import { MonthPicker } from '../layout/MonthPicker';
import sectionStyles from '../layout/Section.module.css';
import { FirstSteps } from '../summary/FirstSteps';
import { SummarySection } from '../summary/SummarySection';
import { AnnotationProblems } from './AnnotationProblems';
import { ClaimsSummary } from './ClaimsSummary';
import { EntityParts } from './EntityParts';
import { hasClaims } from './hasClaims';
import { NotConfigured } from './NotConfigured';
import { useEntityOfPage } from './useEntityOfPage';

const DIMENSIONS: BreakdownDimension[] = [
  'service',
  'azureSubscription',
  'resourceGroup',
  'resource',
  'product',
  'chargeCategory',
];

/** The costs that belong to a catalog entity, as its own tab. */
export function EntityCostsContent() {
  return (
    <CostsRoot>
      <Container>
        <div className={sectionStyles.page}>
          <OwnCosts />
        </div>
      </Container>
    </CostsRoot>
  );
}

function OwnCosts() {
  const t = useTexts();
  const { entityRef, hasParts } = useEntityOfPage();
  const { data: claims, error, refetch } = useEntityClaims(entityRef);
  if (error) {
    return (
      <ErrorState
        error={error}
        title={t('entity.failed')}
        permission={cspCostsCostReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!claims) {
    return (
      <div role="status" aria-label={t('entity.loading')}>
        <Skeleton width={240} height={28} />
        <Skeleton width="100%" height={480} />
      </div>
    );
  }
  return (
    <>
      <AnnotationProblems problems={claims.problems} />
      {hasClaims(claims) && <ClaimedCosts claims={claims} />}
      {!hasClaims(claims) && claims.problems.length === 0 && (
        <NotConfigured hasParts={hasParts} />
      )}
    </>
  );
}

function ClaimedCosts({ claims }: { claims: EntityClaims }) {
  const t = useTexts();
  const { entityRef, scope } = useEntityOfPage();
  const { month, months, setMonth, periods } = useMonth();
  const filters = useFilters(scope);
  const summary = useCostSummary(filters.scope, month);
  const customerId = wholeCustomerOf(claims);
  if (periods.error && month === undefined) {
    return (
      <ErrorState
        error={periods.error}
        title={t('common.costsFailed')}
        permission={cspCostsCostReadPermission.name}
        onRetry={periods.refetch}
      />
    );
  }
  if (periods.data?.length === 0) {
    return <FirstSteps />;
  }
  return (
    <>
      <header className={sectionStyles.toolbar}>
        <div>
          <h2 className={sectionStyles.title}>{t('entity.costs')}</h2>
          <ClaimsSummary claims={claims} />
        </div>
        <MonthPicker month={month} months={months} onChange={setMonth} />
      </header>
      <FilterBar filters={filters} month={month} />
      <SummarySection query={summary} scope={filters.scope} />
      {claims.partCount > 0 && (
        <EntityParts
          entityRef={entityRef}
          scope={filters.scope}
          month={month}
        />
      )}
      <Breakdown scope={filters.scope} month={month} dimensions={DIMENSIONS} />
      {customerId && <Restatements customerId={customerId} />}
      <ChargesPanel filters={filters} month={month} />
    </>
  );
}

/** The customer that an entity has all costs of, and nothing else. */
function wholeCustomerOf({
  claims: [claim, ...others],
  partCount,
}: EntityClaims): string | undefined {
  if (!claim || others.length > 0 || partCount > 0) {
    return undefined;
  }
  const { origin: _origin, customers, ...narrowed } = claim;
  return customers?.length === 1 && Object.keys(narrowed).length === 0
    ? customers[0]?.id
    : undefined;
}
