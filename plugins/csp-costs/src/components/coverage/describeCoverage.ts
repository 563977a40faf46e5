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
import { formatCount, plural } from '../../format/numbers';

/** What a reader has to know about how whole a set of figures is. */
export interface CoverageDescription {
  /** Slices that keep the figures from being whole and current. */
  problems: SliceCoverage[];
  /** `1 source is stale since 12 Nov`; absent when nothing is wrong. */
  reason?: string;
}

export function describeCoverage(coverage: Coverage): CoverageDescription {
  if (coverage.complete) {
    return { problems: [] };
  }
  const problems = coverage.slices.filter(
    slice =>
      slice.status === 'stale' ||
      slice.status === 'missing' ||
      slice.status === 'collecting' ||
      slice.quarantinedLineCount > 0,
  );
  const reasons = [
    reasonOf(problems, 'missing', 'missing'),
    reasonOf(problems, 'stale', 'stale'),
    reasonOf(problems, 'collecting', 'still being collected'),
    quarantineOf(problems),
  ].filter(Boolean);
  return { problems, reason: reasons.join(', ') || 'not complete' };
}

/** Since when the data of a slice has not been what it should be. */
export function troubledSince(slice: SliceCoverage): string | undefined {
  return slice.problem?.since ?? slice.asOf;
}

function reasonOf(
  slices: SliceCoverage[],
  status: SliceCoverage['status'],
  word: string,
): string | undefined {
  const affected = slices.filter(slice => slice.status === status);
  const count = new Set(affected.map(slice => slice.source)).size;
  if (count === 0) {
    return undefined;
  }
  const [since] = affected
    .map(troubledSince)
    .filter(instant => instant !== undefined)
    .sort();
  const verb = count === 1 ? 'is' : 'are';
  const suffix =
    since && status !== 'collecting' ? ` since ${formatDay(dayOf(since))}` : '';
  return `${plural(count, 'source')} ${verb} ${word}${suffix}`;
}

function quarantineOf(slices: SliceCoverage[]): string | undefined {
  const count = slices.reduce(
    (sum, slice) => sum + slice.quarantinedLineCount,
    0,
  );
  if (count === 0) {
    return undefined;
  }
  return count === 1
    ? '1 line could not be read'
    : `${formatCount(count)} lines could not be read`;
}

function dayOf(instant: string): string {
  return new Date(instant).toISOString().slice(0, 10);
}
