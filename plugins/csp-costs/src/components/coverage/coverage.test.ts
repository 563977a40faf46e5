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

import { englishTexts } from '../../__testUtils__/englishTexts';
import { COMPLETE, STALE } from '../../__testUtils__/fakeCosts';
import { coverageIn } from './coverageIn';
import { describeCoverage } from './describeCoverage';

describe('describeCoverage', () => {
  it('has nothing to say about complete figures', () => {
    expect(describeCoverage(englishTexts, COMPLETE)).toEqual({ problems: [] });
  });

  it('names what is stale, missing, on its way and unreadable', () => {
    const [stale, current] = STALE.slices;
    expect(describeCoverage(englishTexts, STALE).reason).toMatch(
      /^1 source is stale since .*12.*$/,
    );
    expect(
      describeCoverage(englishTexts, {
        ...COMPLETE,
        complete: false,
        slices: [
          stale!,
          { ...stale!, billingCurrency: 'GBP' },
          {
            ...stale!,
            source: 'invoices',
            status: 'missing',
            problem: undefined,
            asOf: undefined,
          },
          { ...current!, source: 'billed-usage', status: 'collecting' },
          { ...current!, quarantinedLineCount: 1200 },
        ],
      }).reason,
    ).toMatch(
      /^1 source is missing, 1 source is stale since .*, 1 source is still being collected, 1,200 lines could not be read$/,
    );
    expect(
      describeCoverage(englishTexts, { ...COMPLETE, complete: false }).reason,
    ).toBe('not complete');
  });
});

describe('coverageIn', () => {
  it('does not blame a currency for another', () => {
    expect(coverageIn(STALE, 'EUR')).toMatchObject({
      complete: true,
      asOf: '2026-11-14T02:10:00Z',
    });
    expect(coverageIn(STALE, 'USD')).toMatchObject({
      complete: false,
      asOf: '2026-11-11T02:12:41Z',
    });
  });

  it('never calls figures complete without knowing what is wrong', () => {
    const slices = STALE.slices.map(slice => ({
      ...slice,
      status: 'current' as const,
    }));
    expect(
      coverageIn({ ...STALE, slices, asOf: undefined }, 'EUR').complete,
    ).toBe(false);
    const shared = { ...STALE.slices[0]!, billingCurrency: undefined };
    expect(
      coverageIn({ ...STALE, slices: [shared, ...STALE.slices] }, 'EUR')
        .complete,
    ).toBe(false);
  });
});
