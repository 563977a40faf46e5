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

import type { ConnectorDraft, DraftField } from './connectorDraft';

/** What one's own changes come to on top of somebody else's. */
export interface MergedDraft {
  draft: ConnectorDraft;
  /** Fields that both have changed, differently; one's own are in the draft. */
  contested: DraftField[];
}

/**
 * Puts what was typed on top of settings that have changed meanwhile.
 *
 * @param base - What the typing began with.
 * @param typed - What was typed.
 * @param theirs - What is saved now.
 */
export function mergeDrafts(
  base: ConnectorDraft,
  typed: ConnectorDraft,
  theirs: ConnectorDraft,
): MergedDraft {
  const fields = Object.keys(base) as DraftField[];
  const mine = fields.filter(field => differs(base, typed, field));
  return {
    draft: {
      ...theirs,
      ...Object.fromEntries(mine.map(field => [field, typed[field]])),
    },
    contested: mine.filter(
      field => differs(base, theirs, field) && differs(typed, theirs, field),
    ),
  };
}

function differs(
  left: ConnectorDraft,
  right: ConnectorDraft,
  field: DraftField,
): boolean {
  return JSON.stringify(left[field]) !== JSON.stringify(right[field]);
}
