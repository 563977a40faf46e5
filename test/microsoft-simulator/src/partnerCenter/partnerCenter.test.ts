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

import { MicrosoftSimulator } from '../MicrosoftSimulator';
import { readJson, TestClient } from '../testing/TestClient';

interface Page {
  totalCount: number;
  items: Array<Record<string, unknown>>;
  continuationToken?: string;
  links: Record<
    string,
    { uri: string; headers: Array<{ key: string; value: string }> } | undefined
  >;
}

describe('the simulated Partner Center', () => {
  let simulator: MicrosoftSimulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 10,
      legacyLines: 7,
    });
    client = new TestClient(simulator);
  });
  afterEach(() => simulator.stop());

  const page = async (path: string, headers?: Record<string, string>) =>
    readJson<Page>(await client.partnerCenter(path, headers));

  const walk = async (size: number) => {
    const ids: unknown[] = [];
    let current = await page(`/v1/customers?size=${size}`);
    for (;;) {
      ids.push(...current.items.map(one => one.id));
      const token = current.continuationToken;
      if (!token) {
        return { ids, end: undefined };
      }
      const next = current.links.next;
      expect(next?.headers).toEqual([
        { key: 'MS-ContinuationToken', value: token },
      ]);
      const response = await client.partnerCenter(next?.uri ?? '', {
        'MS-ContinuationToken': token,
      });
      if (response.status !== 200) {
        return { ids, end: [response.status, await readJson(response)] };
      }
      current = await readJson<Page>(response);
    }
  };

  it('pages customers by token, ending without a token or with error 2000', async () => {
    const expected = simulator.customers.map(one => one.id);
    expect(await walk(4)).toEqual({ ids: expected, end: undefined });
    const exact = await walk(5);
    expect(exact.ids).toEqual(expected);
    expect(exact.end).toEqual([
      400,
      { code: 2000, message: expect.any(String) },
    ]);
    expect(
      (await client.partnerCenter('/v1/customers?size=5&seekOperation=Next'))
        .status,
    ).toBe(400);
  });

  it('serves a customer, its Azure plan and its Azure subscriptions', async () => {
    const customer = simulator.customers[0];
    const path = `/v1/customers/${customer?.id}`;
    expect(await page(path)).toMatchObject({
      id: customer?.id,
      companyProfile: { companyName: customer?.name, domain: customer?.domain },
      billingProfile: { companyName: customer?.name },
      relationshipToPartner: 'reseller',
    });
    const subscriptions = await page(`${path}/subscriptions`);
    const plan = subscriptions.items[0];
    expect(plan).toMatchObject({
      id: customer?.azurePlanId,
      offerName: 'Azure plan',
      commitmentEndDate: '0001-01-01T00:00:00',
    });
    expect(subscriptions.items.length).toBeGreaterThan(1);
    expect(subscriptions.links.self?.uri).toBe(
      `customers/${customer?.id}/subscriptions`,
    );
    const entitlements = await page(
      `${path}/subscriptions/${customer?.azurePlanId}/azureEntitlements`,
    );
    expect(entitlements.items).toEqual(
      customer?.entitlements.map(one =>
        expect.objectContaining({
          id: one.id,
          friendlyName: one.name,
          subscriptionId: customer.azurePlanId,
        }),
      ),
    );
    expect((await client.partnerCenter('/v1/customers/nobody')).status).toBe(
      404,
    );
    expect(
      (await client.partnerCenter(`${path}/subscriptions/none`)).status,
    ).toBe(404);
  });

  it('lists invoices by offset: two a month, an adjustment note and as many legacy ones', async () => {
    const all = await page('/v1/invoices?size=200&offset=0');
    expect(
      all.items.filter(one => String(one.id).startsWith('G') && !one.amendsOf),
    ).toHaveLength(6);
    const note = all.items.find(one => one.documentType === 'adjustment_note');
    const amended = all.items.find(one => one.id === note?.amendsOf);
    expect(amended?.amendments).toEqual([
      expect.objectContaining({ id: note?.id }),
    ]);
    expect(
      all.items.filter(one => String(one.id).startsWith('D')),
    ).toHaveLength(6);
    expect(all.items.at(-1)).toMatchObject({
      id: expect.stringMatching(/^D/),
      invoiceType: 'Recurring',
      billingPeriodStartDate: '0001-01-01T00:00:00',
    });
    const types = new Set(all.items.map(one => typeof one.totalCharges));
    expect([...types].sort()).toEqual(['number', 'string']);
    const ids: unknown[] = [];
    let uri: string | undefined = '/invoices?size=3&offset=0';
    while (uri) {
      const next: Page = await page(`/v1${uri}`);
      ids.push(...next.items.map(one => one.id));
      uri = next.links.next?.uri;
    }
    expect(ids).toEqual(all.items.map(one => one.id));
  });

  it('pages the lines of a legacy invoice, which come to its total', async () => {
    const { invoices } = simulator.legacyTruth('2026-10');
    const { invoiceId, lineCount, totalCharges } = invoices[0]!;
    const items: Page['items'] = [];
    for (const provider of ['office', 'azure']) {
      for (let offset = 0; ; offset += 3) {
        const path = `/v1/invoices/${invoiceId}/lineitems?provider=${provider}&invoicelineitemtype=billinglineitems&size=3&offset=${offset}`;
        const current = await page(path);
        expect(await page(path)).toEqual(current);
        items.push(...current.items);
        if (!current.links.next) {
          break;
        }
        expect(current.links.next.uri).toMatch(
          provider === 'office' ? /&nvoicelineitemtype.*offset=$/ : /offset=3$/,
        );
      }
    }
    expect(items).toHaveLength(lineCount);
    const total = items.reduce(
      (sum, item) => sum + Number(item.totalForCustomer ?? item.postTaxTotal),
      0,
    );
    expect(Math.abs(total - Number(totalCharges))).toBeLessThan(0.01);

    const older = await page(
      `/v1/invoices/Recurring-${invoiceId}/lineitems/Office/BillingLineItems`,
    );
    expect(older.items).toHaveLength(7);
    const usage = await page(
      `/v1/invoices/${invoiceId}/lineitems/Azure/UsageLineItems`,
    );
    expect(usage.items[0]).toHaveProperty('usageDate');
    expect(usage.items[0]).not.toHaveProperty('pretaxCharges');
    expect(
      (
        await client.partnerCenter(
          `/v1/invoices/${invoiceId}/lineitems?provider=office&invoicelineitemtype=billinglineitems&size=2001`,
        )
      ).status,
    ).toBe(400);
    expect(
      (await client.partnerCenter('/v1/invoices/G016000000/lineitems')).status,
    ).toBe(404);
  });

  it('shows invoices by id and most profiles only to users', async () => {
    const [invoice] = (await page('/v1/invoices?size=1&offset=0')).items;
    const statuses = await Promise.all(
      [
        `/v1/invoices/${String(invoice?.id)}`,
        `/v1/invoices/${String(invoice?.id)}/documents/statement`,
        '/v1/profiles/organization',
        '/v1/profiles/billing',
        '/v1/profiles/mpn',
        '/v1/profiles/support',
        '/v1/profiles/legalbusiness',
        '/v1/profiles/unheard',
      ].map(async path => (await client.partnerCenter(path)).status),
    );
    expect(statuses).toEqual([403, 403, 403, 403, 403, 403, 200, 404]);
  });

  it('begins some answers with a byte order mark, the same ones every time', async () => {
    const marks = async () =>
      Promise.all(
        simulator.customers.map(async one => {
          const response = await client.partnerCenter(
            `/v1/customers/${one.id}`,
          );
          return (
            Buffer.from(await response.arrayBuffer())
              .subarray(0, 3)
              .toString('hex') === 'efbbbf'
          );
        }),
      );
    const first = await marks();
    expect(new Set(first)).toEqual(new Set([true, false]));
    expect(await marks()).toEqual(first);
  });

  it('refuses calls without a token with an empty 401', async () => {
    const response = await fetch(`${simulator.url}/v1/customers?size=1`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^OAuth realm=urn:cpsvc:cpid:/,
    );
    expect(await response.text()).toBe('');
  });
});
