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

import type { Check } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readTimestamp } from '../../database/dialect';
import type { CheckResult } from './ConnectorCheck';
import { doctorChecks } from './doctorChecks';

interface CheckRow {
  connector_id: string;
  check_id: string;
  /** JSON of a {@link CheckResult}. */
  result: string;
  checked_at: Date | string;
}

/**
 * Keeps the result of a check in place of the one before. A problem that was
 * there before is as old as it was then.
 */
export async function saveCheck(
  knex: Knex,
  connectorId: string,
  check: Check,
): Promise<void> {
  const { status, finding, problem, values, links } = check;
  await knex.transaction(async tx => {
    const before = await tx<CheckRow>('connector_checks')
      .where({ connector_id: connectorId, check_id: check.checkId })
      .first();
    const known = before && readResult(before).problem;
    const result: CheckResult = {
      status,
      finding,
      problem:
        problem && known?.code === problem.code
          ? { ...problem, since: known.since }
          : problem,
      values,
      links,
    };
    await tx<CheckRow>('connector_checks')
      .insert({
        connector_id: connectorId,
        check_id: check.checkId,
        result: JSON.stringify(result),
        checked_at: check.checkedAt!,
      })
      .onConflict(['connector_id', 'check_id'])
      .merge();
  });
}

/** The latest results of all checks there are; `unknown` where there is none. */
export async function readChecks(
  knex: Knex,
  connectorId: string,
): Promise<Check[]> {
  const rows = await knex<CheckRow>('connector_checks').where({
    connector_id: connectorId,
  });
  const byId = new Map(rows.map(row => [row.check_id, row]));
  return doctorChecks.map(({ checkId, title, group, why }) => {
    const row = byId.get(checkId);
    return {
      checkId,
      title,
      group,
      why,
      ...(row
        ? { ...readResult(row), checkedAt: readTimestamp(row.checked_at) }
        : { status: 'unknown' as const }),
    };
  });
}

function readResult(row: CheckRow): CheckResult {
  return JSON.parse(row.result) as CheckResult;
}
