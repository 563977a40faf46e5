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
import type { Source } from 'backstage-plugin-csp-costs-common';

/**
 * How an attempt to archive ended: `postponed` when it will be tried again,
 * `released` when this process is shutting down, `lost` when another one has
 * taken it over.
 */
export type ArchiveEnd = 'archived' | 'postponed' | 'released' | 'lost';

/** Measures what the archive worker of this process does. */
export class ArchiveMetrics {
  readonly #attempts: MetricsServiceHistogram;
  readonly #lines: MetricsServiceCounter;

  constructor(metrics: MetricsService) {
    this.#attempts = metrics.createHistogram('csp_costs.archive.duration', {
      description: 'Attempts to archive a generation, by how they ended',
      unit: 's',
    });
    this.#lines = metrics.createCounter('csp_costs.archive.lines', {
      description: 'Lines that were archived',
      unit: '{line}',
    });
  }

  /** An attempt at a generation of a source begins. */
  begin(source: Source): {
    end: (end: ArchiveEnd, lineCount?: number) => void;
  } {
    const startedAt = performance.now();
    return {
      end: (end, lineCount = 0) => {
        const seconds = (performance.now() - startedAt) / 1000;
        this.#attempts.record(seconds, { source, end });
        this.#lines.add(lineCount, { source });
      },
    };
  }
}
