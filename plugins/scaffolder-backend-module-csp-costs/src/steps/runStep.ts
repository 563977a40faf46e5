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

import type { OnboardingStep } from 'backstage-plugin-csp-costs-common';
import type { ActionTools, TaskContext } from './ActionTools';
import { askPatiently } from './askPatiently';
import { describeProblem } from './describeProblem';
import { StepError } from './StepError';

/** A step, and how much of it is asked for. */
export interface StepRequest<T extends OnboardingStep> {
  /** What it does, to begin sentences with: `The app registration`. */
  name: string;
  /** Whether it is an error that somebody else has to do it. */
  required?: boolean;
  /** Asks the backend. Is called again while Microsoft has not caught up. */
  ask(options: { signal?: AbortSignal }): Promise<T>;
}

/** A step that needs nothing more from the one who asked. */
export type EndedStep<T extends OnboardingStep> = T & {
  state: 'done' | 'handed-on';
};

/**
 * Asks for a step until it is done or handed on. Everything that is done is
 * told in the log, once.
 *
 * @remarks
 * There is no checkpoint around a step. The backend looks at what is there
 * each time, so asking again makes nothing twice; a kept answer would let a
 * retry skip over what somebody has deleted in the meantime.
 *
 * @throws StepError when it is refused, is not done in ten minutes, or is
 * handed on although it is required.
 */
export async function runStep<T extends OnboardingStep>(
  ctx: Pick<TaskContext, 'logger' | 'signal'>,
  tools: Pick<ActionTools, 'now' | 'wait'>,
  { name, required, ask }: StepRequest<T>,
): Promise<EndedStep<T>> {
  const told = new Set<string>();
  const step = await askPatiently<T>(ctx, tools, name, async () => {
    const answer = await ask({ signal: ctx.signal });
    for (const { text } of answer.effects) {
      if (!told.has(text)) {
        told.add(text);
        ctx.logger.info(text);
      }
    }
    return answer.state === 'waiting'
      ? { waitingFor: reasonOf(answer) }
      : { result: answer };
  });
  if (isDone(step)) {
    return step;
  }
  if (step.state === 'handed-on' && !required) {
    ctx.logger.warn(handedOn(name, step));
    return step as EndedStep<T>;
  }
  throw new StepError(
    step.state === 'handed-on'
      ? handedOn(name, step)
      : `${name}: ${reasonOf(step)}`,
  );
}

function isDone<T extends OnboardingStep>(step: T): step is EndedStep<T> {
  return step.state === 'done';
}

function reasonOf({ problem }: OnboardingStep): string {
  return problem ? describeProblem(problem) : 'Microsoft has not caught up.';
}

function handedOn(name: string, step: OnboardingStep): string {
  const link = step.handOnUrl ? ` The link: ${step.handOnUrl}` : '';
  return `${name} is for somebody else to do. ${reasonOf(
    step,
  )}${link} Then run the template again: it goes on from here.`;
}
