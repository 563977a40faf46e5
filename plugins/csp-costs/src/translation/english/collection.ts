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

/** Texts of the collection: runs, jobs, held data. */
export const collection = {
  'collection.slice': 'Slice',
  'collection.state': 'State',
  'collection.received': 'Received',
  'collection.lines': 'Lines',
  'collection.unreadable': '{{number, number}} unreadable',
  'collection.started': 'Started',
  'collection.took': 'Took',
  'collection.ended': 'Ended {{instant}}',
  'collection.failed': 'Failed',
  'collection.failedJobs': 'Failed jobs',
  'collection.failedJobsFailed': 'The failed jobs could not be loaded',
  'collection.notRetried': 'It could not be tried again',
  'collection.showMore': 'Show more',
  'collection.retry': 'Retry',
  'collection.retryAll': 'Retry all {{number, number}} failed',
  'collection.retriedLater': 'Retried in a later run',
  'collection.whatToDo': 'What to do',
  'collection.attempts_one': '{{count, number}} attempt',
  'collection.attempts_other': '{{count, number}} attempts',
  'collection.jobsOf': 'Jobs of the run of {{instant}}',
  'collection.jobsFailed': 'The jobs could not be loaded',
  'collection.heldFailed': 'What is held could not be loaded',
  'collection.loadingJobs': 'Loading jobs',
  'collection.check': 'Check',
  'collection.verdict': 'Verdict',
  'collection.found': 'What was found',
  'collection.checksOf': 'Checks of {{slice}}',
  'collection.runsFailed': 'The runs could not be loaded',
  'collection.loadingRuns': 'Loading runs',
  'collection.noRun': 'There has been no run yet.',
  'collection.run': 'Run',
  'collection.startedBy': 'Started by',
  'collection.jobs': 'Jobs',
  'collection.jobsDone': '{{done, number}} of {{all, number}}',
  'collection.latestRuns': 'Latest runs',
  'collection.latestRunsOf': 'Latest runs of {{title}}',
  'collection.showAll': 'Show all {{number, number}}',
  'collection.somebody': 'Somebody',
  'collection.bySchedule': 'Schedule',
  'collection.byBackfill': 'Backfill',
  'collection.asRetry': '{{person}}, as a retry',
  'collection.historyFailed': 'The history could not be loaded',
  'collection.history': 'History',
  'collection.historyDone_one': 'History: {{count, number}} month collected',
  'collection.historyDone_other': 'History: {{count, number}} months collected',
  'collection.historyPart_one':
    'History: {{done, number}} of {{count, number}} month collected',
  'collection.historyPart_other':
    'History: {{done, number}} of {{count, number}} months collected',
  'collection.backTo': 'back to {{month}}',
  'collection.lineCount_one': '{{count, number}} line',
  'collection.lineCount_other': '{{count, number}} lines',
  'collection.withoutData': '{{number, number}} without data',
  'collection.failedCount': '{{number, number}} failed',
  'collection.goesOn': 'goes on with the next run',
  'collection.settled':
    'Settled since: it was published, or Microsoft had newer data.',
  'collection.held':
    '{{lines}}, collected {{instant}}. It waits for a decision.',
  'collection.heldDiscarded':
    '{{lines}}, collected {{instant}}. Discarded; it can be published as long as Microsoft has nothing newer.',
  'collection.publish': 'Publish',
  'collection.discard': 'Discard',
  'collection.publishingIt': 'Publishing it',
  'collection.decidingIt': 'Publishing or discarding it',
  'collection.publishTitle': 'Publish the held data',
  'collection.publishText':
    '{{slice}}: the data collected {{instant}} ({{lines}}) takes the place of what is shown, in all figures and at once.',
  'collection.publishRefused': 'It could not be published',
  'collection.publishNow': 'Publish now',
  'collection.discardTitle': 'Discard the held data',
  'collection.discardText':
    '{{slice}}: the data collected {{instant}} ({{lines}}) is not shown, and all figures stay as they are until Microsoft has newer data.',
  'collection.discardRefused': 'It could not be discarded',
  'collection.discardNow': 'Discard now',
  'collection.decideLater': 'Decide later',
  'collection.needsPermission': 'It needs the permission {{permission}}.',
  'collection.cancelRun': 'Cancel run',
  'collection.resume': 'Resume',
  'collection.pause': 'Pause',
  'collection.collectNow': 'Collect now',
  'collection.notStarted': 'The collection could not be started',
  'collection.notCancelled': 'The run could not be cancelled',
  'collection.notResumed': 'The collection could not be resumed',
  'collection.notPaused': 'The collection could not be paused',
  'collection.pausedSince': 'Collection paused since {{instant}}',
  'collection.pausedRunning':
    'Jobs at work end; the others wait until it is resumed. Figures stay as they are.',
  'collection.pausedIdle':
    'Nothing is collected until it is resumed. Figures stay as they are.',
  'collection.openConnector': 'Open the connector',
  'collection.lastWorked': 'Last worked',
  'collection.never': 'Never',
  'collection.nextRun': 'Next run',
  'collection.schedule': 'Schedule',
  'collection.collected': 'Collected',
  'collection.nothing': 'Nothing',
  'collection.settingsLink': 'Settings, sign-in and checks',
  'collection.whenResumed': 'When it is resumed',
  'collection.notPlanned': 'Not planned',
  'collection.progress': 'Collection',
  'collection.progressText_one': '{{done, number}} of {{count, number}} job',
  'collection.progressText_other': '{{done, number}} of {{count, number}} jobs',
  'collection.connectorsFailed': 'The connectors could not be loaded',
  'collection.loadingConnectors': 'Loading connectors',
} as const;
