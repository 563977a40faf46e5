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

import { explain, onboardingStateOf } from '../errors';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import type { NotedObject, StepContext } from './StepContext';

/**
 * Makes an object that was looked for and is not there, noted so that the run
 * can take it back.
 *
 * @remarks The note comes first, so that none is made unnoted. It goes when
 * Microsoft refuses for good: somebody else may make the object then, and it
 * is not the run's. A refusal that is waited out may be one of an object that
 * an earlier attempt has made. What was there at the first attempt is somebody
 * else's, at a later one it is what an earlier one has made.
 * @param options - `wasThere` says whether an answer means that nothing was made.
 */
export async function makeNoted<T>(
  { journal, now }: Pick<StepContext, 'journal' | 'now'>,
  noted: NotedObject,
  make: () => Promise<T>,
  { wasThere = () => false }: { wasThere?: (answer: T) => boolean } = {},
): Promise<T> {
  const isNew = await journal.note(noted);
  try {
    const answer = await make();
    if (isNew && wasThere(answer)) {
      await journal.forget(noted);
    }
    return answer;
  } catch (error) {
    const isRefused =
      error instanceof MicrosoftError &&
      error.kind === 'http' &&
      !error.transient &&
      onboardingStateOf(explain(error, now())) !== 'waiting';
    if (isRefused) {
      await journal.forget(noted);
    }
    throw error;
  }
}
