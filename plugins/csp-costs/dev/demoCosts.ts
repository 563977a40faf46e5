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

import {
  addMonths,
  compareDecimals,
  lastDayOf,
  subtractDecimals,
  sumDecimals,
  type BillingPeriod,
  type CostState,
  type CostTotal,
  type Customer,
  type DailyCost,
  type Decimal,
  type NamedCost,
} from 'backstage-plugin-csp-costs-common';

/** The last day that the invented partner has charges for. */
export const TODAY = '2026-11-14';
export const CURRENT_PERIOD: BillingPeriod = '2026-11';
export const PERIODS: BillingPeriod[] = [0, 1, 2, 3].map(months =>
  addMonths(CURRENT_PERIOD, -months),
);

const CONNECTOR_ID = 'contoso-partner';

const FIRST = [
  'Adventure Works',
  'Alpine Ski House',
  'Bellows College',
  'Best For You Organics',
  'City Power & Light',
  'Coho Winery',
  'Consolidated Messenger',
  'Fabrikam',
  'First Up Consultants',
  'Fourth Coffee',
  'Graphic Design Institute',
  'Humongous Insurance',
  'Lamna Healthcare',
  'Liberty Delightful Bakery & Café',
  'Litware',
  'Lucerne Publishing',
  'Margie’s Travel',
  'Munson’s Pickles and Preserves Farm',
  'Nod Publishers',
  'Northwind Traders',
];
const SECOND = ['GmbH', 'International'];

const SERVICES = [
  'Virtual Machines',
  'Storage',
  'Azure SQL Database',
  'Microsoft 365 E5',
  'Azure Kubernetes Service',
  'Bandwidth',
  'Azure Monitor',
  'Azure OpenAI',
];

