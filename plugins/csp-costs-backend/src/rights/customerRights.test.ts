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

import type { Entity } from '@backstage/catalog-model';
import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  CSP_COSTS_LOCATION_TYPE,
  CSP_CUSTOMER_ID_ANNOTATION,
  CSP_CUSTOMER_TYPE,
  sumDecimals,
  type BreakdownDimension,
  type Charge,
  type CostSummary,
} from 'backstage-plugin-csp-costs-common';
import fc from 'fast-check';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import type { CustomerPolicy } from '../__testUtils__/startBackend';
import { cspCustomerConditions } from './customerRules';

jest.setTimeout(240_000);

const { databases, ids } = testDatabases();

const PERIODS = ['2026-10', '2026-11'];

const DIMENSIONS: BreakdownDimension[] = [
  'customer',
  'service',
  'azureSubscription',
  'chargeCategory',
];

/** Values of the tag `team` in simulated usage. */
const WORKLOADS = ['checkout', 'catalog', 'billing', 'identity', 'search'];

/** An entity of a customer, from the entity provider or from somebody's file. */
function customerEntity(
  customerId: string,
  owner: string,
  origin = `${CSP_COSTS_LOCATION_TYPE}:default`,
): Entity {
  return {
    apiVersion: 'backstage.io/v1beta1',
    kind: 'Resource',
    metadata: {
      name: `csp-customer-${customerId}`,
      namespace: origin.startsWith('url') ? 'files' : 'default',
      annotations: {
        [CSP_CUSTOMER_ID_ANNOTATION]: customerId,
        'backstage.io/managed-by-origin-location': origin,
      },
    },
    spec: { type: CSP_CUSTOMER_TYPE, owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

/** Everything that the API says to somebody who may see some customers. */
interface Answers {
  customers: string[];
  /** By period. */
  summaries: CostSummary[];
  charges: Charge[][];
  text: string;
}

/** A component whose costs a rule attributes to it. */
function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

function idOf(charge: Charge): string {
  return JSON.stringify([
    charge.generationId,
    charge.blobName,
    charge.lineNumber,
    charge.chargeCategory,
  ]);
}

describe.each(ids)('rights of customers on %s', databaseId => {
  const customers: CustomerPolicy = { conditions: undefined, entities: [] };
  let harness: CspCostsHarness;
  /** Ids of the customers, and what tells each of them apart from the others. */
  let all: string[];
  let names: Map<string, string[]>;

  beforeAll(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 5, linesPerCustomerDay: 2 },
      customers,
      config: {
        attribution: {
          rules: [
            { tag: 'team' },
            {
              resourceGroup: 'rg-*-production',
              entity: 'component:default/production',
            },
          ],
        },
      },
    });
    all = harness.simulator.customers.map(({ id }) => id.toLowerCase());
    customers.entities!.push(
      customerEntity(all[0]!, 'group:default/north'),
      customerEntity(all[1]!, 'group:default/north'),
      customerEntity(all[2]!, 'user:default/south'),
      ...WORKLOADS.map(name => component(name, `group:default/${name}`)),
      component('production', 'group:default/operators'),
      // Anybody may say so in a file.
      customerEntity(
        all[3]!,
        'group:default/north',
        'url:https://git.example/x',
      ),
    );
    await harness.stopBackend();
    await harness.startBackend();
    await harness.collect();
    // Makes restatements, which name customers too.
    harness.simulator.restate({ billingPeriod: '2026-11', factor: '0.9' });
    await harness.collect();
    await harness.untilArchived();
    for (const id of all) {
      await harness.api.setBudget(id, 'EUR', { monthlyAmount: '1000' });
    }
    names = await namesOfCustomers();
  });

  afterAll(() => harness?.stop());

  /** Ids, names and subscriptions of each customer. */
  async function namesOfCustomers(): Promise<Map<string, string[]>> {
    const rows = await harness.knex('customers').select();
    const subscriptions = await harness.knex('subscriptions').select();
    return new Map(
      all.map(id => [
        id,
        [
          id,
          ...rows
            .filter(row => row.customer_id === id)
            .flatMap(row => [row.customer_name, row.domain_name]),
          ...subscriptions
            .filter(row => row.customer_id === id && row.kind === 'azure')
            .map(row => row.subscription_id),
        ],
      ]),
    );
  }

  async function exported(billingPeriod: string): Promise<string> {
    const { content } = await harness.api.exportCharges({
      billingPeriod,
      format: 'csv',
    });
    return content.text();
  }

  async function ask(): Promise<Answers> {
    const { api } = harness;
    const answers: unknown[] = [await api.getBillingPeriods()];
    const summaries: CostSummary[] = [];
    const charges: Charge[][] = [];
    let customerIds: string[] = [];
    for (const billingPeriod of PERIODS) {
      const page = await api.getCustomers({ billingPeriod });
      expect(page.totalCount).toBe(page.items.length);
      customerIds = page.items.map(({ customerId }) => customerId);
      summaries.push(await api.getCostSummary({ billingPeriod }));
      for (const dimension of DIMENSIONS) {
        const { rows } = await api.getCostBreakdown({
          billingPeriod,
          dimension,
        });
        answers.push(rows);
      }
      const own: Charge[] = [];
      let cursor: string | undefined;
      do {
        const lines = await api.getCharges({
          billingPeriod,
          cursor,
          limit: 500,
          includeLine: true,
        });
        own.push(...lines.items);
        cursor = lines.nextCursor;
      } while (cursor);
      charges.push(own);
      answers.push(
        page,
        await api.getRetailCosts({ billingPeriod }),
        await api.getCostTrend({ billingPeriod, dimension: 'customer' }),
        await api.getCostChanges({ billingPeriod, limit: 20 }),
        await exported(billingPeriod),
        await api.getCustomers({ billingPeriod, search: 'a' }),
      );
    }
    answers.push(
      summaries,
      charges,
      await api.getRestatements({ limit: 200 }),
      await api.getDirectory({}),
      await api.getBudgets(),
    );
    return {
      customers: [...customerIds].sort(),
      summaries,
      charges,
      text: JSON.stringify(answers).toLowerCase(),
    };
  }

  function isNotFound(answer: Promise<unknown>): Promise<void> {
    return expect(answer).rejects.toMatchObject({
      cause: { name: 'NotFoundError' },
    });
  }

  /** Nothing of the others, and everything of one's own, to the last digit. */
  async function expectOnly(allowed: string[]): Promise<void> {
    const answers = await ask();
    expect(answers.customers).toEqual([...allowed].sort());
    for (const denied of all.filter(id => !allowed.includes(id))) {
      for (const name of names.get(denied)!) {
        expect(answers.text).not.toContain(name.toLowerCase());
      }
      const [billingPeriod] = PERIODS;
      const scope = { billingPeriod: billingPeriod!, customerId: denied };
      await isNotFound(harness.api.getCostSummary(scope));
      await isNotFound(
        harness.api.getCostBreakdown({ ...scope, dimension: 'service' }),
      );
      await isNotFound(harness.api.getCharges(scope));
      await isNotFound(
        harness.api.getCostTrend({ ...scope, dimension: 'service' }),
      );
      await isNotFound(harness.api.getCostChanges(scope));
      await isNotFound(harness.api.exportCharges({ ...scope, format: 'csv' }));
      await isNotFound(harness.api.getRetailCosts(scope));
      await isNotFound(harness.api.getCustomerSubscriptions(denied));
      await isNotFound(harness.api.getCustomerInvoices(denied));
      expect(await harness.api.getBudgets({ customerId: denied })).toEqual([]);
      await isNotFound(
        harness.api.setBudget(denied, 'EUR', { monthlyAmount: '1' }),
      );
      await isNotFound(harness.api.getRestatements({ customerId: denied }));
      for (const azureSubscriptionId of names.get(denied)!.slice(3)) {
        await isNotFound(
          harness.api.getCostSummary({
            billingPeriod: billingPeriod!,
            azureSubscriptionId,
          }),
        );
      }
    }
    // Totals are those of the allowed customers, as charges add up.
    for (const [index, billingPeriod] of PERIODS.entries()) {
      for (const { billingCurrency, billedCost } of answers.summaries[index]!
        .totals) {
        const own = answers.charges[index]!.filter(
          charge =>
            charge.billingCurrency === billingCurrency &&
            charge.chargeCategory !== 'Tax',
        );
        expect([billingPeriod, billedCost]).toEqual([
          billingPeriod,
          sumDecimals(own.map(charge => charge.billedCost)),
        ]);
      }
    }
  }

  it('show nothing of a customer that a policy denies, on any route', async () => {
    const { isCustomer, ownsCustomerEntity } = cspCustomerConditions;
    type Rule = {
      conditions: PermissionCriteria<PermissionCondition>;
      allowed: string[];
      isAboutOwners?: boolean;
    };
    /** Of the others nobody knows whose they are. */
    const withOwners = all.slice(0, 3);
    const leaf: fc.Arbitrary<Rule> = fc.oneof(
      fc.subarray(all).map(customerIds => ({
        conditions: isCustomer({
          customerIds: customerIds.map(id => id.toUpperCase()),
        }),
        allowed: customerIds,
      })),
      fc.constant<Rule>({
        conditions: ownsCustomerEntity({ claims: ['group:default/north'] }),
        allowed: [all[0]!, all[1]!],
        isAboutOwners: true,
      }),
      fc.constant<Rule>({
        conditions: ownsCustomerEntity({ claims: [] }),
        allowed: [],
        isAboutOwners: true,
      }),
    );
    const rule: fc.Arbitrary<Rule> = fc.oneof(
      leaf,
      fc.tuple(leaf, leaf).map(
        ([a, b]): Rule => ({
          conditions: { anyOf: [a.conditions, b.conditions] },
          allowed: all.filter(
            id => a.allowed.includes(id) || b.allowed.includes(id),
          ),
        }),
      ),
      fc.tuple(leaf, leaf).map(
        ([a, b]): Rule => ({
          conditions: { allOf: [a.conditions, { not: b.conditions }] },
          allowed: all.filter(
            id =>
              a.allowed.includes(id) &&
              !b.allowed.includes(id) &&
              (!b.isAboutOwners || withOwners.includes(id)),
          ),
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(rule, async ({ conditions, allowed }) => {
        customers.conditions = conditions;
        const { items } = await harness.api.getDirectory({});
        expect(items.map(({ customerId }) => customerId).sort()).toEqual(
          [...allowed].sort(),
        );
        await expectOnly(allowed);
      }),
      { numRuns: 5, seed: 5, endOnFailure: true },
    );
  });

  it('show an owner what is attributed to their entities, and nothing else of its customers', async () => {
    const [billingPeriod] = PERIODS as [string];
    customers.conditions = undefined;
    const everything: Charge[] = (await ask()).charges[0]!;
    const teams = new Set(
      everything.flatMap(({ tags }) =>
        tags ? (JSON.parse(tags).team as string) : [],
      ),
    );
    const { ownsAttributedEntity, isCustomer } = cspCustomerConditions;
    const owners = fc.subarray(
      [...WORKLOADS.filter(name => teams.has(name)), 'operators'],
      { minLength: 1 },
    );
    const limitedTo = fc.option(fc.subarray(all, { minLength: 1 }), {
      nil: undefined,
    });
    await fc.assert(
      fc.asyncProperty(owners, limitedTo, async (names_, customerIds) => {
        const owned = ownsAttributedEntity({
          claims: names_.map(name => `group:default/${name}`),
        });
        customers.conditions = customerIds
          ? { allOf: [owned, isCustomer({ customerIds })] }
          : owned;
        const own = everything.filter(
          charge =>
            (customerIds?.includes(charge.customerId) ?? true) &&
            ((charge.tags &&
              names_.includes(JSON.parse(charge.tags).team as string)) ||
              (names_.includes('operators') &&
                /^rg-.*-production$/.test(charge.resourceGroup ?? ''))),
        );
        const answers = await ask();
        expect(answers.customers).toEqual([]);
        expect(answers.charges[0]!.map(idOf).sort()).toEqual(
          own.map(idOf).sort(),
        );
        const sumOf = (billingCurrency: string) =>
          sumDecimals(
            own
              .filter(charge => charge.billingCurrency === billingCurrency)
              .map(charge => charge.billedCost),
          );
        const currencies = new Set(own.map(one => one.billingCurrency));
        expect(
          answers.summaries[0]!.totals.map(total => [
            total.billingCurrency,
            total.billedCost,
          ]).sort(),
        ).toEqual([...currencies].sort().map(code => [code, sumOf(code)]));
        for (const dimension of [...DIMENSIONS, 'entity'] as const) {
          const { rows } = await harness.api.getCostBreakdown({
            billingPeriod,
            dimension,
          });
          for (const code of currencies) {
            expect(
              sumDecimals(
                rows
                  .filter(row => row.billingCurrency === code)
                  .map(row => row.billedCost),
              ),
            ).toBe(sumOf(code));
          }
        }
        const theirs = new Set(own.map(charge => charge.customerId));
        for (const denied of all.filter(id => !theirs.has(id))) {
          await isNotFound(
            harness.api.getCostSummary({ billingPeriod, customerId: denied }),
          );
        }
        await expect(
          harness.api.getCostSummary({ billingPeriod, unattributed: true }),
        ).rejects.toMatchObject({ cause: { name: 'NotAllowedError' } });
      }),
      { numRuns: 3, seed: 7, endOnFailure: true },
    );
    // Said the other way round, it says nothing of anybody.
    customers.conditions = {
      not: ownsAttributedEntity({ claims: ['group:default/operators'] }),
    };
    expect((await ask()).charges.flat()).toEqual([]);
    customers.conditions = undefined;
  });

  it('tell no reason that is about all customers together', async () => {
    customers.conditions = undefined;
    const problem = {
      code: 'TOTAL_FELL',
      cause: 'The total in EUR fell by 83.4 %',
      remedy: 'Publish it',
      since: '2026-11-14T09:00:00.000Z',
    };
    const slice = { source: 'unbilled-usage', billing_period: '2026-11' };
    await harness
      .knex('slices')
      .where(slice)
      .update({ problem: JSON.stringify(problem) });
    const seen = async () => {
      const { coverage } = await harness.api.getCostSummary({
        billingPeriod: '2026-11',
      });
      expect(coverage.complete).toBe(false);
      return coverage.slices.find(({ source }) => source === slice.source)!
        .problem;
    };
    expect(await seen()).toEqual(problem);
    customers.conditions = cspCustomerConditions.isCustomer({
      customerIds: all,
    });
    expect(await seen()).toEqual({
      ...problem,
      cause: expect.not.stringContaining('83'),
      remedy: expect.stringContaining('Ask whoever runs this portal'),
    });
    await harness.knex('slices').where(slice).update({ problem: null });
  });

  it('show everything to whom the policy sets no limit, and prices to nobody else', async () => {
    customers.conditions = undefined;
    await expectOnly(all);
    const price = { month: '2026-11', meterId: all[0]! };
    await expect(harness.api.getPrices(price)).resolves.toBeDefined();
    customers.conditions = cspCustomerConditions.isCustomer({
      customerIds: all,
    });
    await expect(harness.api.getPrices(price)).rejects.toMatchObject({
      cause: { name: 'NotAllowedError' },
    });
    const { coverage } = await harness.api.getCostSummary({
      billingPeriod: '2026-11',
    });
    expect(coverage.limited).toBe(true);
    expect(coverage.slices.length).toBeGreaterThan(0);
    for (const slice of coverage.slices) {
      expect(slice).not.toHaveProperty('lineCount');
    }
  });
});
