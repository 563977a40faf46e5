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

import type { FilterPredicate } from '@backstage/filter-predicates';
import { CLAIMING_ANNOTATIONS } from './annotationExamples';

/** Kinds that have the costs of what is part of them, or owned by them. */
const ROLLED_UP_KINDS = ['System', 'Domain', 'Group'];

const CONDITIONS: FilterPredicate[] = [
  ...CLAIMING_ANNOTATIONS.map(
    annotation =>
      // A name that is put together could be an operator, for all the type knows.
      ({
        [`metadata.annotations.${annotation}`]: { $exists: true },
      } as FilterPredicate),
  ),
  ...ROLLED_UP_KINDS.map(kind => ({ kind })),
];

/**
 * Matches entities that say whose costs they stand for, and kinds that others
 * are rolled up into. Entities that only rules know cannot be told by
 * themselves: an app that has rules widens the filter in its config.
 */
export const entityHasCosts: FilterPredicate = { $any: CONDITIONS };
