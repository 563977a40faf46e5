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

import type {
  OnboardingEffect,
  OnboardingStep,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import {
  explain,
  isRightMissing,
  onboardingStateOf,
  problemOf,
  type ProblemCode,
} from '../errors';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import { OnboardingProblem } from './OnboardingProblem';

/** Explanations of a token that is no longer good. */
const TOKEN_WRONG = ['TOKEN_REFUSED', 'TOKEN_INVALID'];

/**
 * How a step stands that Microsoft has refused, or that cannot go on itself: `waiting` when its directory
 * has not caught up, `handed-on` when somebody else can do it by a link,
 * `refused` otherwise.
 *
 * @param options - `notAllowed` says what it means in this step that a right
 * is missing; `handOnUrl` is where somebody who has it does it; `asApplication`
 * that the token was the application's own rather than the person's.
 * @throws whatever is neither, or may pass by itself.
 */
export function stepFailure(
  error: unknown,
  context: { effects: OnboardingEffect[]; now: () => Date },
  options: {
    notAllowed?: ProblemCode;
    handOnUrl?: string;
    asApplication?: boolean;
  } = {},
): OnboardingStep {
  const problem = problemOfStep(error, context.now(), options);
  const state = onboardingStateOf(problem);
  const { effects } = context;
  if (state === 'handed-on') {
    return options.handOnUrl
      ? { state, effects, problem, handOnUrl: options.handOnUrl }
      : { state: 'refused', effects, problem };
  }
  return { state, effects, problem };
}

function problemOfStep(
  error: unknown,
  now: Date,
  options: { notAllowed?: ProblemCode; asApplication?: boolean },
): Problem {
  if (error instanceof OnboardingProblem) {
    return problemOf(error.code, now, error.details);
  }
  if (!(error instanceof MicrosoftError) || error.transient) {
    throw error;
  }
  const explained = explain(error, now);
  const meaning = isRightMissing(error)
    ? options.notAllowed
    : TOKEN_WRONG.includes(explained.code) &&
      !options.asApplication &&
      'SIGN_IN_ENDED';
  return meaning ? problemOf(meaning, now, { error }) : explained;
}
