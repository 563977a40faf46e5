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

import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import type { CustomerCosts } from 'backstage-plugin-csp-costs-common';
import type { ReactNode } from 'react';
import { useCustomerEntity } from '../../api/customerQueries';
import { formatCountry } from '../../format/formatCountry';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { returnToList } from '../customers/openedCustomer';
import { CopyButton } from '../layout/CopyButton';
import sectionStyles from '../layout/Section.module.css';
import styles from './CustomerHeader.module.css';

/** Who the customer is, where else it is known, and the way back to all of them. */
export function CustomerHeader(props: {
  customerId: string;
  customer: CustomerCosts | undefined;
  /** Whether it is not known yet who it is. */
  isLoading: boolean;
  /** Whether the reader may see some customers only. */
  isLimited: boolean;
  /** At the end of the line, such as the month. */
  children: ReactNode;
}) {
  const { customerId, customer, isLoading, isLimited, children } = props;
  const { hrefWith } = useCostsParams();
  const t = useTexts();
  const facts = [
    customer?.domainName,
    customer?.country && formatCountry(customer.country),
  ].filter(Boolean);
  return (
    <header className={styles.head}>
      <Link
        href={hrefWith({ customer: undefined, by: undefined })}
        className={styles.back}
        standalone
        onClick={returnToList}
      >
        <RiArrowLeftLine aria-hidden="true" />{' '}
        {isLimited ? t('customer.yours') : t('customer.all')}
      </Link>
      <div className={sectionStyles.toolbar}>
        <div>
          <h2 className={sectionStyles.title}>
            {customer?.customerName ??
              (isLoading ? '\u00a0' : t('customer.fallback'))}
          </h2>
          <p className={sectionStyles.subtitle}>
            {facts.map(fact => `${fact} · `)}
            <span className={styles.id}>{customerId}</span>
            <CopyButton value={customerId} label={t('customer.copyTenant')} />
            <EntityLink customerId={customerId} />
          </p>
        </div>
        {children}
      </div>
    </header>
  );
}

/** To the customer's entity in the catalog, where there is one. */
function EntityLink({ customerId }: { customerId: string }) {
  const t = useTexts();
  const entityRoute = useRouteRef(entityRouteRef);
  const { data: entity } = useCustomerEntity(customerId);
  if (!entity || !entityRoute) {
    return null;
  }
  const href = entityRoute({
    kind: entity.kind.toLocaleLowerCase('en-US'),
    namespace: entity.metadata.namespace ?? 'default',
    name: entity.metadata.name,
  });
  return (
    <>
      {' · '}
      <Link href={href}>{t('customer.inCatalog')}</Link>
    </>
  );
}
