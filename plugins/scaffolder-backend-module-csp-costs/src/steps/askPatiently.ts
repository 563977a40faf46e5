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

import type { ActionTools, TaskContext } from './ActionTools';
import { describeDuration } from './describeDuration';
import { describeOutage } from './describeOutage';
import { PATIENCE_MS, Patience } from './Patience';
import { StepError } from './StepError';

/** What was found: a result, or what has to be waited for. */
export type Found<T> = { result: T } | { waitingFor: string };

/**
 * Asks until there is a result, for ten minutes at most unless told; a backend that does
 * not answer is waited for too. The log says what is waited for.
 *
 * @throws StepError when the time is over; what the task is cancelled with.
 */
export async function askPatiently<T>(
  ctx: Pick<TaskContext, 'logger' | 'signal'>,
  tools: Pick<ActionTools, 'now' | 'wait'>,
  name: string,
  ask: () => Promise<Found<T>>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const patience = new Patience(tools, ctx.signal, patienceMs);
  for (;;) {
    ctx.signal?.throwIfAborted();
    const found = await ask().catch((error): Found<T> => {
      const outage = describeOutage(error);
      if (outage === undefined) {
        throw error;
      }
      return { waitingFor: outage };
    });
    if ('result' in found) {
      return found.result;
    }
    if (patience.nextMs === 0) {
      throw new StepError(
        `${name} did not get done within ${describeDuration(patienceMs)}. ${
          found.waitingFor
        } Nothing is lost: what was made is found again, so run the template again later and it goes on from here.`,
      );
    }
    ctx.logger.info(
      `${found.waitingFor} Asking again in ${describeDuration(
        patience.nextMs,
      )} (waited ${describeDuration(patience.elapsedMs)} of ${describeDuration(
        patienceMs,
      )})`,
    );
    await patience.wait();
  }
}
