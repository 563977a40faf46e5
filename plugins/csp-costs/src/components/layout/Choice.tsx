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

import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import styles from './Choice.module.css';

/** One of a few ways to see the same thing, all of them in sight. */
export function Choice<Id extends string>(props: {
  label: string;
  options: ReadonlyArray<{ id: Id; label: string }>;
  value: Id;
  onChange: (id: Id) => void;
}) {
  const { label, options, value, onChange } = props;
  return (
    <div className={styles.frame}>
      <ToggleButtonGroup
        className={styles.group}
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={keys => {
          const chosen = options.find(({ id }) => keys.has(id));
          if (chosen) {
            onChange(chosen.id);
          }
        }}
      >
        {options.map(option => (
          <ToggleButton
            key={option.id}
            id={option.id}
            className={styles.option}
          >
            {option.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
