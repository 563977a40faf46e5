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

import type {
  ConnectorWarning,
  Coverage,
  Generation,
  GenerationStatus,
  Problem,
  Run,
  RunDetail,
  RunJob,
  SliceCoverage,
} from 'backstage-plugin-csp-costs-common';
import { HELD, HELD_JOB } from '../src/__testUtils__/ledgerFixtures';

/** The connector that the figures come from. */
export const CONNECTOR_ID = 'contoso-partner';
const AS_OF = '2026-11-14T02:10:00Z';

const THROTTLED: Problem = {
  code: 'MICROSOFT_EXPORT_FAILED',
  cause: 'Microsoft could not finish the export of unbilled charges in USD.',
  remedy:
    'Nothing to do: it is tried again with the next run. If it goes on for a day, quote the request id to Microsoft’s partner support.',
  since: '2026-11-12T02:14:09Z',
  microsoft: {
    status: 500,
    code: '5000',
    message:
      'An internal server error occurred. Retry the operation, and if it fails again contact support.',
    requestId: '6d1b3c9a-2f0e-4e57-8c55-0b8f0e9b1d42',
  },
};

const SLICES: SliceCoverage[] = [
  {
    connectorId: CONNECTOR_ID,
    source: 'unbilled-reconciliation',
    billingPeriod: '2026-11',
    billingCurrency: 'USD',
    status: 'stale',
    asOf: '2026-11-11T02:12:41Z',
    lineCount: 412,
    quarantinedLineCount: 0,
    problem: THROTTLED,
  },
  {
    connectorId: CONNECTOR_ID,
    source: 'unbilled-usage',
    billingPeriod: '2026-11',
    billingCurrency: 'EUR',
    status: 'current',
    asOf: AS_OF,
    lineCount: 128_440,
    quarantinedLineCount: 0,
  },
  {
    connectorId: CONNECTOR_ID,
    source: 'unbilled-usage',
    billingPeriod: '2026-11',
    billingCurrency: 'USD',
    status: 'current',
    asOf: AS_OF,
    lineCount: 52_118,
    quarantinedLineCount: 0,
  },
  {
    connectorId: CONNECTOR_ID,
    source: 'unbilled-reconciliation',
    billingPeriod: '2026-11',
    billingCurrency: 'EUR',
    status: 'current',
    asOf: AS_OF,
    lineCount: 1_204,
    quarantinedLineCount: 0,
  },
];

/** How whole the figures of the current month are, in the given currencies. */
export function coverageOf(
  currencies: string[],
  current: boolean,
  connectors: ConnectorWarning[],
): Coverage {
  if (!current) {
    return { asOf: AS_OF, complete: true, slices: [], connectors };
  }
  const slices = SLICES.filter(slice =>
    currencies.includes(slice.billingCurrency ?? ''),
  );
  const stale = slices.some(slice => slice.status === 'stale');
  return {
    asOf: stale ? '2026-11-11T02:12:41Z' : AS_OF,
    complete: !stale,
    slices,
    connectors,
  };
}

const HELD_OUTCOME = {
  generationId: HELD.generationId,
  validation: HELD.validation,
  problem: HELD_JOB.problem,
} satisfies Partial<RunJob>;

const JOBS: Array<Partial<RunJob> & Pick<RunJob, 'source' | 'status'>> = [
  { source: 'customers', status: 'unchanged', bytes: 48_211, lineCount: 40 },
  {
    source: 'subscriptions',
    status: 'published',
    bytes: 302_870,
    lineCount: 311,
  },
  { source: 'invoices', status: 'unchanged', bytes: 20_115, lineCount: 26 },
  {
    source: 'unbilled-usage',
    status: 'published',
    billingCurrency: 'EUR',
    bytes: 21_904_113,
    lineCount: 128_440,
  },
  {
    source: 'unbilled-usage',
    status: 'published',
    billingCurrency: 'USD',
    bytes: 8_804_560,
    lineCount: 52_118,
    quarantinedLineCount: 3,
  },
  {
    source: 'unbilled-reconciliation',
    status: 'published',
    billingCurrency: 'EUR',
    bytes: 188_734,
    lineCount: 1_204,
  },
  {
    source: 'unbilled-reconciliation',
    status: 'failed',
    billingCurrency: 'USD',
    attempts: 5,
    problem: THROTTLED,
  },
  { source: 'billed-usage', status: 'no-data', invoiceId: 'G054012345' },
  {
    source: 'billed-usage',
    status: 'held',
    billingCurrency: HELD.billingCurrency,
    invoiceId: HELD.invoiceId,
    bytes: HELD.bytes,
    lineCount: HELD.lineCount,
    ...HELD_OUTCOME,
  },
];

/** What becomes of the held job when there is nothing held. */
const NOT_HELD = {
  status: 'unchanged',
  generationId: undefined,
  validation: undefined,
  problem: undefined,
} as const satisfies Partial<RunJob>;

