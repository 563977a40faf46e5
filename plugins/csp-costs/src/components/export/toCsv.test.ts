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

import { toCsv } from './toCsv';

describe('toCsv', () => {
  it('keeps every digit, quotes what must be, and lets no formula through', () => {
    expect(
      toCsv([
        ['Service', 'Cost'],
        ['Storage, "hot"', '-0.000000000000000001'],
        ['=HYPERLINK("x")', undefined],
        ['-1+1', '+5'],
      ]),
    ).toBe(
      'Service,Cost\r\n' +
        '"Storage, ""hot""",-0.000000000000000001\r\n' +
        `"'=HYPERLINK(""x"")",\r\n` +
        `'-1+1,'+5\r\n`,
    );
  });
});
