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

import type { filters as english } from '../english/filters';

/** German for the words of the filters. */
export const filters: Record<keyof typeof english, string> = {
  'filters.filter': 'Filtern',
  'filters.set': 'Filter',
  'filters.clear': 'Alle entfernen',
  'filters.by': 'Filtern nach: {{dimension}}',
  'filters.tagKey': 'Schlüssel des Tags',
  'filters.search': 'Suchen: {{dimension}}',
  'filters.searchPlaceholder': 'Suchen',
  'filters.loading': 'Auswahl wird geladen',
  'filters.failed': 'Die Auswahl konnte nicht geladen werden',
  'filters.noMatch': 'Kein Eintrag mit Kosten hat das im Namen.',
  'filters.none': 'Nichts zur Auswahl: solche Kosten gibt es nicht.',
  'filters.more_one': 'Ein weiterer Eintrag, über die Suche zu finden.',
  'filters.more_other': '{{count}} weitere Einträge, über die Suche zu finden.',
  'filters.only': 'Nur {{name}} anzeigen',
  'filters.about': 'Mehr zu {{name}}',
};