/** A small generator whose numbers are the same every time. */
export function randomOf(seed: string): () => number {
  let state = 2166136261;
  for (const character of seed) {
    state = Math.imul(state ^ character.charCodeAt(0), 16777619);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** An amount around `units`, with as many digits as Microsoft sends. */
export function amountOf(units: number, random: () => number): Decimal {
  const whole = Math.floor(units);
  const fraction = Array.from({ length: 16 }, () =>
    Math.floor(random() * 10),
  ).join('');
  return `${whole}.${fraction}`;
}

export const CUSTOMERS: Array<
  Customer & { currencies: string[]; scale: number }
> = Array.from({ length: 40 }, (_, index) => {
  const random = randomOf(`customer ${index}`);
  const customerName = `${FIRST[index % 20]} ${SECOND[Math.floor(index / 20)]}`;
  const currencies = index % 3 === 2 ? ['USD'] : ['EUR'];
  return {
    customerId: `${String(index).padStart(
      8,
      '0',
    )}-7d1f-4c55-9a3e-5b8c2f6d${String(1000 + index)}`,
    connectorId: CONNECTOR_ID,
    customerName,
    domainName: `${customerName
      .toLocaleLowerCase('en')
      .normalize('NFD')
      .replace(/[^a-z]/g, '')
      .slice(0, 22)}.onmicrosoft.com`,
    country: 'DE',
    currencies: index % 13 === 4 ? ['EUR', 'USD'] : currencies,
    // Few are large and many are small; one has nothing.
    scale: index === 9 ? 0 : 12 + 900 * random() ** 4,
  };
});

/** What a customer costs in a month and currency. */
export function totalOf(
  customer: (typeof CUSTOMERS)[number],
  billingPeriod: BillingPeriod,
  billingCurrency: string,
): CostTotal {
  const days = daysOf(customer, billingPeriod, billingCurrency);
  const previousPeriod = addMonths(billingPeriod, -1);
  const previousDays = daysOf(customer, previousPeriod, billingCurrency);
  const through =
    billingPeriod === CURRENT_PERIOD ? Number(TODAY.slice(8)) : 31;
  const usageCost = sumDecimals(days.map(day => day.usageCost));
  const otherCost = sumDecimals(days.map(day => day.otherCost));
  const billedCost = sumDecimals([usageCost, otherCost]);
  const state = stateOf(billingPeriod);
  return {
    billingCurrency,
    billedCost,
    usageCost,
    otherCost,
    estimatedCost: state === 'invoiced' ? '0' : billedCost,
    invoicedCost: state === 'invoiced' ? billedCost : '0',
    taxCost: amountOf(Number(billedCost) * 0.19, randomOf('tax')),
    state,
    comparableCost: costOf(
      previousDays.filter(day => Number(day.date.slice(8)) <= through),
    ),
    previousCost: costOf(previousDays),
    days,
    previousDays,
    services: servicesOf(
      billedCost,
      `${customer.customerId} ${billingCurrency}`,
    ),
  };
}

/** Adds customers up, in one currency. */
export function addTotals(totals: CostTotal[]): CostTotal {
  const [first] = totals as [CostTotal, ...CostTotal[]];
  const sum = (pick: (total: CostTotal) => Decimal | undefined) =>
    sumDecimals(totals.map(total => pick(total) ?? '0'));
  return {
    ...first,
    billedCost: sum(total => total.billedCost),
    usageCost: sum(total => total.usageCost),
    otherCost: sum(total => total.otherCost),
    estimatedCost: sum(total => total.estimatedCost),
    invoicedCost: sum(total => total.invoicedCost),
    taxCost: sum(total => total.taxCost),
    comparableCost: sum(total => total.comparableCost),
    previousCost: sum(total => total.previousCost),
    days: addDays(totals.map(total => total.days)),
    previousDays: addDays(totals.map(total => total.previousDays)),
    services: addNamed(totals.flatMap(total => total.services)).slice(0, 10),
  };
}

export function stateOf(billingPeriod: BillingPeriod): CostState {
  if (billingPeriod === CURRENT_PERIOD) {
    return 'estimated';
  }
  return billingPeriod === '2026-10' ? 'mixed' : 'invoiced';
}

/** Splits an amount into named parts that add up to it again. */
export function splitAmount(
  amount: Decimal,
  names: string[],
  seed: string,
): NamedCost[] {
  const random = randomOf(seed);
  const weights = names.map(
    (_, index) => (0.2 + random()) / (index + 1) ** 1.2,
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  let rest = amount;
  return names
    .map((name, index): NamedCost => {
      const billedCost =
        index === names.length - 1
          ? rest
          : amountOf(
              (Number(amount) * (weights[index] ?? 0)) / sum - 0.5,
              random,
            );
      rest = subtractDecimals(rest, billedCost);
      return { name, billedCost };
    })
    .sort((a, b) => compareDecimals(b.billedCost, a.billedCost));
}

function servicesOf(amount: Decimal, seed: string): NamedCost[] {
  if (compareDecimals(amount, '20') < 0) {
    return [];
  }
  const random = randomOf(seed);
  const names = SERVICES.filter((_, index) => index < 2 || random() > 0.4);
  return splitAmount(amount, names, seed);
}

function daysOf(
  customer: (typeof CUSTOMERS)[number],
  billingPeriod: BillingPeriod,
  billingCurrency: string,
): DailyCost[] {
  if (customer.scale === 0) {
    return [];
  }
  const seed = `${customer.customerId} ${billingPeriod} ${billingCurrency}`;
  const random = randomOf(seed);
  const level = 0.8 + 0.5 * randomOf(`${seed} level`)();
  const share = billingCurrency === customer.currencies[0] ? 1 : 0.3;
  const length = Number(lastDayOf(billingPeriod).slice(8));
  return Array.from({ length }, (_, index): DailyCost => {
    const date = `${billingPeriod}-${String(index + 1).padStart(2, '0')}`;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const weekend = weekday === 0 || weekday === 6 ? 0.7 : 1;
    const partial = date === TODAY ? 0.4 : 1;
    const noise = 0.85 + 0.3 * random();
    const base = customer.scale * level * share;
    const licences = index % 9 === 2 ? base * 1.1 * random() : 0;
    return {
      date,
      usageCost: amountOf(base * weekend * partial * noise, random),
      otherCost: licences > 0 ? amountOf(licences, random) : '0',
    };
  }).filter(day => day.date <= TODAY);
}

function costOf(days: DailyCost[]): Decimal {
  return sumDecimals(days.flatMap(day => [day.usageCost, day.otherCost]));
}

function addDays(lists: DailyCost[][]): DailyCost[] {
  const byDate = new Map<string, DailyCost>();
  for (const day of lists.flat()) {
    const known = byDate.get(day.date);
    byDate.set(day.date, {
      date: day.date,
      usageCost: sumDecimals([known?.usageCost ?? '0', day.usageCost]),
      otherCost: sumDecimals([known?.otherCost ?? '0', day.otherCost]),
    });
  }
  return [...byDate.values()].sort((a, b) => a.date.localeCompare(b.date));
}

function addNamed(costs: NamedCost[]): NamedCost[] {
  const byName = new Map<string, Decimal>();
  for (const { name, billedCost } of costs) {
    byName.set(name, sumDecimals([byName.get(name) ?? '0', billedCost]));
  }
  return [...byName]
    .map(([name, billedCost]) => ({ name, billedCost }))
    .sort((a, b) => compareDecimals(b.billedCost, a.billedCost));
}
