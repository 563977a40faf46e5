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

import { useServiceColors } from '../services/ServiceColors';
import type { Stack } from './buildStack';

/** Series that can be told apart by their colour. */
export const SERIES_COLORS = 8;

const OTHER = 'var(--csp-series-other)';

/**
 * A colour for each series of a stack. Services have the colour that they have
 * everywhere on the page, all else goes by its place.
 */
export function useSeriesColors(stack: Stack | undefined): string[] {
  const series = stack?.series ?? [];
  const ofServices = useServiceColors(series.map(({ value }) => value?.name));
  return stack?.dimension === 'service'
    ? ofServices
    : series.map(({ value }, index) =>
        value === undefined || index >= SERIES_COLORS
          ? OTHER
          : `var(--csp-series-${index + 1})`,
      );
}
