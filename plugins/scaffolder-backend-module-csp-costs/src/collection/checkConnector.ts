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

import type { Check, CspCostsApi } from 'backstage-plugin-csp-costs-common';
import { describeProblem } from '../steps/describeProblem';
import type { TaskContext } from '../steps/ActionTools';

/**
 * Runs the checks of a connector and tells those that did not pass, with cause
 * and remedy.
 *
 * @returns titles of the checks that failed; a warning is none of them.
 */
export async function checkConnector(
  ctx: Pick<TaskContext, 'logger' | 'signal'>,
  costs: Pick<CspCostsApi, 'runChecks'>,
  connectorId: string,
): Promise<string[]> {
  const checks = await costs.runChecks(connectorId, {}, { signal: ctx.signal });
  const failed: string[] = [];
  let passed = 0;
  for (const check of checks) {
    if (check.status === 'pass') {
      passed += 1;
    } else if (check.status === 'fail') {
      failed.push(check.title);
    }
    if (check.status === 'fail' || check.status === 'warn') {
      ctx.logger.warn(describeCheck(check));
    }
  }
  ctx.logger.info(`Checks: ${passed} passed, ${failed.length} failed`);
  return failed;
}

/** What a check found, with cause and remedy. */
function describeCheck(check: Check): string {
  const found = check.problem ? describeProblem(check.problem) : check.finding;
  const links = (check.links ?? []).map(({ label, url }) => `${label}: ${url}`);
  return [`${check.title}: ${found ?? check.why}`, ...links].join(' ');
}
