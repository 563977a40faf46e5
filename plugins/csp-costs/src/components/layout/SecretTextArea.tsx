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

import { Button, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { useTexts } from '../../translation/useTexts';
import styles from './SecretTextArea.module.css';

/** A long secret, such as a private key: masked while nobody asks to see it. */
export function SecretTextArea(props: {
  label: string;
  description: string;
  rows: number;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTexts();
  const { label, description, rows, value, onChange } = props;
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.field}>
      <TextAreaField
        className={shown ? undefined : styles.masked}
        label={label}
        description={description}
        rows={rows}
        value={value}
        onChange={onChange}
        autoComplete="off"
        spellCheck="false"
      />
      {value !== '' && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setShown(!shown)}
        >
          {shown ? t('layout.hideValue') : t('layout.showValue')}
        </Button>
      )}
    </div>
  );
}
