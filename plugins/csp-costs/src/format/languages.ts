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

import { readerLocale } from './readerLocale';

/** `Netherlands` of `NL`, in the reader's language; undefined when it is none. */
export function countryName(code: string): string | undefined {
  return nameOf('region', code);
}

/** `Dutch (Netherlands)` of `nl-NL`, in the reader's language. */
export function languageName(tag: string): string {
  return nameOf('language', tag) ?? tag;
}

/** `Euro` of `EUR`, in the reader's language; undefined when it is none. */
export function currencyName(code: string): string | undefined {
  return nameOf('currency', code);
}

function nameOf(
  type: Intl.DisplayNamesOptions['type'],
  code: string,
): string | undefined {
  try {
    return new Intl.DisplayNames(readerLocale(), { type, fallback: 'none' }).of(
      code,
    );
  } catch {
    // Not the shape of such a code at all.
    return undefined;
  }
}
