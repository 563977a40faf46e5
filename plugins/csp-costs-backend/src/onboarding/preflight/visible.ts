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

import { isRightMissing } from '../../errors';

/** What a person may not look at. */
export const HIDDEN = Symbol('hidden');

/** What was asked for, unless the person may not see it. */
export async function visible<T>(
  asked: Promise<T>,
): Promise<T | typeof HIDDEN> {
  try {
    return await asked;
  } catch (error) {
    if (isRightMissing(error)) {
      return HIDDEN;
    }
    throw error;
  }
}
