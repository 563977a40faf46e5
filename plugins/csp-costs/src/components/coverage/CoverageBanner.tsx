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

import { Alert } from '@backstage/ui';
import type {
  Coverage,
  SliceCoverage,
} from 'backstage-plugin-csp-costs-common';
import { formatInstant } from '../../format/dates';
import { plural } from '../../format/numbers';
import { sliceName } from '../../format/words';
import { CoverageDialog } from './CoverageDialog';
import { describeCoverage, troubledSince } from './describeCoverage';
import styles from './CoverageBanner.module.css';

/**
 * Says on top of a page that something is stale or missing: which source, of
 * which month, since when, and what is shown instead.
 */
export function CoverageBanner({ coverage }: { coverage: Coverage }) {
  const troubled = describeCoverage(coverage).problems.filter(
    slice => slice.status === 'stale' || slice.status === 'missing',
  );
  const [first, ...others] = troubled;
  if (!first) {
    return null;
  }
  return (
    <Alert
      role="status"
      status="warning"
      icon
      className={styles.banner}
      title={titleOf(first)}
      description={
        <>
          {shownInstead(first)} {first.problem?.cause}
          {others.length > 0 &&
            ` The same or worse goes for ${plural(
              others.length,
              'other',
              'others',
            )}: ${others.slice(0, 3).map(sliceName).join(', ')}${
              others.length > 3 ? ' …' : '.'
            }`}
        </>
      }
      customActions={
        <CoverageDialog coverage={coverage} label="See why" asButton />
      }
    />
  );
}

function titleOf(slice: SliceCoverage): string {
  const since = troubledSince(slice);
  const word = slice.status === 'stale' ? 'is stale' : 'is missing';
  return `${sliceName(slice)} ${word}${
    since ? ` since ${formatInstant(since)}` : ''
  }`;
}

function shownInstead(slice: SliceCoverage): string {
  return slice.status === 'stale' && slice.asOf
    ? `The figures of ${formatInstant(slice.asOf)} are shown instead.`
    : 'The figures are without it.';
}
