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
import { SORTS, sortOf, sortParams } from './customerSort';
import styles from './CustomerFilters.module.css';

const TYPING_PAUSE_MS = 200;
const ALL = 'all';

/** Search, currency and order of the customers; all of it lives in the address. */
export function CustomerFilters({ currencies }: { currencies: string[] }) {
  const { params, change } = useCostsParams();
  return (
    <div className={styles.filters} role="search" aria-label="Customers">
      <SearchInput
        value={params.search ?? ''}
        onChange={search => change({ search })}
      />
      {(currencies.length > 1 || params.currency) && (
        <Select
          aria-label="Currency"
          className={styles.select}
          options={[
            { id: ALL, label: 'All currencies' },
            ...currencies.map(id => ({ id, label: id })),
          ]}
          value={params.currency ?? ALL}
          onChange={key =>
            change({ currency: key === ALL ? undefined : String(key) })
          }
        />
      )}
      <Select
        aria-label="Sort customers by"
        className={styles.select}
        options={SORTS.map(({ key, label }) => ({ id: key, label }))}
        value={sortOf(params).key}
        onChange={key => change(sortParams(String(key)))}
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
      aria-label="Search customers"
      placeholder="Name, domain or tenant id"
      value={text}
      onChange={setText}
    />
  );
}
