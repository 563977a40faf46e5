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
import type { OwnershipSubject, ProviderConfig } from './ProviderConfig';
import { readProviderConfigs } from './readProviderConfigs';

const read = (cspCosts?: unknown) =>
  readProviderConfigs(
    new ConfigReader({
      catalog: { providers: { cspCosts } },
    } as JsonObject),
  );

const CONTOSO: OwnershipSubject = {
  customerId: '37858076-7786-420b-83e9-cc389ecdff5d',
  customerName: 'Contoso (Retail) GmbH',
  domainName: 'contoso.onmicrosoft.com',
  country: 'DE',
  connectorIds: ['europe', 'main'],
};

/** Whether a rule that asks for this matches Contoso's subscription. */
function matches(match: JsonObject): boolean {
  const [provider] = read({ owner: 'a', rules: [{ match, owner: 'b' }] });
  const { customerRules, subscriptionRules } = provider as ProviderConfig;
  return [...customerRules, ...subscriptionRules].some(rule =>
    rule.matches({ ...CONTOSO, subscriptionName: 'Web shop - Production' }),
  );
}

describe('readProviderConfigs', () => {
  it('reads one provider, and needs no more than an owner', () => {
    expect(read({ owner: 'platform' })).toEqual([
      {
        id: 'default',
        namespace: 'default',
        owner: 'group:default/platform',
        system: undefined,
        connectorIds: undefined,
        schedule: {
          frequency: { minutes: 30 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 15 },
          scope: 'local',
        },
        customerRules: [],
        subscriptionRules: [],
      },
    ]);
    expect(read()).toEqual([]);
  });

  it('reads several providers by name', () => {
    const providers = read({
      emea: {
        owner: 'user:people/ada',
        system: 'cloud',
        namespace: 'emea',
        connectors: ['europe'],
        schedule: {
          frequency: { cron: '0 * * * *' },
          timeout: 'PT1M',
          scope: 'global',
        },
        rules: [{ match: { country: 'NL' }, system: 'dutch' }],
      },
      usa: { owner: 'sales', namespace: 'usa' },
    });
    expect(providers).toEqual([
      {
        id: 'emea',
        namespace: 'emea',
        owner: 'user:people/ada',
        system: 'system:default/cloud',
        connectorIds: ['europe'],
        schedule: {
          frequency: { cron: '0 * * * *' },
          timeout: { minutes: 1 },
          initialDelay: { seconds: 15 },
          scope: 'global',
        },
        customerRules: [
          expect.objectContaining({
            owner: undefined,
            system: 'system:default/dutch',
          }),
        ],
        subscriptionRules: [],
      },
      expect.objectContaining({ id: 'usa', owner: 'group:default/sales' }),
    ]);
  });

  it.each<[JsonObject, boolean]>([
    [{ customerId: '37858076-7786-420B-83E9-CC389ECDFF5D' }, true],
    [{ customerId: '00000000-0000-4000-8000-000000000001' }, false],
    [{ customerName: 'contoso (*' }, true],
    [{ customerName: '*gmbh' }, true],
    [{ customerName: 'contoso' }, false],
    [{ customerName: 'Contoso .Retail. GmbH' }, false],
    [{ domain: ['fabrikam.*', '*.onmicrosoft.com'] }, true],
    [{ domain: 'onmicrosoft.com' }, false],
    [{ country: 'de' }, true],
    [{ country: ['NL', 'BE'] }, false],
    [{ connector: 'main' }, true],
    [{ connector: 'usa' }, false],
    [{ subscriptionName: '*Production' }, true],
    [{ subscriptionName: 'Sandbox' }, false],
    [{ country: 'DE', subscriptionName: '*Production' }, true],
    [{ country: 'NL', subscriptionName: '*Production' }, false],
  ])('a rule for %j matches: %s', (match, expected) => {
    expect(matches(match)).toBe(expected);
  });

  const rule = { match: { country: 'DE' }, owner: 'a' };

  it.each<[unknown, RegExp]>([
    [{}, /cspCosts\.owner is missing; name the group or user/],
    [{ rules: [] }, /cspCosts\.owner is missing/],
    [
      { owner: 'a/b/c' },
      /cspCosts\.owner is "a\/b\/c", which names no group or user; write an entity ref such as group:default\/name/,
    ],
    [
      { owner: 'a', system: 'x:' },
      /cspCosts\.system is "x:", which names no system; write an entity ref such as system:default\/name/,
    ],
    [
      { owner: 'a', rule: [] },
      /cspCosts\.rule is not known; a provider has owner, system/,
    ],
    [
      { owner: 'a', namespace: 'No Good' },
      /cspCosts\.namespace is "No Good"; write lower-case/,
    ],
    [
      { owner: 'a', schedule: { timeout: 'PT1M' } },
      /cspCosts\.schedule cannot be read; give it frequency and timeout/,
    ],
    [
      { owner: 'component:shop' },
      /cspCosts\.owner is "component:shop", which names no group or user/,
    ],
    [{ emea: 'platform' }, /cspCosts\.emea is not known; a provider has owner/],
    [{ emea: { namespace: 'emea' } }, /cspCosts\.emea\.owner is missing/],
    [
      { x: { owner: 'a' }, y: { owner: 'b' } },
      /cspCosts\.y\.namespace is "default", as is that of x.*a namespace of its own/,
    ],
    [
      { owner: 'a', rules: [rule, { ...rule, team: 'b' }] },
      /cspCosts\.rules\[1\]\.team is not known; a rule has match, owner, system/,
    ],
    [
      { owner: 'a', rules: [{ match: rule.match }] },
      /cspCosts\.rules\[0\] says nothing .*; give it an owner, a system/,
    ],
    [
      { owner: 'a', rules: [{ owner: 'b' }] },
      /cspCosts\.rules\[0\]\.match is empty; name what has to match: customerId/,
    ],
    [
      { owner: 'a', rules: [{ ...rule, match: {} }] },
      /cspCosts\.rules\[0\]\.match is empty/,
    ],
    [
      { owner: 'a', rules: [{ ...rule, match: { name: 'x' } }] },
      /cspCosts\.rules\[0\]\.match\.name is not known; what can match is customerId/,
    ],
    [
      { owner: 'a', rules: [{ ...rule, match: { customerId: 'contoso' } }] },
      /match\.customerId is "contoso"; write the tenant id/,
    ],
    [
      { owner: 'a', rules: [{ ...rule, match: { country: 'Germany' } }] },
      /match\.country is "Germany"; write two letters/,
    ],
    [
      { owner: 'a', rules: [{ ...rule, match: { connector: 'eu*' } }] },
      /match\.connector is "eu\*"; write the id of a connector/,
    ],
    [
      { owner: 'a', rules: [{ ...rule, match: { domain: [] } }] },
      /match\.domain has to be a text, or a list of texts/,
    ],
    [
      { owner: 'a', rules: [{ ...rule, match: { domain: ['x', 1] } }] },
      /match\.domain has to be a text/,
    ],
    [
      { owner: 'a', rules: [{ ...rule, owner: 'a/b/c' }] },
      /cspCosts\.rules\[0\]\.owner is "a\/b\/c"/,
    ],
  ])('%j is refused with what to do', (cspCosts, message) => {
    expect(() => read(cspCosts)).toThrow(message);
    expect(() => read(cspCosts)).toThrow(/^catalog\.providers\.cspCosts/);
  });
});
