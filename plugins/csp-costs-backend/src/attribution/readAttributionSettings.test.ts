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

import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readAttributionSettings } from './readAttributionSettings';

const CUSTOMER = '11111111-2222-4333-8444-55555555555A';

function read(attribution: JsonObject) {
  return readAttributionSettings(
    new ConfigReader({ cspCosts: { attribution } }),
  );
}

describe('the settings of attribution', () => {
  it('have no rules and trust no annotation unless they say so', () => {
    expect(readAttributionSettings(new ConfigReader({}))).toEqual({
      rules: [],
      annotationsGrantRights: false,
    });
  });

  it('have rules of tags and of names', () => {
    expect(
      read({
        annotationsGrantRights: true,
        rules: [
          { tag: 'App' },
          {
            tag: 'system',
            kind: 'System',
            namespace: 'Shop',
            customer: CUSTOMER,
          },
          { subscription: 'Prod *', entity: 'system:Shop' },
          {
            resourceGroup: ['rg-shop-*', 'rg-shop'],
            entity: 'component:default/shop',
            customer: [CUSTOMER],
          },
        ],
      }),
    ).toEqual({
      annotationsGrantRights: true,
      rules: [
        {
          type: 'tag',
          tagKey: 'app',
          kind: 'component',
          namespace: 'default',
        },
        {
          type: 'tag',
          tagKey: 'system',
          kind: 'system',
          namespace: 'shop',
          customerIds: [CUSTOMER.toLowerCase()],
        },
        {
          type: 'pattern',
          entityRef: 'system:default/shop',
          azureSubscriptions: ['Prod *'],
        },
        {
          type: 'pattern',
          entityRef: 'component:default/shop',
          resourceGroups: ['rg-shop-*', 'rg-shop'],
          customerIds: [CUSTOMER.toLowerCase()],
        },
      ],
    });
  });

  it.each<[JsonObject, RegExp]>([
    [{ entity: 'component:default/shop' }, /rules\[0\] says nothing/],
    [{ resourceGroup: 'rg' }, /rules\[0\]\.entity is missing/],
    [{ resourceGroup: 'rg', entity: 'shop' }, /entity is "shop"; write/],
    [
      { resourceGroup: [], entity: 'component:default/shop' },
      /resourceGroup has to be a text/,
    ],
    [
      { subscription: [1], entity: 'component:default/shop' },
      /subscription has to be a text/,
    ],
    [{ tag: 'app', entity: 'component:default/shop' }, /entity is not known/],
    [{ tag: 'app', customer: 'Fabrikam' }, /customer is "fabrikam"; write/],
    [{ tag: 'app', kind: 'a b' }, /kind is "a b"; write/],
    [{ tag: 'app', colour: 'red' }, /rules\[0\]\.colour is not known/],
  ])('name what is wrong with the rule %j', (rule, message) => {
    expect(() => read({ rules: [rule] })).toThrow(message);
  });
});
