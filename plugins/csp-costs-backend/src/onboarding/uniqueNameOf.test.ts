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

import { isOurs, uniqueNameOf } from './uniqueNameOf';

describe('uniqueNameOf', () => {
  it('gives a name that reads like the one of the application', () => {
    expect(uniqueNameOf('Backstage CSP costs (EU)')).toBe(
      'csp-costs-backstage-csp-costs-eu',
    );
  });

  it('tells names apart whose letters it cannot keep', () => {
    const names = [
      'コスト',
      '費用',
      '!!!',
      '???',
      'Kosten für Österreich',
      'Kosten fur Osterreich',
      `${'a'.repeat(60)}b`,
      `${'a'.repeat(60)}c`,
    ].map(uniqueNameOf);
    expect(new Set(names).size).toBe(names.length);
    names.forEach(name => {
      expect(name).toMatch(/^csp-costs-[a-z0-9-]{1,110}$/);
      expect(isOurs(name)).toBe(true);
    });
    expect(isOurs(undefined)).toBe(false);
  });
});
