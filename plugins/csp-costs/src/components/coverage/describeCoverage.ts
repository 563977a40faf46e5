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
  Coverage,
  SliceCoverage,
} from 'backstage-plugin-csp-costs-common';
import { formatDay } from '../../format/dates';
import type { Texts } from '../../translation/useTexts';

/** What a reader has to know about how whole a set of figures is. */
export interface CoverageDescription {
  /** Slices that keep the figures from being whole and current. */
  problems: SliceCoverage[];
  /** `1 source is stale since 12 Nov`; absent when nothing is wrong. */
  reason?: string;
}

export function describeCoverage(
  t: Texts,
  coverage: Coverage,
): CoverageDescription {
  const problems = problemsOf(coverage);
  if (coverage.complete) {
    return { problems };
  }
  const reasons = [
    reasonOf(t, problems, 'missing'),
    reasonOf(t, problems, 'stale'),
    reasonOf(t, problems, 'collecting'),
    quarantineOf(t, problems),
  ].filter(Boolean);
  return { problems, reason: reasons.join(', ') || t('coverage.notComplete') };
}

/** The slices that keep some figures from being whole and current. */
export function problemsOf(coverage: Coverage): SliceCoverage[] {
  return coverage.complete
    ? []
    : coverage.slices.filter(
        slice =>
          slice.status === 'stale' ||
          slice.status === 'missing' ||
          slice.status === 'collecting' ||
          slice.quarantinedLineCount > 0,
      );
}

/** Since when the data of a slice has not been what it should be. */
export function troubledSince(slice: SliceCoverage): string | undefined {
  return slice.problem?.since ?? slice.asOf;
}

function reasonOf(
  t: Texts,
  slices: SliceCoverage[],
  status: 'missing' | 'stale' | 'collecting',
): string | undefined {
  const affected = slices.filter(slice => slice.status === status);
  const count = new Set(affected.map(slice => slice.source)).size;
  if (count === 0) {
    return undefined;
  }
  if (status === 'collecting') {
    return t('coverage.sourcesCollecting', { count });
  }
  const [since] = affected
    .map(troubledSince)
    .filter(instant => instant !== undefined)
    .sort();
  const kind = status === 'missing' ? 'Missing' : 'Stale';
  return since
    ? t(`coverage.sources${kind}Since`, { count, day: formatDay(dayOf(since)) })
    : t(`coverage.sources${kind}`, { count });
}

function quarantineOf(t: Texts, slices: SliceCoverage[]): string | undefined {
  const count = slices.reduce(
    (sum, slice) => sum + slice.quarantinedLineCount,
    0,
  );
  return count > 0 ? t('coverage.linesUnread', { count }) : undefined;
}

function dayOf(instant: string): string {
  return new Date(instant).toISOString().slice(0, 10);
}
