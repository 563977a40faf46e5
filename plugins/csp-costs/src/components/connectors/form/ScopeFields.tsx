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

import { Radio, RadioGroup } from '@backstage/ui';
import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';
import { useTexts } from '../../../translation/useTexts';
import { fieldLabel } from './connectorDraft';
import { useConnectorFormState } from './ConnectorFormContext';
import { TextSetting } from './TextSetting';

type Mode = ConnectorSettings['customerScope']['mode'];

/** Whose costs are collected. */
export function ScopeFields() {
  const t = useTexts();
  const { draft, set } = useConnectorFormState();
  return (
    <>
      <RadioGroup
        label={fieldLabel(t, 'scopeMode')}
        data-field="scopeMode"
        description={t('connectorForm.scopeHelp')}
        value={draft.scopeMode}
        onChange={mode => set('scopeMode', mode as Mode)}
      >
        <Radio value="all">{t('connectorForm.scopeAll')}</Radio>
        <Radio value="one">{t('connectorForm.scopeOne')}</Radio>
        <Radio value="several">{t('connectorForm.scopeSeveral')}</Radio>
      </RadioGroup>
      {draft.scopeMode !== 'all' && (
        <TextSetting
          field="customerIds"
          required
          rows={draft.scopeMode === 'one' ? 1 : 4}
          help={
            draft.scopeMode === 'one'
              ? t('connectorForm.customerHelp')
              : t('connectorForm.customersHelp')
          }
        />
      )}
    </>
  );
}
