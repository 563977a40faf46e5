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
} from 'backstage-plugin-csp-costs-common';
import { useEffect, useRef } from 'react';
import { CUSTOMERS_PAGE_SIZE, useCustomers } from '../../api/costQueries';
import { formatCount } from '../../format/numbers';
import { useCostsParams } from '../../state/useCostsParams';
import { EmptyState } from '../layout/EmptyState';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { CustomerCard } from './CustomerCard';
import { CustomerCardSkeleton } from './CustomerCardSkeleton';
import { CustomerFilters } from './CustomerFilters';
import { sortOf } from './customerSort';
import styles from './CustomersSection.module.css';

const SKELETONS = 8;

/** Customers as cards; more come in as the reader gets to the end. */
export function CustomersSection(props: {
  month: BillingPeriod | undefined;
  currencies: string[];
}) {
  const { month, currencies } = props;
  const { params, change, hrefWith } = useCostsParams();
  const { sortBy, order } = sortOf(params);
  const customers = useCustomers({
    billingPeriod: month,
    search: params.search,
    billingCurrency: params.currency,
    sortBy,
    order,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = customers;
  const [firstPage] = data?.pages ?? [];
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = end.current;
    if (
      !element ||
      !hasNextPage ||
      isFetchingNextPage ||
      typeof IntersectionObserver === 'undefined'
    ) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) {
          fetchNextPage();
        }
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const remaining =
    (firstPage?.totalCount ?? 0) -
    (data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0);

  return (
    <section className={styles.section} aria-labelledby="csp-costs-customers">
      <header className={sectionStyles.toolbar}>
        <h2 id="csp-costs-customers" className={sectionStyles.title}>
          Customers{' '}
          <span className={styles.count} aria-live="polite">
            {firstPage && formatCount(firstPage.totalCount)}
          </span>
        </h2>
        <CustomerFilters currencies={currencies} />
      </header>
      {customers.error && !data && (
        <ErrorState
          error={customers.error}
          title="The customers could not be loaded"
          permission={cspCostsCostReadPermission.name}
          onRetry={customers.refetch}
        />
      )}
      {firstPage?.totalCount === 0 && (
        <EmptyState
          title={
            params.search || params.currency
              ? 'No customer matches'
              : 'No customers yet'
          }
          action={
            (params.search || params.currency) && (
              <Button
                variant="secondary"
                onPress={() =>
                  change({ search: undefined, currency: undefined })
                }
              >
                Show all customers
              </Button>
            )
          }
        />
      )}
      {!customers.error && !data && (
        <div
          className={styles.grid}
          role="status"
          aria-label="Loading customers"
        >
          {Array.from({ length: SKELETONS }, (_, index) => (
            <CustomerCardSkeleton key={index} />
          ))}
        </div>
      )}
      {data && (
        <ul
          className={`${styles.grid} ${
            customers.isPlaceholderData ? sectionStyles.pending : ''
          }`}
          aria-busy={customers.isFetching}
        >
          {data.pages.flatMap(page =>
            page.items.map(customer => (
              <li key={customer.customerId} className={styles.item}>
                <CustomerCard
                  customer={customer}
                  billingPeriod={page.billingPeriod}
                  comparison={page.comparison}
                  href={hrefWith({ customer: customer.customerId })}
                />
              </li>
            )),
          )}
        </ul>
      )}
      {hasNextPage && (
        <div ref={end} className={styles.more}>
          <Button
            variant="secondary"
            isPending={isFetchingNextPage}
            onPress={() => fetchNextPage()}
          >
            {`Show ${formatCount(
              Math.min(CUSTOMERS_PAGE_SIZE, remaining),
            )} more of ${formatCount(remaining)}`}
          </Button>
        </div>
      )}
    </section>
  );
}
