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

import { Select, TextField } from '@backstage/ui';
import { useState } from 'react';
import { dimensionName } from '../../format/words';
import { useTexts } from '../../translation/useTexts';
import type { StackDimension, useStacking } from './useStacking';
import styles from './StackPicker.module.css';

/** Chooses what the days are stacked by. */
export function StackPicker(props: {
  stacking: ReturnType<typeof useStacking>;
}) {
  const { dimension, options, setDimension, tagKey, setTagKey } =
    props.stacking;
  const t = useTexts();
  const [typed, setTyped] = useState(tagKey ?? '');
  return (
    <div className={styles.picker}>
      <Select
        aria-label={t('trend.stackBy')}
        className={styles.select}
        options={options.map(id => ({ id, label: dimensionName(t, id) }))}
        value={dimension}
        onChange={key => {
          if (key !== null) {
            setDimension(key as StackDimension);
          }
        }}
      />
      {dimension === 'tag' && (
        <form
          onSubmit={event => {
            event.preventDefault();
            setTagKey(typed.trim());
          }}
        >
          <TextField
            aria-label={t('trend.tagKey')}
            placeholder={t('trend.tagKey')}
            value={typed}
            onChange={setTyped}
            onBlur={() => setTagKey(typed.trim())}
          />
        </form>
      )}
    </div>
  );
}
