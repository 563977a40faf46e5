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
import { pace } from './pace';

describe('pace', () => {
  it('never lets more into a window than fit, however they come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 400 }), {
          minLength: 1,
          maxLength: 300,
        }),
        (requests, pauses) => {
          const windowMs = 1000;
          const { spacingMs, slackMs } = pace({ requests, windowMs });
          let now = 0;
          let freeAt = 0;
          const sent = pauses.map(pause => {
            now += pause % 7 === 0 ? pause : 0;
            const at = Math.max(now, freeAt - slackMs);
            freeAt = Math.max(freeAt, at) + spacingMs;
            return at;
          });
          for (const from of sent) {
            // A thousandth of a millisecond for what doubles cannot say.
            const inWindow = sent.filter(
              at => at >= from && at < from + windowMs - 0.001,
            );
            expect(inWindow.length).toBeLessThanOrEqual(requests);
          }
        },
      ),
      { seed: 20261122 },
    );
  });

  it('uses the most of a window that is asked for all the time', () => {
    const { spacingMs } = pace({ requests: 450, windowMs: 60_000 });
    expect(60_000 / spacingMs).toBeGreaterThan(350);
  });
});
