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
  OnboardingApi,
  OnboardingStep,
  OnboardingStepInput,
} from 'backstage-plugin-csp-costs-common';
import type { ActionTools, TaskContext } from './ActionTools';
import { requireSignIn } from './requireSignIn';
import { runStep, type EndedStep, type StepRequest } from './runStep';
import { withRollback } from './withRollback';

/** A step that is made with a person's sign-in. */
export interface OnboardingStepRequest<T extends OnboardingStep>
  extends Omit<StepRequest<T>, 'ask'> {
  /** What it would do, for a dry run that cannot look: `find or create …`. */
  plan: string;
  /** Asks the backend. */
  ask(
    onboarding: OnboardingApi,
    input: OnboardingStepInput,
    options: { signal?: AbortSignal },
  ): Promise<T>;
}

/**
 * Runs a step of onboarding; in a dry run, asks what it would do.
 *
 * @returns undefined in a dry run without a sign-in, which nobody can be asked for.
 * @throws InputError without a sign-in, StepError as {@link runStep} does.
 */
export async function runOnboardingStep<T extends OnboardingStep>(
  ctx: TaskContext & { input: { signInId?: string; rollback?: boolean } },
  tools: ActionTools,
  { plan, ask, ...step }: OnboardingStepRequest<T>,
): Promise<EndedStep<T> | undefined> {
  const dryRun = ctx.isDryRun === true;
  if (dryRun && !ctx.input.signInId) {
    ctx.logger.info(
      `Would ${plan}. What exists is not known: there is no sign-in`,
    );
    return undefined;
  }
  const signInId = requireSignIn(ctx.input.signInId);
  const { onboarding } = tools.connect(await ctx.getInitiatorCredentials());
  return withRollback(ctx, tools, () =>
    runStep(ctx, tools, {
      ...step,
      ask: options =>
        ask(onboarding, { signInId, runId: ctx.task.id, dryRun }, options),
    }),
  );
}
