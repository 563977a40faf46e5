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

/** Why the latest sign-in of a connector failed, when none has succeeded since. */
export async function latestConsentProblem(
  knex: Knex,
  connectorId: string,
): Promise<Problem | undefined> {
  const row = await knex<ConsentRow>('consents')
    .where({ connector_id: connectorId })
    .whereNot({ status: 'started' })
    .orderBy('finished_at', 'desc')
    .first('problem');
  return row?.problem ? JSON.parse(row.problem) : undefined;
}
