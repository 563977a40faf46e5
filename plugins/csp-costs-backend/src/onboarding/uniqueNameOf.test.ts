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

const HERE = '1a2b3c4d';
const nameHere = (displayName: string) => uniqueNameOf(HERE, displayName);

describe('uniqueNameOf', () => {
  it('gives a name that reads like the one of the application', () => {
    expect(nameHere('Backstage CSP costs 2')).toBe(
      'csp-costs-1a2b3c4d-backstage-csp-costs-2',
    );
  });

  it('tells names apart whose letters it cannot keep', () => {
    const names = [
      'CSP Costs EU',
      'CSP Costs (EU)',
      'CSP-Costs EU',
      'CSP  Costs EU',
      'コスト',
      '費用',
      '!!!',
      '???',
      'Kosten für Österreich',
      'Kosten fur Osterreich',
      `${'a'.repeat(60)}b`,
      `${'a'.repeat(60)}c`,
    ].map(nameHere);
    expect(new Set(names).size).toBe(names.length);
    names.forEach(name => {
      expect(name).toMatch(/^csp-costs-1a2b3c4d-[a-z0-9-]{1,101}$/);
      expect(isOurs(HERE, name)).toBe(true);
    });
    expect(isOurs(HERE, undefined)).toBe(false);
  });

  it('tells portals apart', () => {
    const there = uniqueNameOf('11111111', 'CSP Costs EU');
    expect(there).not.toBe(nameHere('CSP Costs EU'));
    expect(isOurs(HERE, there)).toBe(false);
  });
});
