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

import { TextField } from '@backstage/ui';

/** A day, picked the way the browser picks days. */
export function DateField(props: {
  label: string;
  description?: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (value: string) => void;
  /** What is wrong with the day. */
  error?: string;
}) {
  const { label, description, value, onChange, error } = props;
  return (
    <TextField
      // Backstage UI's own date picker wants days as objects of a library that
      // nothing else here needs; the browser's is as good.
      type={'date' as 'text'}
      label={label}
      description={description}
      value={value}
      onChange={onChange}
      validationBehavior="aria"
      validate={() => error ?? null}
      style={{ maxWidth: '15rem' }}
    />
  );
}
