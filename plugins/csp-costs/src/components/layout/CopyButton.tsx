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

import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useCopy } from 'backstage-plugin-csp-costs-react';
import { useTexts } from '../../translation/useTexts';
import styles from './CopyButton.module.css';

/** Puts a value on the clipboard. Left out where the browser has none. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const t = useTexts();
  const { copy, copied, available } = useCopy();
  if (!available) {
    return null;
  }
  return (
    <ButtonIcon
      className={styles.copy}
      size="small"
      variant="tertiary"
      aria-label={copied ? t('layout.copied') : label}
      icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={() => copy(value)}
    />
  );
}
