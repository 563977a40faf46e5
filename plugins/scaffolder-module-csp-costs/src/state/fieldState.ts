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

import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** What a form tells each of its fields, in the words that ours use. */
export interface FieldState {
  id: string | undefined;
  label: string;
  description: string;
  isRequired: boolean;
  isDisabled: boolean;
  /** Whether the form has found something wrong with it. */
  isInvalid: boolean;
}

/** @param defaults - Of a template that has no words of its own. */
export function fieldState<Value, Options>(
  props: FieldExtensionComponentProps<Value, Options>,
  defaults: { label: string; description: string },
): FieldState {
  const { schema, uiSchema, rawErrors } = props;
  return {
    id: props.idSchema?.$id,
    label: uiSchema['ui:title'] ?? schema.title ?? defaults.label,
    description:
      uiSchema['ui:description'] ?? schema.description ?? defaults.description,
    isRequired: props.required ?? false,
    isDisabled: Boolean(
      props.disabled || props.readonly || uiSchema['ui:disabled'],
    ),
    isInvalid: (rawErrors?.length ?? 0) > 0,
  };
}
