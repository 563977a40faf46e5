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

import { examine, findings } from '../__testUtils__/examine';
import { useSimulatedPartner } from '../__testUtils__/useSimulatedPartner';

const partner = useSimulatedPartner();

describe('the doctor tells which data cannot be read:', () => {
  it.each([
    ['^/v1/customers/[^/]+/subscriptions$', 'data-subscriptions'],
    ['^/v1/invoices$', 'data-invoices'],
    ['/billingRoleDefinitions$', 'data-cost-management'],
    ['/partners/billing/operations/', 'data-graph-billing'],
    ['/sales/fxrates', 'data-price-sheet'],
  ])('%s', async (path, checkId) => {
    partner.answer(path, 503, {});
    const checks = await examine(
      partner.simulator,
      {},
      { checkIds: [checkId] },
    );
    expect(findings(checks)).toEqual({
      [checkId]: 'fail MICROSOFT_UNAVAILABLE',
    });
  });

  it('usage, when the permission is there and Microsoft refuses', async () => {
    partner.answer('/partners/billing/operations/', 403, {
      error: { code: 'Authorization_RequestDenied', message: 'No' },
    });
    const checks = await examine(partner.simulator);
    expect(findings(checks)).toEqual({
      'data-graph-billing': 'fail PERMISSION_MISSING',
    });
  });

  it.each([
    [400, 'fail PRICE_SHEET_REFUSED'],
    [401, 'fail PRICE_SHEET_REFUSED'],
    [403, 'fail PRICING_ROLE_MISSING'],
  ])('prices, with %i', async (status, found) => {
    partner.answer('/sales/fxrates', status, {
      error: { code: 'unAuthorized', message: 'Not authorized' },
    });
    const checks = await examine(partner.simulator);
    expect(findings(checks)).toEqual({ 'data-price-sheet': found });
  });

  it('prices that come as an archive that is none, and prices of a month that they are not', async () => {
    partner.answer('/sales/fxrates', 200, 'PK\u0003\u0004 archive');
    const checks = await examine(
      partner.simulator,
      {},
      { checkIds: ['data-price-sheet'] },
    );
    expect(checks['data-price-sheet']!.problem).toMatchObject({
      code: 'DOWNLOAD_DAMAGED',
      microsoft: { message: expect.stringContaining('ZIP') },
    });
    expect(
      partner.simulator.requests.entries
        .filter(({ path }) => path.includes('fxrates'))
        .map(({ path }) => decodeURIComponent(path)),
    ).toContain("/v1.0/sales/fxrates(Month='202610')/$value");
  });

  it('what a national cloud does not have', async () => {
    const checks = await examine(partner.simulator, {
      cloud: { hasPartnerBilling: false, partnerApiUrl: undefined },
    });
    expect(findings(checks)).toEqual({
      'data-graph-billing': 'fail SOURCE_NOT_IN_CLOUD',
      'data-price-sheet': 'fail SOURCE_NOT_IN_CLOUD',
    });
  });

  it('of a customer that is chosen, without asking for others', async () => {
    const customerId = partner.simulator.customers[1]!.id;
    const checks = await examine(partner.simulator, {
      settings: {
        customerScope: { mode: 'one', customerIds: [customerId] },
      },
    });
    expect(checks['data-subscriptions']!.values).toEqual([
      { label: 'Customer tenant id', value: customerId },
    ]);
  });
});
