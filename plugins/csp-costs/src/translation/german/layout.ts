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

import type { layout as english } from '../english/layout';

/** German for the parts that every page is made of. */
export const layout: Record<keyof typeof english, string> = {
  'layout.page': 'Kosten',
  'layout.overview': 'Übersicht',
  'layout.invoices': 'Rechnungen',
  'layout.connectors': 'Konnektoren',
  'layout.collection': 'Abruf',
  'layout.month': 'Monat',
  'layout.previousMonth': 'Voriger Monat',
  'layout.nextMonth': 'Nächster Monat',
  'layout.copied': 'Kopiert',
  'layout.hideValue': 'Wert verbergen',
  'layout.showValue': 'Wert zeigen',
  'layout.forbiddenTitle': 'Kein Zugriff',
  'layout.forbidden':
    'Dafür ist die Berechtigung {{permission}} nötig. Wer dieses Portal betreibt, kann sie erteilen.',
  'layout.unknownTitle': 'Hiervon ist noch nichts bekannt',
  'layout.unknown':
    '{{message}}. Entweder ist die ID falsch, oder es wurde noch nicht abgerufen.',
  'layout.tryAgain': 'Erneut versuchen',
};
