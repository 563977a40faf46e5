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

import { useCallback, useEffect, useState } from 'react';

const COPIED_FOR_MS = 2_000;

/**
 * What {@link useCopy} gives.
 *
 * @public
 */
export interface Copying {
  /** Puts a text on the clipboard. Never rejects. */
  copy: (text: string) => Promise<void>;
  /** For a moment after a text was copied. */
  copied: boolean;
  /** Whether the browser has a clipboard for this page. */
  available: boolean;
}

/**
 * Copies text, and knows for a moment that it did.
 *
 * @public
 */
export function useCopy(): Copying {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = useCallback(async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The browser refused; saying "copied" would be a lie.
      setCopied(false);
    }
  }, []);

  // Browsers offer the clipboard to https and localhost only.
  return { copy, copied, available: navigator.clipboard !== undefined };
}
