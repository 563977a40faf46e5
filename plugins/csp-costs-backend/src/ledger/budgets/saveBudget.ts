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

import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  compareDecimals,
  DEFAULT_BUDGET_THRESHOLDS,
  normalizeDecimal,
  type Budget,
  type BudgetInput,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import {
  readableCustomerIds,
  type CustomerRights,
} from '../../rights/CustomerRights';
import { toBudget, type BudgetRow } from './BudgetRow';

/** Which budget. */
export interface BudgetKey {
  customerId: string;
  billingCurrency: string;
}

/** Who changes a budget, and when. */
interface BudgetChange {
  /** Entity ref of a user. */
  by: string;
  now: Date;
}

/**
 * Sets a budget.
 *
 * @throws InputError when a value makes no sense, NotFoundError when the
 * customer is not known or may not be seen, ConflictError when somebody else
 * was faster.
 * @remarks The revision is part of the condition of each write, so of two that
 * edit the same one only the first succeeds. A budget that was taken away keeps
 * its row and its count of revisions: whoever still edits it cannot take the next
 * one for it.
 */
export async function saveBudget(
  knex: Knex,
  rights: CustomerRights,
  key: BudgetKey,
  input: BudgetInput,
  change: BudgetChange,
): Promise<Budget> {
  const { thresholds = [...DEFAULT_BUDGET_THRESHOLDS], revision } = input;
  checkInput(input.monthlyAmount, thresholds);
  const where = await findKey(knex, rights, key);
  const values = {
    monthly_amount: normalizeDecimal(input.monthlyAmount),
    thresholds: thresholds.join(','),
    updated_by: change.by,
    updated_at: change.now.toISOString(),
  };
  const budgets = knex<BudgetRow>('budgets');
  const saved: BudgetRow[] =
    revision === undefined
      ? await budgets
          .insert({ ...where, ...values, revision: 1 })
          .onConflict(['customer_id', 'billing_currency'])
          .merge({ ...values, revision: knex.raw('budgets.revision + 1') })
          .whereNull('budgets.monthly_amount')
          .returning('*')
      : await budgets
          .where({ ...where, revision })
          .whereNotNull('monthly_amount')
          .update({ ...values, revision: revision + 1 })
          .returning('*');
  const [budget] = saved;
  if (!budget) {
    throw await conflict(knex, where);
  }
  // Whoever was told of a threshold was told of another amount.
  await knex('budget_notices').where(where).delete();
  return toBudget(budget);
}

/**
 * Takes a budget away, and what is known of who was told of it.
 *
 * @throws NotFoundError when there is none, or the customer may not be seen;
 * ConflictError when it has changed since the revision.
 */
export async function deleteBudget(
  knex: Knex,
  rights: CustomerRights,
  key: BudgetKey,
  revision: number,
  change: BudgetChange,
): Promise<void> {
  const where = await findKey(knex, rights, key);
  await knex.transaction(async tx => {
    const deleted = await tx<BudgetRow>('budgets')
      .where({ ...where, revision })
      .whereNotNull('monthly_amount')
      .update({
        monthly_amount: null,
        revision: revision + 1,
        updated_by: change.by,
        updated_at: change.now.toISOString(),
      });
    if (deleted === 0) {
      throw await conflict(tx, where);
    }
    await tx('budget_notices').where(where).delete();
  });
}

function checkInput(monthlyAmount: unknown, thresholds: readonly number[]) {
  if (typeof monthlyAmount !== 'string') {
    throw new InputError(
      'monthlyAmount must be text, such as "1234.50"; a number may have lost digits',
    );
  }
  if (compareDecimals(monthlyAmount, '0') <= 0) {
    throw new InputError(
      'monthlyAmount must be more than 0; delete the budget to have none',
    );
  }
  if (thresholds.some((one, index) => one <= (thresholds[index - 1] ?? 0))) {
    throw new InputError(
      'thresholds must ascend and each be there once, such as 80 and 100',
    );
  }
}

async function findKey(
  knex: Knex,
  rights: CustomerRights,
  key: BudgetKey,
): Promise<Pick<BudgetRow, 'customer_id' | 'billing_currency'>> {
  const customerId = key.customerId.toLowerCase();
  const isReadable = readableCustomerIds(rights)?.includes(customerId) ?? true;
  const known =
    isReadable &&
    (await knex('customers').where({ customer_id: customerId }).first());
  if (!known) {
    throw new NotFoundError(`No connector knows a customer ${customerId}`);
  }
  return { customer_id: customerId, billing_currency: key.billingCurrency };
}

async function conflict(
  knex: Knex,
  where: Pick<BudgetRow, 'customer_id' | 'billing_currency'>,
): Promise<Error> {
  const current = await knex<BudgetRow>('budgets').where(where).first();
  return current && current.monthly_amount !== null
    ? new ConflictError(
        `The budget is out of date: ${current.updated_by} has changed it since, to revision ${current.revision}; load it again`,
      )
    : new NotFoundError(
        `There is no budget in ${where.billing_currency}; it was taken away, or never set`,
      );
}
