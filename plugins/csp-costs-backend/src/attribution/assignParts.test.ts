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

import { CSP_TAG_ANNOTATION } from 'backstage-plugin-csp-costs-common';
import { assignParts } from './assignParts';
import { matchesSelector } from './matchesSelector';
import { readAnnotations } from './readAnnotations';

describe('assignParts', () => {
  it.each([
    ['Abteilung=ÖFFENTLICH', 'ÖFFENTLICH', true],
    ['abteilung=vertrieb|Einkauf', 'EINKAUF', true],
    // Databases differ in what they make of letters beyond ASCII.
    ['abteilung=öffentlich', 'ÖFFENTLICH', false],
  ])(
    'takes the annotation %s for the tag %s as matching does',
    (text, value, claimed) => {
      const { selector } = readAnnotations({ [CSP_TAG_ANNOTATION]: text });
      const cost = {
        customerId: 'c',
        azureSubscriptionId: 's',
        resourceGroup: 'rg',
        resourceId: 'r',
        tags: JSON.stringify({ abteilung: value }),
        billingCurrency: 'EUR',
        billedCost: '1',
        invoiced: true,
      };
      const entityRef = 'component:default/shop';
      expect(matchesSelector(cost, selector!)).toBe(claimed);
      expect(
        assignParts(
          [cost],
          [{ entityRef, selector: selector!, origin: 'annotation' }],
        ),
      ).toEqual([
        { entityRef: claimed ? entityRef : undefined, costs: [cost] },
      ]);
    },
  );
});
