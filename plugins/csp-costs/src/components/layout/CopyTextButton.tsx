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

import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useTexts } from '../../translation/useTexts';
import { useCopy } from './useCopy';

/** Puts a value on the clipboard; a button with a word. Left out where the browser has no clipboard. */
export function CopyTextButton(props: { value: string; children: string }) {
  const t = useTexts();
  const { copy, copied, available } = useCopy();
  if (!available) {
    return null;
  }
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={() => copy(props.value)}
    >
      {copied ? t('layout.copied') : props.children}
    </Button>
  );
}
