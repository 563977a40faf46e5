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

import { LineCounter } from './LineCounter';

function count(...chunks: string[]): number {
  const counter = new LineCounter();
  for (const chunk of chunks) {
    counter.add(Buffer.from(chunk));
  }
  return counter.end();
}

describe('LineCounter', () => {
  it('counts lines that hold something, wherever the chunks are cut', () => {
    expect(count()).toBe(0);
    expect(count('a')).toBe(1);
    expect(count('a\n')).toBe(1);
    expect(count('a\n\n \t\r\nb')).toBe(2);
    expect(count('a', 'b\n', '\n', 'c', '\nd\n')).toBe(3);
    expect(count(' ', ' ', '\n', ' x', '\n')).toBe(1);
  });
});
