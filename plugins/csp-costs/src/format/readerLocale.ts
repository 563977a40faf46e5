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

let locale: string | undefined;

/**
 * Says which locale the reader's is; undefined for the browser's own.
 *
 * @remarks
 * Kept here and not in React, because whatever writes a date or an amount needs
 * it. `CostsRoot` sets it before anything below is rendered.
 */
export function setReaderLocale(readers: string | undefined): void {
  locale = readers;
}

/** The locale that dates, numbers and amounts are written in; undefined for the browser's own. */
export function readerLocale(): string | undefined {
  return locale;
}
