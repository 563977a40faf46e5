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
import {
  cspCostsCostReadPermission,
  type BillingPeriod,
  type CustomerCosts,
} from 'backstage-plugin-csp-costs-common';
import { useState } from 'react';
import { useLocation, useNavigationType } from 'react-router-dom';
import { useCustomerList } from '../../api/customerQueries';
import { formatCount } from '../../format/numbers';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { EmptyState } from '../layout/EmptyState';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { CustomerCards } from './CustomerCards';
import { CustomerCardSkeleton } from './CustomerCardSkeleton';
import { CustomerFilters } from './CustomerFilters';
import type { CustomerListProps } from './CustomerListProps';
import { sortOf } from './customerSort';
import { CustomersTable } from './CustomersTable';
import { rememberOpened, takeOpened } from './openedCustomer';
import styles from './CustomersSection.module.css';

const SKELETONS = 8;

/** What the whole list is before anything in it is in sight. */
const NOTHING: number[] = [];

/**
 * Customers as cards or as a table. Of any number of them only those in sight
 * are fetched and in the document.
 */
export function CustomersSection(props: {
  month: BillingPeriod | undefined;
  currencies: string[];
}) {
  const { month, currencies } = props;
  const { params, change, hrefWith } = useCostsParams();
  const t = useTexts();
  const { sortBy, order } = sortOf(params);
  const query = {
    billingPeriod: month,
    search: params.search,
    billingCurrency: params.currency,
    sortBy,
    order,
  };
  const { first } = useCustomerList(query, NOTHING);
  const { startAt, onOpen } = useWayBack();
  const isNarrowed = Boolean(params.search || params.currency);
  const { data } = first;
  return (
    <section className={styles.section} aria-labelledby="csp-costs-customers">
      <header className={sectionStyles.toolbar}>
        <h2 id="csp-costs-customers" className={sectionStyles.title}>
          {t('customers.title')}{' '}
          <span className={styles.count} aria-live="polite">
            {data && formatCount(data.totalCount)}
          </span>
        </h2>
        <CustomerFilters currencies={currencies} />
      </header>
      {first.error && !data && (
        <ErrorState
          error={first.error}
          title={t('customers.failed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={first.refetch}
        />
      )}
      {data?.totalCount === 0 && (
        <EmptyState
          title={isNarrowed ? t('customers.noMatch') : t('customers.none')}
          action={
            isNarrowed && (
              <Button
                variant="secondary"
                onPress={() =>
                  change({ search: undefined, currency: undefined })
                }
              >
                {t('customers.showAll')}
              </Button>
            )
          }
        />
      )}
      {!first.error && !data && (
        <div
          className={styles.grid}
          role="status"
          aria-label={t('customers.loading')}
        >
          {Array.from({ length: SKELETONS }, (_, index) => (
            <CustomerCardSkeleton key={index} />
          ))}
        </div>
      )}
      {data && data.totalCount > 0 && (
        <div className={first.isPlaceholderData ? sectionStyles.pending : ''}>
          <CustomerList
            // Another list begins at its top, and forgets where the focus was.
            key={JSON.stringify(query)}
            asTable={params.view === 'table'}
            query={query}
            count={data.totalCount}
            billingPeriod={data.billingPeriod}
            comparison={data.comparison}
            startAt={startAt}
            hrefOf={({ customerId }: CustomerCosts) =>
              hrefWith({ customer: customerId })
            }
            onOpen={onOpen}
          />
        </div>
      )}
    </section>
  );
}

function CustomerList({
  asTable,
  ...props
}: CustomerListProps & { asTable: boolean }) {
  return asTable ? <CustomersTable {...props} /> : <CustomerCards {...props} />;
}

/** Brings a reader who comes back from a customer to where the list was left. */
function useWayBack() {
  const { pathname, search } = useLocation();
  const isBack = useNavigationType() === 'POP';
  const list = `${pathname}${search}`;
  const [startAt] = useState(() => takeOpened(list, isBack));
  return {
    startAt,
    onOpen: (index: number) => rememberOpened({ list, index }),
  };
}
