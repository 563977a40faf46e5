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
  OnboardingObject,
  OnboardingStep,
} from 'backstage-plugin-csp-costs-common';
import { isRecent } from './isRecent';
import { NOT_ALLOWED } from './notAllowed';
import { OnboardingProblem } from './OnboardingProblem';
import type { RecentNote, StepContext } from './StepContext';
import { stepFailure } from './stepFailure';

/** What depends on something is taken back before it. */
const ORDER: readonly OnboardingObject[] = [
  'billing-role',
  'credential',
  'delegated-grant',
  'application-permission',
  'connector',
  'service-principal',
  'resource-service-principal',
  'application',
];

/**
 * Takes back what a run has made. Where Microsoft refuses to let go of one
 * object, the rest still goes; asked for again, it goes on with what is left.
 * What was noted a moment ago and is not found is waited for: it may have been
 * made, and be unknown to the directory yet.
 *
 * @param options - `notes` the latest first; `remove` removes an object, and
 * counts one that is gone as removed; `strike` notes that it is gone.
 * @throws whatever is no refusal, or may pass by itself.
 */
export async function rollBack(
  context: StepContext,
  options: {
    notes: RecentNote[];
    remove: (noted: RecentNote) => Promise<void>;
    strike: (noted: RecentNote) => Promise<void>;
  },
): Promise<OnboardingStep> {
  const { notes, remove, strike } = options;
  const { effects, now } = context;
  const failed: OnboardingStep[] = [];
  // Sorting is stable: of one kind, the latest goes first.
  const ordered = [...notes].sort(
    (one, other) => ORDER.indexOf(one.object) - ORDER.indexOf(other.object),
  );
  for (const noted of ordered) {
    const before = effects.length;
    try {
      await remove(noted);
      const isAbsent = effects
        .slice(before)
        .every(({ outcome }) => outcome === 'absent');
      if (isAbsent && isRemote(noted) && isRecent(noted, now)) {
        const [effect] = effects.splice(before);
        throw new OnboardingProblem('DIRECTORY_LAGS', {
          cause: `${
            effect?.text ?? ''
          } The run was about to make it minutes ago, so Microsoft may not list it yet.`,
        });
      }
    } catch (error) {
      failed.push(
        stepFailure(error, context, { notAllowed: NOT_ALLOWED[noted.object] }),
      );
      continue;
    }
    await strike(noted);
  }
  // Waiting helps only when nothing else is in the way.
  const worst = failed.find(({ state }) => state !== 'waiting') ?? failed[0];
  return worst
    ? { state: worst.state, effects, problem: worst.problem }
    : { state: 'done', effects };
}

/** Whether it is Microsoft who knows of it. */
function isRemote({ object }: RecentNote): boolean {
  return object !== 'connector';
}
