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

/** Value of another field of the same form, which may be on an earlier page. */
export function otherField<Value, Options>(
  props: FieldExtensionComponentProps<Value, Options>,
  name: string,
): unknown {
  // The form leaves the type of its context open.
  const formData: unknown = props.formContext?.formData;
  return typeof formData === 'object' && formData !== null
    ? (formData as Record<string, unknown>)[name]
    : undefined;
}

/** The same of a field that holds a text; undefined while it is empty. */
export function otherText<Value, Options>(
  props: FieldExtensionComponentProps<Value, Options>,
  name: string,
): string | undefined {
  const value = otherField(props, name);
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : undefined;
}
