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

import { stringifyError } from '@backstage/errors';
import type { ActionTools, TaskContext } from './ActionTools';
import { requireSignIn } from './requireSignIn';
import { sentence } from './sentence';
import { takeBack } from './takeBack';

/**
 * Runs an action. When it fails for good and its input says so, what the task
 * has made is taken back first.
 *
 * @remarks
 * A task that a person cancels keeps what it has made, as its next run goes on
 * from there.
 *
 * @throws what the action failed with, whether or not everything could be taken back.
 */
export async function withRollback<T>(
  ctx: TaskContext & { input: { signInId?: string; rollback?: boolean } },
  tools: ActionTools,
  run: () => Promise<T>,
): Promise<T> {
  const { rollback, signInId } = ctx.input;
  if (rollback && !ctx.isDryRun) {
    requireSignIn(signInId);
  }
  try {
    return await run();
  } catch (error) {
    if (rollback && !ctx.isDryRun && !ctx.signal?.aborted) {
      await takeBackOrTell(ctx, tools, requireSignIn(signInId));
    }
    throw error;
  }
}

async function takeBackOrTell(
  ctx: TaskContext,
  tools: ActionTools,
  signInId: string,
): Promise<void> {
  try {
    await takeBack(ctx, tools, { signInId, runId: ctx.task.id });
  } catch (error) {
    // The failure of the action is what people have to know first.
    ctx.logger.error(
      `Not everything could be taken back. ${sentence(
        stringifyError(error),
      )} Run csp-costs:run:rollback with runId ${ctx.task.id} to try again.`,
    );
  }
}
