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

import { TextAreaField, TextField } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useTexts } from '../../../translation/useTexts';
import {
  fieldLabel,
  type ConnectorDraft,
  type DraftField,
} from './connectorDraft';
import { useConnectorFormState } from './ConnectorFormContext';
import styles from './ConnectorForm.module.css';

type TextFields = {
  [Field in DraftField]: ConnectorDraft[Field] extends string ? Field : never;
}[DraftField];

/** A setting that is typed. */
export function TextSetting(props: {
  field: TextFields;
  /** Where to find it, and what it is for. */
  help: ReactNode;
  required?: boolean;
  placeholder?: string;
  /** Several lines, so many at first. */
  rows?: number;
  inputMode?: 'numeric' | 'decimal' | 'url';
  /** Short, for a few characters. */
  short?: boolean;
}) {
  const t = useTexts();
  const { field, help, required, placeholder, rows, inputMode, short } = props;
  const { draft, set, touch, errorOf } = useConnectorFormState();
  const error = errorOf(field);
  const common = {
    label: fieldLabel(t, field),
    // BUI takes text only, and shows whatever it is given.
    description: help as string,
    secondaryLabel: required ? t('connectorForm.required') : undefined,
    placeholder,
    value: draft[field],
    onChange: (value: string) =>
      set(field, value as ConnectorDraft[typeof field]),
    onBlur: () => touch(field),
    validate: () => error ?? null,
    validationBehavior: 'aria' as const,
    autoComplete: 'off',
    spellCheck: 'false' as const,
    className: short ? styles.short : undefined,
    'data-field': field,
  };
  return rows ? (
    <TextAreaField {...common} rows={rows} />
  ) : (
    <TextField {...common} inputMode={inputMode} />
  );
}
