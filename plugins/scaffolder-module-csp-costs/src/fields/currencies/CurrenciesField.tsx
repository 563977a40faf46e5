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

import { Select } from '@backstage/ui';
import { useMemo } from 'react';
import { useReaderLocale } from 'backstage-plugin-csp-costs-react';
import { fieldState } from '../../state/fieldState';
import { useTexts } from '../../translation/useTexts';
import { currencyChoices } from './currencyChoices';
import type { currenciesSchema } from './currenciesSchema';

/** Which currencies Microsoft bills in. */
export function CurrenciesField(props: typeof currenciesSchema.TProps) {
  const t = useTexts();
  const locale = useReaderLocale();
  const choices = useMemo(() => currencyChoices(locale), [locale]);
  const { formData = [], onChange, uiSchema } = props;
  const state = fieldState(props, {
    label: t('currencies.title'),
    description: t('currencies.description'),
  });
  const shared = {
    id: state.id,
    label: state.label,
    description: state.description,
    secondaryLabel: state.isRequired ? t('required') : undefined,
    placeholder: t('currencies.automatic'),
    options: choices,
    search: { placeholder: t('currencies.find') },
    isDisabled: state.isDisabled,
    isInvalid: state.isInvalid,
    // The form says what is wrong with it, and not the browser.
    validationBehavior: 'aria' as const,
  };
  return uiSchema['ui:options']?.multiple === false ? (
    <Select
      {...shared}
      selectionMode="single"
      value={formData[0] ?? null}
      onChange={key => onChange(key === null ? [] : [String(key)])}
    />
  ) : (
    <Select
      {...shared}
      selectionMode="multiple"
      value={formData}
      onChange={keys => onChange(keys.map(String))}
    />
  );
}
