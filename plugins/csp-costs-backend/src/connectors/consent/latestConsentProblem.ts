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

import type { Problem } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { ConsentRow } from './tables';

/**
 * Why the latest sign-in of a connector failed, when none has succeeded since.
 *
 * @param consentedAt - Of the consent in use, if any: it may have come from
 * elsewhere, and what failed before it is over.
 */
export async function latestConsentProblem(
  knex: Knex,
  connectorId: string,
  consentedAt: string | undefined,
): Promise<Problem | undefined> {
  const row = await knex<ConsentRow>('consents')
    .where({ connector_id: connectorId })
    .whereNot({ status: 'started' })
    .orderBy('finished_at', 'desc')
    .first('problem', 'finished_at');
  const isOver =
    consentedAt !== undefined &&
    new Date(row?.finished_at ?? 0) <= new Date(consentedAt);
  return row?.problem && !isOver ? JSON.parse(row.problem) : undefined;
}
