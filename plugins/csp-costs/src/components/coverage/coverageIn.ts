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

import type { Coverage } from 'backstage-plugin-csp-costs-common';
import { problemsOf } from './describeCoverage';

/**
 * The part of a coverage that the figures of one currency are made of. What is
 * wrong with the euros says nothing about the dollars.
 */
export function coverageIn(coverage: Coverage, currency: string): Coverage {
  const slices = coverage.slices.filter(
    slice => !slice.billingCurrency || slice.billingCurrency === currency,
  );
  if (coverage.complete || slices.length === coverage.slices.length) {
    return coverage;
  }
  const hasOthersToBlame = problemsOf(coverage).some(
    slice => !slices.includes(slice),
  );
  const complete =
    hasOthersToBlame && problemsOf({ ...coverage, slices }).length === 0;
  const [oldest] = slices
    .flatMap(slice => slice.asOf ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  return { ...coverage, asOf: oldest ?? coverage.asOf, complete, slices };
}
