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
import { addUp, digitsOf, readJson, TestClient } from '../testing/TestClient';
import { companyName } from './names';
import type { MonthTruth } from './truth';

const CURRENCIES = ['EUR', 'USD'] as const;

type Row = Record<string, string>;

function sumBy(
  lines: string[],
  column: string,
  key: (row: Row) => string,
): Map<string, string> {
  const groups = new Map<string, string[]>();
  for (const line of lines) {
    const group = key(JSON.parse(line) as Row);
    groups.set(group, [...(groups.get(group) ?? []), digitsOf(line, column)]);
  }
  return new Map(
    [...groups].map(([group, numbers]) => [group, addUp(numbers)]),
  );
}

describe('the truth', () => {
  let simulator: MicrosoftSimulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 20,
    });
    client = new TestClient(simulator);
  });
  afterEach(() => simulator.stop());

  const download = async (
    truth: MonthTruth,
    subject: 'usage' | 'reconciliation',
  ) => {
    const lines: string[] = [];
    for (const currency of CURRENCIES) {
      const invoiceId = truth.totals.find(
        one => one.billingCurrency === currency,
      )?.invoiceId;
      lines.push(
        ...(await client.lines(
          invoiceId
            ? await client.billed(subject, invoiceId)
            : await client.unbilled(subject, currency, 'current'),
        )),
      );
    }
    return lines;
  };

  const compare = async (truth: MonthTruth) => {
    const usage = await download(truth, 'usage');
    const reconciliation = await download(truth, 'reconciliation');
    const other = reconciliation.filter(
      line => !(JSON.parse(line) as Row).MeterDescription,
    );
    const byCustomer = (row: Row) => row.CustomerId ?? '';
    const usageCost = sumBy(usage, 'BillingPreTaxTotal', byCustomer);
    const otherCost = sumBy(other, 'Subtotal', byCustomer);
    const taxCost = sumBy(reconciliation, 'TaxTotal', byCustomer);
    const subscriptions = sumBy(
      usage,
      'BillingPreTaxTotal',
      row => row.EntitlementId ?? '',
    );
    expect(truth.customers).toHaveLength(20);
    for (const customer of truth.customers) {
      const id = customer.customerId;
      expect(customer).toMatchObject({
        usageCost: usageCost.get(id) ?? '0',
        otherCost: otherCost.get(id) ?? '0',
        billedCost: addUp([usageCost.get(id) ?? '0', otherCost.get(id) ?? '0']),
        taxCost: taxCost.get(id) ?? '0',
        lineCount: {
          usage: usage.filter(line => line.includes(id)).length,
          reconciliation: reconciliation.filter(line => line.includes(id))
            .length,
        },
      });
      for (const one of customer.azureSubscriptions) {
        expect(one.usageCost).toBe(
          subscriptions.get(one.azureSubscriptionId) ?? '0',
        );
      }
    }
    for (const total of truth.totals) {
      const part = truth.customers.filter(
        one => one.billingCurrency === total.billingCurrency,
      );
      expect(total.billedCost).toBe(addUp(part.map(one => one.billedCost)));
      expect(total.taxCost).toBe(addUp(part.map(one => one.taxCost)));
    }
    return reconciliation;
  };

  it('of an open month is the sum of the unbilled lines', async () => {
    const truth = simulator.truth('2026-11');
    expect(truth.customers.every(one => one.state === 'estimated')).toBe(true);
    expect(truth.totals.map(one => one.invoiceId)).toEqual([
      undefined,
      undefined,
    ]);
    await compare(truth);
  });

  it('of an invoiced month is the sum of the billed lines, and the invoice adds up', async () => {
    simulator.restate({ billingPeriod: '2026-10', factor: '1.37' });
    const truth = simulator.truth('2026-10');
    expect(truth.customers.every(one => one.state === 'invoiced')).toBe(true);
    const lines = await compare(truth);
    const totals = sumBy(lines, 'Total', row => row.Currency ?? '');
    const invoices = await readJson<{
      items: Array<{ id: string; totalCharges: string | number }>;
    }>(await client.partnerCenter('/v1/invoices?size=200&offset=0'));
    for (const total of truth.totals) {
      expect(total.invoiceTotal).toBe(totals.get(total.billingCurrency));
      const invoice = invoices.items.find(one => one.id === total.invoiceId);
      expect(String(invoice?.totalCharges)).toBe(total.invoiceTotal);
    }
  });

  it('holds for every line of an invoice by the documented rounding', async () => {
    const cents = (text: string) => {
      const [whole = '', fraction = ''] = text.split('.');
      const value = BigInt(
        whole.replace('-', '') + fraction.slice(0, 2).padEnd(2, '0'),
      );
      return text.startsWith('-') ? -value : value;
    };
    const multiply = (a: string, b: string) => {
      const [x, y] = [a, b].map(text => ({
        value: BigInt(text.replace('.', '')),
        scale: text.split('.')[1]?.length ?? 0,
      })) as [
        { value: bigint; scale: number },
        { value: bigint; scale: number },
      ];
      const product = x.value * y.value;
      const digits = (product < 0n ? -product : product)
        .toString()
        .padStart(x.scale + y.scale + 1, '0');
      const point = digits.length - x.scale - y.scale;
      return `${product < 0n ? '-' : ''}${digits.slice(
        0,
        point,
      )}.${digits.slice(point)}`;
    };
    const money = (value: bigint) => {
      const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
      return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(
        -2,
      )}`;
    };
    const lines = await download(simulator.truth('2026-10'), 'reconciliation');
    const kinds = new Set<string>();
    for (const line of lines) {
      const row = JSON.parse(line) as Row;
      const price = digitsOf(line, 'EffectiveUnitPrice');
      const quantity = digitsOf(line, 'BillableQuantity');
      const rate = digitsOf(line, 'PCToBCExchangeRate');
      const expected = row.MeterDescription
        ? cents(multiply(money(cents(multiply(price, quantity))), rate))
        : cents(multiply(money(cents(multiply(price, rate))), quantity));
      expect(cents(digitsOf(line, 'Subtotal'))).toBe(expected);
      expect(
        addUp([digitsOf(line, 'Subtotal'), digitsOf(line, 'TaxTotal')]),
      ).toBe(addUp([digitsOf(line, 'Total')]));
      kinds.add(row.MeterDescription ? 'usage' : row.ChargeType ?? '');
    }
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'usage',
        'cycleCharge',
        'new',
        'addQuantity',
        'customerCredit',
      ]),
    );
  });

  it('is never the unbilled estimate once a month is invoiced, because of the late line', async () => {
    simulator.clock.set(new Date('2026-11-05T12:00:00Z'));
    const estimated = simulator.truth('2026-10');
    simulator.clock.set(new Date('2026-11-06T08:00:00Z'));
    const invoiced = simulator.truth('2026-10');
    const changed = invoiced.customers.filter(
      (one, i) => one.usageCost !== estimated.customers[i]?.usageCost,
    );
    expect(changed).toHaveLength(1);
    expect(changed[0]?.lineCount.usage).toBe(
      (estimated.customers.find(
        one => one.customerId === changed[0]?.customerId,
      )?.lineCount.usage ?? 0) + 1,
    );
  });

  it('changes by exactly the restated day', () => {
    const before = simulator.truth('2026-10');
    const done = simulator.restate({ billingPeriod: '2026-10', factor: 3 });
    const after = simulator.truth('2026-10');
    expect(done.usageDate).toMatch(/^2026-10-\d\d$/);
    const changed = after.customers.filter(
      (one, i) => one.usageCost !== before.customers[i]?.usageCost,
    );
    expect(changed.map(one => one.customerId)).toEqual([done.customerId]);
    expect(() => simulator.restate({ billingPeriod: '2027-10' })).toThrow(
      'no usage',
    );
    expect(() =>
      simulator.restate({ billingPeriod: '2026-10', customerId: 'x' }),
    ).toThrow('Unknown customer');
  });

  it('is empty for a month without data', () => {
    expect(simulator.truth('2026-07')).toMatchObject({
      customers: [],
      totals: [],
    });
    expect(simulator.truth('2026-12')).toMatchObject({
      customers: [],
      totals: [],
    });
    expect(() => simulator.truth('October')).toThrow('Not a billing period');
  });
});

it('gives two thousand customers different names and domains', () => {
  const all = Array.from({ length: 2_000 }, (_, index) =>
    companyName(7, index, 'NL'),
  );
  expect(new Set(all.map(one => one.name)).size).toBe(2_000);
  expect(new Set(all.map(one => one.slug)).size).toBe(2_000);
});
