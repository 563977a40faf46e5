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
import type { ProblemCode } from '../errors';

/** What a step of onboarding finds itself, and cannot go on with. */
export class OnboardingProblem extends Error {
  readonly code: ProblemCode;
  readonly details: Partial<Pick<Problem, 'cause' | 'remedy'>>;

  /** @param details - What is said more exactly than in the table of errors. */
  constructor(
    code: ProblemCode,
    details: Partial<Pick<Problem, 'cause' | 'remedy'>> = {},
  ) {
    super(details.cause ?? code);
    this.name = 'OnboardingProblem';
    this.code = code;
    this.details = details;
  }
}
