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

/**
 * Whether a text is what a pattern says, from its first to its last character;
 * `*` stands for any text, and case does not matter.
 *
 * @remarks
 * Parts between the stars are looked for from left to right, each once, so no
 * pattern takes longer than its length times that of the text. A regular
 * expression gives no such promise.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  const subject = text.toLowerCase();
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const last = rest.pop();
  if (last === undefined) {
    return subject === first;
  }
  if (
    subject.length < first.length + last.length ||
    !subject.startsWith(first) ||
    !subject.endsWith(last)
  ) {
    return false;
  }
  const end = subject.length - last.length;
  let position = first.length;
  for (const part of rest) {
    const found = subject.indexOf(part, position);
    if (found === -1 || found + part.length > end) {
      return false;
    }
    position = found + part.length;
  }
  return true;
}