/** Runs of the invented partner; a run that is started here really moves. */
export class DemoRuns {
  /** What was held on the last day, and what became of it. */
  #withheld: Generation = { ...HELD, connectorId: CONNECTOR_ID };
  #manual: { runId: string; startedAt: number } | undefined;
  #cancelled: RunDetail | undefined;

  withheld(): Generation {
    return this.#withheld;
  }

  decide(status: GenerationStatus): Generation {
    this.#withheld = { ...this.#withheld, status };
    return this.#withheld;
  }

  list(): Run[] {
    const past = [14, 13, 12, 11, 10, 9, 8].map(day => this.#past(day));
    const manual = this.#manual && this.get(this.#manual.runId);
    return manual ? [manual, ...past] : past;
  }

  get(runId: string): RunDetail {
    if (this.#cancelled?.runId === runId) {
      return this.#cancelled;
    }
    if (this.#manual?.runId === runId) {
      return moving(
        this.#manual.runId,
        this.#manual.startedAt,
        this.#withheld.status !== 'published',
      );
    }
    return this.#past(Number(runId.slice(-2)));
  }

  cancel(runId: string): RunDetail {
    const run = this.get(runId);
    const finishedAt = new Date().toISOString();
    this.#cancelled = {
      ...run,
      status: 'cancelled',
      finishedAt,
      finishedJobCount: run.jobCount,
      jobs: run.jobs.map(job =>
        job.finishedAt ? job : { ...job, status: 'cancelled', finishedAt },
      ),
    };
    return this.#cancelled;
  }

  start(): RunDetail {
    this.#cancelled = undefined;
    this.#manual ??= { runId: 'run-now', startedAt: Date.now() };
    return this.get(this.#manual.runId);
  }

  #past(day: number): RunDetail {
    const date = `2026-11-${String(day).padStart(2, '0')}`;
    const failing = day >= 12;
    const jobs = JOBS.map(
      (job, index): RunJob => ({
        jobId: `${date}-${index}`,
        attempts: 1,
        bytes: 0,
        lineCount: 0,
        quarantinedLineCount: 0,
        billingPeriod: job.invoiceId ? '2026-10' : '2026-11',
        startedAt: `${date}T02:0${index}:00Z`,
        finishedAt: `${date}T02:0${index}:42Z`,
        ...job,
        ...(job.status === 'failed' &&
          !failing && {
            status: 'published' as const,
            attempts: 1,
            problem: undefined,
          }),
        ...(job.status === 'held' && day < 14 && NOT_HELD),
      }),
    );
    return {
      runId: `run-${String(day).padStart(2, '0')}`,
      connectorId: CONNECTOR_ID,
      trigger: 'schedule',
      status: failing ? 'partial' : 'succeeded',
      startedAt: `${date}T02:00:00Z`,
      finishedAt: `${date}T02:12:41Z`,
      jobCount: jobs.length,
      finishedJobCount: jobs.length,
      failedJobCount: jobs.filter(job => job.status === 'failed').length,
      jobs,
    };
  }
}

function moving(
  runId: string,
  startedAt: number,
  withHeld: boolean,
): RunDetail {
  const seconds = (Date.now() - startedAt) / 1000;
  const jobs = JOBS.map((job, index): RunJob => {
    const progress = Math.min(1, Math.max(0, (seconds - index * 3) / 4));
    const common = {
      jobId: `${runId}-${index}`,
      source: job.source,
      billingPeriod: '2026-11',
      billingCurrency: job.billingCurrency,
      invoiceId: job.invoiceId,
      quarantinedLineCount: 0,
      bytes: Math.round((job.bytes ?? 0) * progress),
      lineCount: Math.round((job.lineCount ?? 0) * progress),
    };
    if (progress === 0) {
      return { ...common, status: 'queued', attempts: 0 };
    }
    const began = new Date(startedAt + index * 3000).toISOString();
    if (progress < 1) {
      return {
        ...common,
        status: 'running',
        stage: progress < 0.5 ? 'exporting' : 'downloading',
        attempts: 1,
        startedAt: began,
      };
    }
    return {
      ...common,
      status: job.status === 'failed' ? 'published' : job.status,
      attempts: 1,
      ...(job.status === 'held' && (withHeld ? HELD_OUTCOME : NOT_HELD)),
      startedAt: began,
      finishedAt: new Date(startedAt + index * 3000 + 4000).toISOString(),
    };
  });
  const finished = jobs.filter(job => job.finishedAt).length;
  const done = finished === jobs.length;
  return {
    runId,
    connectorId: CONNECTOR_ID,
    trigger: 'manual',
    requestedBy: 'user:default/guest',
    status: done ? endOf(jobs) : 'running',
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: done
      ? new Date(startedAt + JOBS.length * 3000 + 1000).toISOString()
      : undefined,
    jobCount: jobs.length,
    finishedJobCount: finished,
    failedJobCount: 0,
    jobs,
  };
}

function endOf(jobs: RunJob[]): Run['status'] {
  return jobs.some(job => job.status === 'held') ? 'partial' : 'succeeded';
}
