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

import type { downloads as english } from '../english/export';

/** German for the words of what is downloaded. */
export const downloads: Record<keyof typeof english, string> = {
  'export.download': 'Herunterladen',
  'export.screen': 'Angezeigtes (CSV)',
  'export.focusCsv': 'Einzelposten mit FOCUS-Spalten (CSV)',
  'export.focusParquet': 'Einzelposten mit FOCUS-Spalten (Parquet)',
  'export.working': 'Die Datei wird erstellt',
  'export.done': '{{name}} ist gespeichert.',
  'export.failed': 'Die Datei konnte nicht erstellt werden',
};
