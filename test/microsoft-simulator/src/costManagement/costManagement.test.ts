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
import { TestClient } from '../testing/TestClient';
import { billingAccountName } from '../arm/billingAccountName';
import { Decimal, DecimalSum } from '../world/Decimal';
import { COST_DETAILS_COLUMNS } from './costDetailsColumns';

const ARM_SCOPE = 'https://management.azure.com/.default';

describe('Cost Management', () => {
  let simulator: MicrosoftSimulator;
  let token: string;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 3,
      months: 2,
      linesPerCustomerDay: 2,
      linesPerBlob: 100,
      retryAfterSeconds: 60,
    });
    token = await new TestClient(simulator).appToken(ARM_SCOPE);
  });

  afterEach(() => simulator.stop());

  function generate(
    body: object,
    options: { customerId?: string; clientType?: string } = {},
  ): Promise<Response> {
    const account = billingAccountName({ seed: 7 });
    const customer = options.customerId
      ? `/customers/${options.customerId}`
      : '';
    return fetch(
      `${simulator.url}/providers/Microsoft.Billing/billingAccounts/${account}${customer}/providers/Microsoft.CostManagement/generateCostDetailsReport?api-version=2025-03-01`,
      {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          ...(options.clientType ? { ClientType: options.clientType } : {}),
        },
        body: JSON.stringify(body),
      },
    );
  }

  async function poll(accepted: Response): Promise<Response> {
    return fetch(accepted.headers.get('location')!, {
      headers: { Authorization: `Bearer ${token}` },
    });
  }

  const october = { start: '2026-10-01', end: '2026-10-31' };

  it('makes a report whose lines add up to the truth', async () => {
    const accepted = await generate({
      metric: 'ActualCost',
      timePeriod: october,
    });
    expect(accepted.status).toBe(202);
    expect(accepted.headers.get('retry-after')).toBe('60');
    expect((await poll(accepted)).status).toBe(202);
    const { status, manifest } = await (await poll(accepted)).json();
    expect(status).toBe('Completed');
    expect(manifest.blobs.length).toBeGreaterThan(1);

    const sums = {
      costInBillingCurrency: new DecimalSum(),
      paygCostInBillingCurrency: new DecimalSum(),
    };
    for (const { blobLink, byteCount } of manifest.blobs) {
      const bytes = Buffer.from(await (await fetch(blobLink)).arrayBuffer());
      expect(bytes).toHaveLength(byteCount);
      const [header, ...lines] = parseCsv(bytes.toString('utf8'));
      expect(header?.join(',')).toBe(`\uFEFF${COST_DETAILS_COLUMNS.join(',')}`);
      for (const cells of lines) {
        expect(cells).toHaveLength(70);
        const cell = (name: (typeof COST_DETAILS_COLUMNS)[number]) =>
          cells[COST_DETAILS_COLUMNS.indexOf(name)]!;
        expect(cell('date')).toMatch(/^\d\d\/\d\d\/2026$/);
        sums.costInBillingCurrency.add(
          Decimal.parse(cell('costInBillingCurrency')),
        );
        sums.paygCostInBillingCurrency.add(
          Decimal.parse(cell('paygCostInBillingCurrency')),
        );
      }
    }
    const truth = { partner: new DecimalSum(), retail: new DecimalSum() };
    for (const { parts } of simulator.retailTruth('2026-10')) {
      for (const { partnerCost, retailCost } of parts) {
        truth.partner.add(Decimal.parse(partnerCost));
        truth.retail.add(Decimal.parse(retailCost));
      }
    }
    expect(sums.costInBillingCurrency.value.toPlain()).toBe(
      truth.partner.value.toPlain(),
    );
    expect(sums.paygCostInBillingCurrency.value.toPlain()).toBe(
      truth.retail.value.toPlain(),
    );
    expect(truth.partner.value.toPlain()).toBe(
      sumOf(simulator.truth('2026-10').customers.map(one => one.usageCost)),
    );
  });

  it('has nothing of a month without charges, and refuses what Microsoft refuses', async () => {
    const empty = await generate({
      timePeriod: { start: '2026-01-01', end: '2026-01-31' },
    });
    await poll(empty);
    expect(await (await poll(empty)).json()).toMatchObject({
      status: 'NoDataFound',
    });
    for (const [body, words] of [
      [{ timePeriod: { start: '2026-09-01', end: '2026-10-31' } }, /one month/],
      [{ timePeriod: { start: '2025-10-01', end: '2025-10-31' } }, /13 months/],
      [{ timePeriod: october, invoiceId: 'G1' }, /Only one of/],
      [{ metric: 'Usage' }, /metric/],
    ] as const) {
      const refused = await generate(body);
      expect(refused.status).toBe(400);
      expect((await refused.json()).error.message).toMatch(words);
    }
    simulator.tenant.billingRoleAssigned = false;
    expect((await generate({ timePeriod: october })).status).toBe(403);
    // A role counts that was given in the billing account itself.
    simulator.tenant.billing.add({
      accountName: billingAccountName({ seed: 7 }),
      name: 'reader',
      principalId: simulator.tenant.own.servicePrincipalId!,
      roleName: '50000000-aaaa-bbbb-cccc-100000000002',
    });
    expect((await generate({ timePeriod: october })).status).toBe(202);
  });

  it('counts each type of client for itself, and names the wait in its own headers only', async () => {
    simulator.rateLimiter.set({
      'cost-management': [{ requests: 1, windowMs: 60_000 }],
    });
    const body = { timePeriod: october };
    expect((await generate(body, { clientType: 'a' })).status).toBe(202);
    expect((await generate(body, { clientType: 'b' })).status).toBe(202);
    const refused = await generate(body, { clientType: 'a' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(
      refused.headers.get(
        'x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after',
      ),
    ).toBe('60');
  });
});

/** Quotes may hold commas and line ends. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g,
  )) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') {
      lines.push([]);
    }
  }
  return lines.slice(0, -1);
}

function sumOf(amounts: readonly string[]): string {
  const sum = new DecimalSum();
  for (const amount of amounts) {
    sum.add(Decimal.parse(amount));
  }
  return sum.value.toPlain();
}
