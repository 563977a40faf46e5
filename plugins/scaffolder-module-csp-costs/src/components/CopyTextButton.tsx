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
import { useEffect, useState } from 'react';
import { useTexts } from '../translation/useTexts';

const COPIED_FOR_MS = 2_000;

/** Puts a value on the clipboard. Left out where the browser has none. */
export function CopyTextButton(props: { value: string; children: string }) {
  const t = useTexts();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(props.value);
      setCopied(true);
    } catch {
      // The browser refused; saying "copied" would be a lie.
      setCopied(false);
    }
  }

  // Browsers offer the clipboard to https and localhost only.
  if (navigator.clipboard === undefined) {
    return null;
  }
  return (
    <Button
      variant="secondary"
      iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={copy}
    >
      {copied ? t('copied') : props.children}
    </Button>
  );
}
