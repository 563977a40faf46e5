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

import { SearchField, Select } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { Choice } from '../layout/Choice';
import { SORTS, sortOf, sortParams } from './customerSort';
import styles from './CustomerFilters.module.css';

const TYPING_PAUSE_MS = 200;
const ALL = 'all';

/** Search, currency, order and look of the customers; all of it lives in the address. */
export function CustomerFilters({ currencies }: { currencies: string[] }) {
  const { params, change } = useCostsParams();
  const t = useTexts();
  return (
    <div
      className={styles.filters}
      role="search"
      aria-label={t('customers.title')}
    >
      <SearchInput
        value={params.search ?? ''}
        onChange={search => change({ search })}
      />
      {(currencies.length > 1 || params.currency) && (
        <Select
          aria-label={t('customers.currency')}
          className={styles.select}
          options={[
            { id: ALL, label: t('customers.allCurrencies') },
            ...currencies.map(id => ({ id, label: id })),
          ]}
          value={params.currency ?? ALL}
          onChange={key =>
            change({ currency: key === ALL ? undefined : String(key) })
          }
        />
      )}
      <Select
        aria-label={t('customers.sortBy')}
        className={styles.select}
        options={SORTS.map(({ key, label }) => ({ id: key, label: t(label) }))}
        value={sortOf(params).key}
        onChange={key => change(sortParams(String(key)))}
      />
      <Choice
        label={t('customers.view')}
        options={[
          { id: 'cards', label: t('customers.view.cards') },
          { id: 'table', label: t('customers.view.table') },
        ]}
        value={params.view === 'table' ? 'table' : 'cards'}
        onChange={view => change({ view: view === 'table' ? view : undefined })}
      />
    </div>
  );
}

/** Follows the keys at once, and tells others when they pause. */
function SearchInput(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const { value, onChange } = props;
  const t = useTexts();
  const [text, setText] = useState(value);
  const told = useRef(value);

  useEffect(() => {
    // Changed from outside, such as by the browser's back button.
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === told.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      told.current = wanted;
      onChange(wanted);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, onChange]);

  return (
    <SearchField
      className={styles.search}
      size="small"
      aria-label={t('customers.search')}
      placeholder={t('customers.searchHint')}
      value={text}
      onChange={setText}
    />
  );
}
