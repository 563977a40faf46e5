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

import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  SearchField,
  Skeleton,
  TextField,
} from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type BillingPeriod,
} from 'backstage-plugin-csp-costs-common';
import { useMemo, useState } from 'react';
import { useCostBreakdown } from '../../api/costQueries';
import { dimensionName, dimensionValueName } from '../../format/words';
import {
  isPossible,
  scopeWith,
  type FilterDimension,
  type Filters,
} from '../../state/useFilters';
import { useTexts } from '../../translation/useTexts';
import { themeClassName } from '../layout/CostsRoot';
import { ErrorState } from '../layout/ErrorState';
import { Money } from '../money/Money';
import { findChoices } from './findChoices';
import styles from './FilterDialog.module.css';

/** Choices in sight; the others are found by their names. */
const CHOICES = 50;

/** Chooses a value of one dimension, among those that cost something. */
export function FilterDialog(props: {
  dimension: FilterDimension;
  filters: Filters;
  month: BillingPeriod;
  onClose: () => void;
}) {
  const { dimension, filters, month, onClose } = props;
  const t = useTexts();
  const [search, setSearch] = useState('');
  const [tagKey, setTagKey] = useState('');
  const { base, chips } = filters;
  const scope = useMemo(
    () =>
      scopeWith(
        base,
        chips.filter(chip => chip.dimension !== dimension),
      ),
    [base, chips, dimension],
  );
  const { data, error, isLoading, refetch } = useCostBreakdown(
    scope,
    month,
    dimension,
    dimension === 'tag' ? tagKey.trim() || undefined : undefined,
  );
  const valueOf = (row: { id?: string; name: string }) =>
    dimension === 'tag'
      ? `${tagKey.trim().toLowerCase()}=${row.name}`
      : row.id ?? row.name;
  const choices = findChoices(
    (data?.rows ?? []).filter(row =>
      isPossible({ dimension, value: valueOf(row) }),
    ),
    search,
    row => dimensionValueName(t, dimension, row.name),
  );
  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      width={480}
      className={styles.dialog}
    >
      <DialogHeader>
        {t('filters.by', { dimension: dimensionName(t, dimension) })}
      </DialogHeader>
      <DialogBody>
        <div className={`${themeClassName} ${styles.body}`}>
          {dimension === 'tag' && (
            <TextField
              label={t('filters.tagKey')}
              value={tagKey}
              onChange={setTagKey}
              // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus anyway, and was opened to fill this in
              autoFocus
            />
          )}
          <SearchField
            aria-label={t('filters.search', {
              dimension: dimensionName(t, dimension),
            })}
            placeholder={t('filters.searchPlaceholder')}
            value={search}
            onChange={setSearch}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- as above
            autoFocus={dimension !== 'tag'}
          />
          {error && (
            <ErrorState
              error={error}
              title={t('filters.failed')}
              permission={cspCostsCostReadPermission.name}
              onRetry={refetch}
            />
          )}
          {isLoading && (
            <div
              role="status"
              aria-label={t('filters.loading')}
              className={styles.loading}
            >
              <Skeleton width="70%" height={16} />
              <Skeleton width="60%" height={16} />
              <Skeleton width="75%" height={16} />
            </div>
          )}
          {data && choices.length === 0 && (
            <p className={styles.note}>
              {search ? t('filters.noMatch') : t('filters.none')}
            </p>
          )}
          <ul className={styles.choices}>
            {choices.slice(0, CHOICES).map(choice => (
              <li key={valueOf(choice)}>
                <Button
                  variant="tertiary"
                  className={styles.choice}
                  onPress={() => {
                    filters.add({ dimension, value: valueOf(choice) });
                    onClose();
                  }}
                >
                  <span className={styles.name}>{choice.label}</span>
                  <span className={styles.amounts}>
                    {choice.amounts.map(({ billingCurrency, billedCost }) => (
                      <Money
                        key={billingCurrency}
                        amount={billedCost}
                        currency={billingCurrency}
                      />
                    ))}
                  </span>
                </Button>
              </li>
            ))}
          </ul>
          {choices.length > CHOICES && (
            <p className={styles.note}>
              {t('filters.more', { count: choices.length - CHOICES })}
            </p>
          )}
        </div>
      </DialogBody>
    </Dialog>
  );
}
