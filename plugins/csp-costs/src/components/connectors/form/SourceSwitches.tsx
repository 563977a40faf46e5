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

import { Switch } from '@backstage/ui';
import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';
import { useId } from 'react';
import { sourceGroupName } from '../../../format/words';
import { useTexts } from '../../../translation/useTexts';
import { fieldLabel } from './connectorDraft';
import { useConnectorFormState } from './ConnectorFormContext';
import styles from './ConnectorForm.module.css';

const GROUPS: Array<keyof ConnectorSettings['sources']> = [
  'partnerCenter',
  'graphBilling',
  'costManagement',
  'priceSheet',
];

/** Which of Microsoft's data is used. */
export function SourceSwitches() {
  const t = useTexts();
  const { draft, set, errorOf } = useConnectorFormState();
  const error = errorOf('sources');
  const id = useId();
  return (
    <fieldset
      className={styles.switches}
      data-field="sources"
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className={styles.legend}>{fieldLabel(t, 'sources')}</legend>
      {GROUPS.map(group => (
        <div key={group} className={styles.option}>
          <Switch
            label={sourceGroupName(t, group)}
            aria-describedby={`${id}-${group}`}
            isSelected={draft.sources[group]}
            onChange={on => set('sources', { ...draft.sources, [group]: on })}
          />
          <p id={`${id}-${group}`} className={styles.quiet}>
            {t(`connectorForm.source.${group}`)}
          </p>
        </div>
      ))}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
