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

import type { collection as english } from '../english/collection';

/** German for the collection. */
export const collection: Record<keyof typeof english, string> = {
  'collection.slice': 'Datenteil',
  'collection.state': 'Zustand',
  'collection.received': 'Empfangen',
  'collection.lines': 'Zeilen',
  'collection.unreadable': '{{number, number}} unlesbar',
  'collection.started': 'Begonnen',
  'collection.took': 'Dauer',
  'collection.ended': 'Beendet {{instant}}',
  'collection.failed': 'Fehlgeschlagen',
  'collection.failedJobs': 'Fehlgeschlagene Aufträge',
  'collection.failedJobsFailed':
    'Die fehlgeschlagenen Aufträge konnten nicht geladen werden',
  'collection.notRetried': 'Es konnte nicht erneut versucht werden',
  'collection.showMore': 'Mehr anzeigen',
  'collection.retry': 'Erneut versuchen',
  'collection.retryAll':
    'Alle {{number, number}} fehlgeschlagenen erneut versuchen',
  'collection.retriedLater': 'In einem späteren Lauf erneut versucht',
  'collection.whatToDo': 'Was zu tun ist',
  'collection.attempts_one': '{{count, number}} Versuch',
  'collection.attempts_other': '{{count, number}} Versuche',
  'collection.jobsOf': 'Aufträge des Laufs vom {{instant}}',
  'collection.jobsFailed': 'Die Aufträge konnten nicht geladen werden',
  'collection.heldFailed':
    'Was zurückgehalten wird, konnte nicht geladen werden',
  'collection.loadingJobs': 'Aufträge werden geladen',
  'collection.check': 'Prüfung',
  'collection.verdict': 'Ergebnis',
  'collection.found': 'Befund',
  'collection.checksOf': 'Prüfungen von {{slice}}',
  'collection.runsFailed': 'Die Läufe konnten nicht geladen werden',
  'collection.loadingRuns': 'Läufe werden geladen',
  'collection.noRun': 'Es gab noch keinen Lauf.',
  'collection.run': 'Lauf',
  'collection.startedBy': 'Begonnen von',
  'collection.jobs': 'Aufträge',
  'collection.jobsDone': '{{done, number}} von {{all, number}}',
  'collection.latestRuns': 'Letzte Läufe',
  'collection.latestRunsOf': 'Letzte Läufe von {{title}}',
  'collection.showAll': 'Alle {{number, number}} anzeigen',
  'collection.somebody': 'Jemand',
  'collection.bySchedule': 'Zeitplan',
  'collection.byBackfill': 'Nachholen alter Monate',
  'collection.asRetry': '{{person}}, als neuer Versuch',
  'collection.historyFailed': 'Der Verlauf konnte nicht geladen werden',
  'collection.history': 'Verlauf',
  'collection.historyDone_one': 'Verlauf: {{count, number}} Monat abgerufen',
  'collection.historyDone_other': 'Verlauf: {{count, number}} Monate abgerufen',
  'collection.historyPart_one':
    'Verlauf: {{done, number}} von {{count, number}} Monat abgerufen',
  'collection.historyPart_other':
    'Verlauf: {{done, number}} von {{count, number}} Monaten abgerufen',
  'collection.backTo': 'zurück bis {{month}}',
  'collection.lineCount_one': '{{count, number}} Zeile',
  'collection.lineCount_other': '{{count, number}} Zeilen',
  'collection.withoutData': '{{number, number}} ohne Daten',
  'collection.failedCount': '{{number, number}} fehlgeschlagen',
  'collection.goesOn': 'wird mit dem nächsten Lauf fortgesetzt',
  'collection.settled':
    'Inzwischen erledigt: Die Daten wurden veröffentlicht, oder Microsoft hatte neuere.',
  'collection.held':
    '{{lines}}, abgerufen {{instant}}. Es wartet auf eine Entscheidung.',
  'collection.heldDiscarded':
    '{{lines}}, abgerufen {{instant}}. Verworfen; veröffentlichen ist möglich, solange Microsoft nichts Neueres hat.',
  'collection.publish': 'Veröffentlichen',
  'collection.discard': 'Verwerfen',
  'collection.publishingIt': 'Das Veröffentlichen',
  'collection.decidingIt': 'Das Veröffentlichen oder Verwerfen',
  'collection.publishTitle': 'Zurückgehaltene Daten veröffentlichen',
  'collection.publishText':
    '{{slice}}: Die Daten vom {{instant}} ({{lines}}) ersetzen sofort, was gezeigt wird, in allen Zahlen.',
  'collection.publishRefused': 'Es konnte nicht veröffentlicht werden',
  'collection.publishNow': 'Jetzt veröffentlichen',
  'collection.discardTitle': 'Zurückgehaltene Daten verwerfen',
  'collection.discardText':
    '{{slice}}: Die Daten vom {{instant}} ({{lines}}) werden nicht gezeigt; alle Zahlen bleiben, wie sie sind, bis Microsoft neuere Daten hat.',
  'collection.discardRefused': 'Es konnte nicht verworfen werden',
  'collection.discardNow': 'Jetzt verwerfen',
  'collection.decideLater': 'Später entscheiden',
  'collection.needsPermission':
    'Dafür ist die Berechtigung {{permission}} nötig.',
  'collection.cancelRun': 'Lauf abbrechen',
  'collection.resume': 'Fortsetzen',
  'collection.pause': 'Anhalten',
  'collection.collectNow': 'Jetzt abrufen',
  'collection.notStarted': 'Der Abruf konnte nicht begonnen werden',
  'collection.notCancelled': 'Der Lauf konnte nicht abgebrochen werden',
  'collection.notResumed': 'Der Abruf konnte nicht fortgesetzt werden',
  'collection.notPaused': 'Der Abruf konnte nicht angehalten werden',
  'collection.pausedSince': 'Abruf angehalten seit {{instant}}',
  'collection.pausedRunning':
    'Laufende Aufträge werden beendet; die anderen warten, bis der Abruf fortgesetzt wird. Die Zahlen bleiben, wie sie sind.',
  'collection.pausedIdle':
    'Bis zum Fortsetzen wird nichts abgerufen. Die Zahlen bleiben, wie sie sind.',
  'collection.openConnector': 'Konnektor öffnen',
  'collection.lastWorked': 'Zuletzt erfolgreich',
  'collection.never': 'Nie',
  'collection.nextRun': 'Nächster Lauf',
  'collection.schedule': 'Zeitplan',
  'collection.collected': 'Abgerufen',
  'collection.nothing': 'Nichts',
  'collection.settingsLink': 'Einstellungen, Anmeldung und Prüfungen',
  'collection.whenResumed': 'Nach dem Fortsetzen',
  'collection.notPlanned': 'Nicht geplant',
  'collection.progress': 'Abruf',
  'collection.progressText_one':
    '{{done, number}} von {{count, number}} Auftrag',
  'collection.progressText_other':
    '{{done, number}} von {{count, number}} Aufträgen',
  'collection.connectorsFailed': 'Die Konnektoren konnten nicht geladen werden',
  'collection.loadingConnectors': 'Konnektoren werden geladen',
};
