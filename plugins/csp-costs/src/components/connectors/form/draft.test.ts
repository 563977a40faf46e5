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

import { englishTexts } from '../../../__testUtils__/englishTexts';
import { OPTIONS, SETTINGS } from '../../../__testUtils__/connectorFixtures';
import { checkDraft } from './checkDraft';
import { draftOf, settingsOf, type ConnectorDraft } from './connectorDraft';
import { fieldOfRefusal } from './fieldOfRefusal';
import { mergeDrafts } from './mergeDrafts';

const DRAFT = draftOf(SETTINGS);
const GUID = '77aa3f6e-0d39-4a0e-9b54-5d5c8d8e9f01';

describe('a draft', () => {
  it('gives settings back as they were', () => {
    const settings = {
      ...SETTINGS,
      billingAccountId: 'account',
      customerScope: {
        mode: 'several' as const,
        customerIds: [GUID, SETTINGS.clientId],
      },
      legacyInvoiceCycleDay: 1,
      resellerRelationshipUrl: 'https://partner.example/request',
      delegatedAdminUrl: 'https://partner.example/admin',
      usageMismatchTolerance: {
        amount: '12345678901234.000000000000001',
        percent: '0.00',
      },
    };
    expect(settingsOf(draftOf(settings))).toEqual(settings);
    expect(checkDraft(englishTexts, draftOf(settings))).toEqual({});
    expect(checkDraft(englishTexts, draftOf(OPTIONS.defaults))).toEqual({
      title: expect.any(String),
      partnerTenantId: expect.any(String),
      clientId: expect.any(String),
    });
  });

  it.each<[keyof ConnectorDraft, Partial<ConnectorDraft>, RegExp]>([
    ['title', { title: 'x'.repeat(101) }, /at most 100/],
    ['partnerTenantId', { partnerTenantId: 'contoso' }, /an id such as/],
    ['country', { country: 'NLD' }, /two letters/],
    ['country', { country: 'QQ' }, /two letters/],
    ['billingCurrencies', { billingCurrencies: 'EUR EURO' }, /“EURO”/],
    ['billingCurrencies', { billingCurrencies: 'QQQ' }, /“QQQ”/],
    ['sources', { sources: nothing() }, /Switch on/],
    ['customerIds', { scopeMode: 'one', customerIds: '' }, /Write the tenant/],
    [
      'customerIds',
      { scopeMode: 'one', customerIds: `${GUID} ${SETTINGS.clientId}` },
      /“Several customers” for 2/,
    ],
    ['customerIds', { scopeMode: 'several', customerIds: 'x' }, /“x”/],
    ['cron', { cron: 'daily' }, /five fields/],
    ['cron', { cron: '0 0 4 * * *' }, /five fields/],
    ['cron', { cron: '0 25 * * *' }, /five fields/],
    ['timeZone', { timeZone: 'Mars/Base' }, /time zone/],
    ['historyMonths', { historyMonths: '121' }, /0 to 120/],
    ['historyMonths', { historyMonths: '1.5' }, /0 to 120/],
    ['legacyInvoiceCycleDay', { legacyInvoiceCycleDay: '29' }, /1 to 28/],
    ['legacyInvoiceCycleDay', { legacyInvoiceCycleDay: '0' }, /1 to 28/],
    [
      'resellerRelationshipUrl',
      { resellerRelationshipUrl: 'http://x' },
      /https/,
    ],
    ['delegatedAdminUrl', { delegatedAdminUrl: 'ftp://x' }, /https/],
    ['toleranceAmount', { toleranceAmount: '1e3' }, /such as 0.50/],
    ['toleranceAmount', { toleranceAmount: '-1' }, /such as 0.50/],
    ['tolerancePercent', { tolerancePercent: '0,5' }, /point and not a comma/],
    ['ownerEntityRefs', { ownerEntityRefs: 'group:' }, /“group:”/],
  ])('is refused for its %s when %j', (field, changes, message) => {
    const errors = checkDraft(englishTexts, { ...DRAFT, ...changes });
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toMatch(message);
  });
});

describe('a refusal of the backend', () => {
  it.each([
    [
      'settings.country is "NLD"; write two',
      'country',
      'It is "NLD"; write two.',
    ],
    ['settings.schedule.cron is "x"', 'cron', 'It is "x".'],
    ['settings.sources has nothing on', 'sources', 'It has nothing on.'],
    ['settings.sources.priceSheet is on', 'sources', 'It is on.'],
    [
      'settings.customerScope.customerIds must be empty',
      'customerIds',
      'It must be empty.',
    ],
    [
      'settings.usageMismatchTolerance.percent is ""',
      'tolerancePercent',
      'It is "".',
    ],
    [
      'request/body/settings/clientId must be string',
      'clientId',
      'It must be string.',
    ],
  ])('%s is about a field', (text, field, message) => {
    expect(fieldOfRefusal(text)).toEqual({ field, message });
  });

  it('may be about none', () => {
    expect(fieldOfRefusal('connectorId is taken')).toBeUndefined();
    expect(fieldOfRefusal('settings.unheardOf is wrong')).toBeUndefined();
  });
});

describe('two people who change the same connector', () => {
  it('both keep what they typed, and see where they disagree', () => {
    const typed = { ...DRAFT, title: 'Mine', cron: '1 1 * * *', country: 'BE' };
    const theirs = {
      ...DRAFT,
      title: 'Theirs',
      cron: '1 1 * * *',
      timeZone: 'UTC',
    };
    expect(mergeDrafts(DRAFT, typed, theirs)).toEqual({
      draft: { ...theirs, title: 'Mine', country: 'BE' },
      contested: ['title'],
    });
  });
});

function nothing() {
  return {
    partnerCenter: false,
    graphBilling: false,
    costManagement: false,
    priceSheet: false,
  };
}
