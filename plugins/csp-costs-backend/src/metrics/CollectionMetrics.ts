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
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import type { RunJob, Source } from 'backstage-plugin-csp-costs-common';

type Stage = NonNullable<RunJob['stage']>;

/** Counts of one attempt at a job. */
export interface AttemptCounts {
  lineCount: number;
  quarantinedLineCount: number;
}

/**
 * How an attempt ended: as the job did, or `postponed` when it will be tried
 * again, `released` when this process is shutting down, `lost` when another
 * one has taken it over.
 */
export type AttemptEnd =
  | Exclude<RunJob['status'], 'queued' | 'running' | 'waiting'>
  | 'postponed'
  | 'released'
  | 'lost';

/** One attempt at a job, while it is measured. */
export interface MeasuredAttempt {
  /** The attempt has come to a stage. */
  enter(stage: Stage): void;

  /** The attempt is over. */
  end(end: AttemptEnd, counts: AttemptCounts): void;
}

/** Measures what the workers of this process do. */
export class CollectionMetrics {
  readonly #attempts: MetricsServiceHistogram;
  readonly #stages: MetricsServiceHistogram;
  readonly #lines: MetricsServiceCounter;
  readonly #quarantined: MetricsServiceCounter;

  constructor(metrics: MetricsService) {
    this.#attempts = metrics.createHistogram('csp_costs.job.duration', {
      description: 'Attempts at jobs, by how they ended',
      unit: 's',
    });
    this.#stages = metrics.createHistogram('csp_costs.job.stage.duration', {
      description: 'Stages of jobs',
      unit: 's',
    });
    this.#lines = metrics.createCounter('csp_costs.lines', {
      description: 'Lines, or items of a list, that were read',
      unit: '{line}',
    });
    this.#quarantined = metrics.createCounter('csp_costs.lines.quarantined', {
      description: 'Lines that could not be read',
      unit: '{line}',
    });
  }

  /** An attempt at a job of a source begins. */
  begin(source: Source): MeasuredAttempt {
    const startedAt = performance.now();
    let current: { stage: Stage; since: number } | undefined;
    const leave = () => {
      if (current) {
        const seconds = (performance.now() - current.since) / 1000;
        this.#stages.record(seconds, { source, stage: current.stage });
      }
    };
    return {
      enter: stage => {
        if (stage !== current?.stage) {
          leave();
          current = { stage, since: performance.now() };
        }
      },
      end: (end, { lineCount, quarantinedLineCount }) => {
        leave();
        const seconds = (performance.now() - startedAt) / 1000;
        this.#attempts.record(seconds, { source, end });
        this.#lines.add(lineCount, { source });
        this.#quarantined.add(quarantinedLineCount, { source });
      },
    };
  }
}
