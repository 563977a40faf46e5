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

import { Alert, Button, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  sumDecimals,
  type Charge,
  type ChargesQuery,
} from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCharges } from '../../api/costQueries';
import { useTexts } from '../../translation/useTexts';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { ChargesTable } from './ChargesTable';
import { ChargesSum } from './ChargesSum';
import styles from './ChargesList.module.css';

/** The charges of a cell, a page at a time, with their sum. */
export function ChargesList(props: {
  query: Omit<ChargesQuery, 'cursor' | 'limit'>;
  currency: string;
}) {
  const { query, currency } = props;
  const t = useTexts();
  const client = useQueryClient();
  const {
    data,
    error,
    hasNextPage,
    isFetchingNextPage,
    isFetchNextPageError,
    fetchNextPage,
    refetch,
  } = useCharges(query);

  /** Other data is shown than when the first page was read. */
  function readAgain() {
    return client.resetQueries({ queryKey: ['costs', 'charges', query] });
  }

  const failure = error && (
    <ChargesFailure
      error={error}
      onRetry={isFetchNextPageError ? fetchNextPage : refetch}
      onReadAgain={readAgain}
    />
  );
  if (!data) {
    return (
      failure ?? (
        <div role="status" aria-label={t('charges.loading')}>
          <Skeleton width="100%" height={240} />
        </div>
      )
    );
  }
  const charges = data.pages.flatMap(page => page.items);
  const isRemoved = data.pages.some(page => page.linesRemoved.length > 0);
  return (
    <div className={styles.list}>
      {isRemoved && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('charges.removedTitle')}
          description={t('charges.removed')}
        />
      )}
      {charges.length === 0 && !hasNextPage && !isRemoved && (
        <p className={sectionStyles.subtitle}>{t('charges.none')}</p>
      )}
      {charges.length > 0 && (
        <>
          <ChargesSum
            count={charges.length}
            cost={sumOf(charges, false)}
            tax={sumOf(charges, true)}
            currency={currency}
            isWhole={!hasNextPage && !isRemoved}
            taxAlone={query.chargeCategory === 'Tax'}
          />
          <ChargesTable charges={charges} query={query} currency={currency} />
        </>
      )}
      {failure}
      {hasNextPage && !failure && (
        <Button
          variant="secondary"
          className={styles.more}
          isPending={isFetchingNextPage}
          onPress={() => fetchNextPage()}
        >
          {t('charges.more')}
        </Button>
      )}
    </div>
  );
}

function sumOf(charges: readonly Charge[], ofTax: boolean) {
  return sumDecimals(
    charges
      .filter(({ chargeCategory }) => (chargeCategory === 'Tax') === ofTax)
      .map(({ billedCost }) => billedCost),
  );
}

function ChargesFailure(props: {
  error: Error;
  onRetry: () => void;
  onReadAgain: () => void;
}) {
  const { error, onRetry, onReadAgain } = props;
  const t = useTexts();
  switch (httpStatusOf(error)) {
    case 409:
      return (
        <Alert
          role="alert"
          status="info"
          icon
          title={t('charges.changedTitle')}
          description={t('charges.changed')}
          customActions={
            <Button size="small" variant="secondary" onPress={onReadAgain}>
              {t('charges.readAgain')}
            </Button>
          }
        />
      );
    case 503:
      return (
        <Alert
          role="alert"
          status="info"
          icon
          title={t('charges.fetchingTitle')}
          description={t('charges.fetching')}
          customActions={
            <Button size="small" variant="secondary" onPress={onRetry}>
              {t('common.retry')}
            </Button>
          }
        />
      );
    default:
      return (
        <ErrorState
          error={error}
          title={t('charges.failed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={onRetry}
        />
      );
  }
}
