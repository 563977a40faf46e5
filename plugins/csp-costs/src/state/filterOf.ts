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
import { isPossible, type CostFilter } from './useFilters';

/**
 * The filter that leaves one row of a breakdown, or one series of a trend;
 * undefined where there is none.
 */
export function filterOf(
  dimension: BreakdownDimension,
  row: { id?: string; name: string },
  tagKey?: string,
): CostFilter | undefined {
  if (dimension === 'entity' || (dimension === 'tag' && !tagKey)) {
    return undefined;
  }
  const value =
    dimension === 'tag' ? `${tagKey}=${row.name}` : row.id ?? row.name;
  const filter = { dimension, value };
  return isPossible(filter) ? filter : undefined;
}
