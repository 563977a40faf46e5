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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  billingPeriodOf,
  reachedThreshold,
  sumDecimals,
  type BillingPeriod,
  type Budget,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { CustomerOwners } from '../../rights/CustomerOwners';
import { groupBy } from '../query/buildTotals';
import { readNamedCosts } from '../query/readNamedCosts';
import { readSlices, shownSlices } from '../query/readSlices';
import { TotalsCache } from '../query/TotalsCache';
import { toBudget, type BudgetRow } from './BudgetRow';

/** Percentage from which a notification is more than news. */
const ALL_OF_IT = 100;

/** What the watch over budgets needs. */
export interface BudgetWatch {
  knex: Knex;
  owners: Pick<CustomerOwners, 'ownersOf'>;
  notifications: NotificationService;
  logger: LoggerService;
  now: () => Date;
}

/**
 * Tells the owners of customers, as the catalog names them, that the month's
 * cost has reached a threshold of the customer's budget. Each threshold is told
 * once a month; of several that are reached at once, the highest.
 *
 * @remarks
 * What counts is the cost so far and no forecast. A notification has no amount:
 * an owner need not have the right to see costs, and whoever has it sees them
 * behind the link.
 */
export async function watchBudgets(
  watch: BudgetWatch,
  signal: AbortSignal,
): Promise<void> {
  const billingPeriod = billingPeriodOf(watch.now());
  const reached = await findReached(watch.knex, billingPeriod);
  if (reached.length === 0) {
    return;
  }
  const ownersOf = await watch.owners.ownersOf();
  for (const one of reached) {
    signal.throwIfAborted();
    const owners = ownersOf.get(one.budget.customerId) ?? [];
    // Somebody may become the owner later; it is news to them then.
    if (owners.length > 0) {
      await tellOnce(watch, owners, { ...one, billingPeriod });
    }
  }
}

interface ReachedBudget {
  budget: Budget;
  customerName: string;
  /** Percentage. */
  threshold: number;
}

/** Budgets of which a threshold is reached that nobody was told of, nor of a higher one. */
async function findReached(
  knex: Knex,
  billingPeriod: BillingPeriod,
): Promise<ReachedBudget[]> {
  const rows: Array<
    BudgetRow & { customer_name: string; told: number | null }
  > = await knex('budgets as b')
    .whereNotNull('b.monthly_amount')
    .select('b.*', {
      customer_name: knex('customers as c')
        .whereRaw('c.customer_id = b.customer_id')
        .orderBy([{ column: 'c.listed', order: 'desc' }, 'c.connector_id'])
        .limit(1)
        .select('c.customer_name'),
      told: knex('budget_notices as n')
        .where('n.billing_period', billingPeriod)
        .whereRaw('n.customer_id = b.customer_id')
        .whereRaw('n.billing_currency = b.billing_currency')
        .max('n.threshold'),
    });
  if (rows.length === 0) {
    return [];
  }
  const shown = shownSlices(await readSlices(knex, [billingPeriod])).filter(
    slice => slice.billing_period === billingPeriod,
  );
  const costs = groupBy(
    await readNamedCosts({ knex, totals: new TotalsCache() }, shown, {
      dimension: 'customer',
      customerIds: [...new Set(rows.map(row => row.customer_id))],
    }),
    cost => `${cost.value}/${cost.billingCurrency}`,
  );
  return rows.flatMap(row => {
    const budget = toBudget(row);
    const cost = sumDecimals(
      (costs.get(`${budget.customerId}/${budget.billingCurrency}`) ?? []).map(
        ({ billedCost }) => billedCost,
      ),
    );
    const threshold = reachedThreshold(budget, cost);
    return threshold !== undefined && threshold > (row.told ?? 0)
      ? [{ budget, customerName: row.customer_name, threshold }]
      : [];
  });
}

/** The row is written first, so that of several processes one tells it. */
async function tellOnce(
  { knex, notifications, logger, now }: BudgetWatch,
  owners: string[],
  reached: ReachedBudget & { billingPeriod: BillingPeriod },
): Promise<void> {
  const { budget, customerName, threshold, billingPeriod } = reached;
  const { customerId, billingCurrency } = budget;
  const notice = {
    customer_id: customerId,
    billing_currency: billingCurrency,
    billing_period: billingPeriod,
    threshold,
  };
  const added = await knex('budget_notices')
    .insert({ ...notice, sent_at: now().toISOString() })
    .onConflict(Object.keys(notice))
    .ignore()
    .returning('threshold');
  if (added.length === 0) {
    return;
  }
  try {
    await notifications.send({
      recipients: { type: 'entity', entityRef: owners },
      payload: {
        title: `${customerName} has used ${threshold}% of its budget for ${billingPeriod}`,
        description: `The costs in ${billingCurrency} so far have reached the threshold.`,
        link: `/costs/overview?customer=${customerId}&month=${billingPeriod}`,
        severity: threshold >= ALL_OF_IT ? 'high' : 'normal',
        topic: 'csp-costs-budget',
        // A higher threshold takes the place of a lower one.
        scope: `csp-costs:budget:${customerId}:${billingCurrency}`,
      },
    });
  } catch (error) {
    // It was not told, so it is still to be told.
    await knex('budget_notices').where(notice).delete();
    logger.warn(
      `The owners of customer ${customerId} could not be notified: ${error}`,
    );
  }
}
