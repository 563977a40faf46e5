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
import type { CheckResult } from './ConnectorCheck';

type More = Pick<CheckResult, 'values' | 'links'>;

/** @param finding - What was found, in one sentence. */
export function pass(finding: string, more: More = {}): CheckResult {
  return { status: 'pass', finding, ...more };
}

/** It works, and should be looked at. */
export function warn(
  problem: Problem,
  finding: string,
  more: More = {},
): CheckResult {
  return { status: 'warn', finding, problem, ...more };
}

/** Something does not work. */
export function fail(
  problem: Problem,
  finding: string,
  more: More = {},
): CheckResult {
  return { status: 'fail', finding, problem, ...more };
}

/** Nothing was looked at. */
export function skipped(finding: string): CheckResult {
  return { status: 'skipped', finding };
}
