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

import type { BreakdownDimension } from 'backstage-plugin-csp-costs-common';
import { dimensionValueName } from '../../format/words';
import type { Texts } from '../../translation/useTexts';
import type { StackSeries } from './buildStack';

/** What to call a series. */
export function seriesName(
  t: Texts,
  dimension: BreakdownDimension,
  series: StackSeries,
): string {
  return series.value
    ? dimensionValueName(t, dimension, series.value.name)
    : t('trend.other', { count: series.count });
}
