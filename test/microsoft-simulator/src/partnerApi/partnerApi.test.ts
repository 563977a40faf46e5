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

import { request } from 'node:http';
import { MicrosoftSimulator } from '../MicrosoftSimulator';
import { TestClient } from '../testing/TestClient';

const NOW = new Date('2026-11-14T09:00:00Z');
const ACCOUNTS = '/providers/Microsoft.Billing/billingAccounts';
const VERSION = 'api-version=2024-04-01';

let simulator: MicrosoftSimulator;

beforeAll(async () => {
  simulator = await MicrosoftSimulator.start({
    now: NOW,
    customers: 7,
    months: 2,
    linesPerCustomerDay: 2,
  });
});

afterAll(() => simulator.stop());

async function tokenOf(form: Record<string, string>): Promise<string> {
  const { partner } = simulator;
  const answer = await new TestClient(simulator).requestToken({
    client_id: partner.clientId,
    client_secret: partner.clientSecret,
    ...form,
  });
  const { access_token: token } = (await answer.json()) as {
    access_token: string;
  };
  return token;
}

/** Sends exactly these headers; `fetch` adds an `Accept-Encoding` of its own. */
function get(
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request(`${simulator.url}${path}`, { headers }, async response => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) {
        chunks.push(chunk as Buffer);
      }
      resolve({ status: response.statusCode!, body: Buffer.concat(chunks) });
    })
      .on('error', reject)
      .end();
  });
}

describe('the simulated Partner API', () => {
  let headers: Record<string, string>;

  beforeAll(async () => {
    simulator.tenant.consent([
      'https://api.partner.microsoft.com/user_impersonation',
    ]);
    const token = await tokenOf({
      grant_type: 'refresh_token',
      refresh_token: simulator.issueRefreshToken('billing-agent'),
      scope: 'https://api.partner.microsoft.com/user_impersonation',
    });
    headers = { authorization: `Bearer ${token}` };
  });

  it('has exchange rates of the months until now', async () => {
    const path = (month: string) =>
      `/v1.0/sales/fxrates(Month='${month}')/$value`;
    const { body } = await get(path('202610'), headers);
    expect(body.toString()).toBe(
      [
        '"CurrencyCode","USDPerUnit","Month"',
        ...simulator
          .exchangeRates('2026-10')
          .map(
            ({ currency, usdPerUnit }) =>
              `"${currency}","${usdPerUnit}","202610"`,
          ),
        '',
      ].join('\r\n'),
    );
    expect((await get(path('202612'), headers)).status).toBe(404);
    expect((await get(path('202613'), headers)).status).toBe(404);
  });

  it('has price sheets of several views, in an archive for those who take "deflate"', async () => {
    const path = (view: string) =>
      `/v1.0/sales/pricesheets(Market='NL',PricesheetView='${view}')/$value`;
    const { body } = await get(path('azure_consumption'), headers);
    const { meterId } = simulator.prices()[0]!;
    expect(body.toString()).toContain(`"NL","USD","`);
    expect(body.toString()).toContain(`"${meterId}"`);
    const archive = await get(path('azure_consumption'), {
      ...headers,
      'accept-encoding': 'gzip, deflate',
    });
    expect(archive.body.subarray(0, 2).toString()).toBe('PK');
    expect(archive.body.length).toBeLessThan(body.length);
    expect((await get(path('updatedlicensebased'), headers)).status).toBe(200);
    expect((await get(path('everything'), headers)).status).toBe(404);
  });
});

describe('the simulated rate card', () => {
  it('has names in the language that is asked for', async () => {
    const token = await tokenOf({
      grant_type: 'client_credentials',
      scope: 'https://api.partnercenter.microsoft.com/.default',
    });
    const { body } = await get('/v1/ratecards/azure?currency=USD&region=US', {
      authorization: `Bearer ${token}`,
      'x-locale': 'nl-NL',
    });
    const { meter, meterId } = simulator.prices()[0]!;
    expect(JSON.parse(body.toString().replace(/^\uFEFF/, ''))).toMatchObject({
      locale: 'nl',
      meters: expect.arrayContaining([
        expect.objectContaining({ id: meterId, name: `${meter.name} [nl]` }),
      ]),
    });
  });
});

describe('the simulated billing account', () => {
  it('lists customers and invoices, a page at a time', async () => {
    const token = await tokenOf({
      grant_type: 'client_credentials',
      scope: 'https://management.azure.com/.default',
    });
    const page = async (url: string) =>
      (await (
        await fetch(url, { headers: { authorization: `Bearer ${token}` } })
      ).json()) as { value: Array<{ name: string }>; nextLink?: string };
    const account = (await page(`${simulator.url}${ACCOUNTS}?${VERSION}`))
      .value[0]!.name;
    const list = async (what: string) => {
      const names: string[] = [];
      let url:
        | string
        | undefined = `${simulator.url}${ACCOUNTS}/${account}/${what}`;
      let pages = 0;
      while (url) {
        const { value, nextLink } = await page(url);
        names.push(...value.map(({ name }) => name));
        url = nextLink;
        pages++;
      }
      return { names, pages };
    };
    await expect(list(`customers?${VERSION}`)).resolves.toEqual({
      names: simulator.customers.map(({ id }) => id),
      pages: 3,
    });
    expect((await list(`billingProfiles?${VERSION}`)).names).toHaveLength(2);
    const october = await list(
      `invoices?${VERSION}&periodStartDate=2026-10-01&periodEndDate=2026-10-31`,
    );
    expect(october.names.sort()).toEqual(
      simulator
        .truth('2026-10')
        .totals.map(({ invoiceId }) => invoiceId)
        .sort(),
    );
    const all = await list(
      `invoices?${VERSION}&periodStartDate=2026-01-01&periodEndDate=2026-11-14`,
    );
    expect(all.names.every(name => name.startsWith('G'))).toBe(true);
    expect(all.pages).toBeGreaterThan(1);
    const refused = await fetch(
      `${simulator.url}${ACCOUNTS}/${account}/invoices?${VERSION}&periodStartDate=10-01-2026`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    expect(refused.status).toBe(400);
  });
});
