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

import { Skeleton } from '@backstage/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import {
  cspCostsCostReadPermission,
  type CustomerSubscriptions,
} from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../translation/useTexts';
import { ErrorState } from '../layout/ErrorState';

/** What is shown of subscriptions once they are there, and what until then. */
export function SubscriptionsState(props: {
  query: UseQueryResult<CustomerSubscriptions>;
  children(data: CustomerSubscriptions): ReactNode;
}) {
  const { query, children } = props;
  const t = useTexts();
  if (query.data) {
    return <>{children(query.data)}</>;
  }
  if (query.error && httpStatusOf(query.error) === 404) {
    // The customer is there, so it is this reader who may not see all of it.
    return <p>{t('customer.partly')}</p>;
  }
  return query.error ? (
    <ErrorState
      error={query.error}
      title={t('customer.lists.failed')}
      permission={cspCostsCostReadPermission.name}
      onRetry={query.refetch}
    />
  ) : (
    <div role="status" aria-label={t('customer.lists.loading')}>
      <Skeleton width="100%" height={160} />
    </div>
  );
}
