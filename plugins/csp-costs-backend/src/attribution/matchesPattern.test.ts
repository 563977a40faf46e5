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

import fc from 'fast-check';
import { matchesPattern } from './matchesPattern';

describe('a pattern', () => {
  it('says the same as a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '.', '-') });
    const pattern = fc.string({
      unit: fc.constantFrom('a', 'b', '*', '.', '-'),
    });
    fc.assert(
      fc.property(text, pattern, (subject, stars) => {
        const expression = stars.replace(/[.-]/g, '\\$&').replace(/\*/g, '.*');
        expect(matchesPattern(subject, stars)).toBe(
          new RegExp(`^${expression}$`, 'is').test(subject),
        );
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });

  it('answers at once, whatever it is', () => {
    expect(matchesPattern('a'.repeat(50_000), `${'a*'.repeat(2_000)}b`)).toBe(
      false,
    );
  });
});
