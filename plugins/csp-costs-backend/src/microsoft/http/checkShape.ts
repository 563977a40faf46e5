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

import type { z } from 'zod';
import { MicrosoftError } from '../MicrosoftError';

/**
 * An answer of Microsoft's as a schema reads it.
 *
 * @param path - What was asked for, for whoever reads the error.
 * @throws MicrosoftError of kind `content`.
 */
export function checkShape<T extends z.ZodType>(
  path: string,
  schema: T,
  body: unknown,
): z.output<T> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw unknownShape(
      path,
      parsed.error.issues
        .slice(0, 3)
        .map(issue => `${issue.path.join('.')}: ${issue.message}`)
        .join('; '),
    );
  }
  return parsed.data;
}

/** That an answer is not as it should be, in words of ours. */
export function unknownShape(path: string, words: string): MicrosoftError {
  return new MicrosoftError(
    `The answer to ${path.split('?')[0]} has an unknown shape`,
    { kind: 'content', words, transient: false },
  );
}
