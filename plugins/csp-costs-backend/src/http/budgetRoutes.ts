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
  cspCostsBudgetUpdatePermission,
  type BudgetInput,
} from 'backstage-plugin-csp-costs-common';
import { readBudgets } from '../ledger/budgets/readBudgets';
import { deleteBudget, saveBudget } from '../ledger/budgets/saveBudget';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';

/**
 * Routes of budgets. Changing one takes two rights: to change budgets at all,
 * and to see the costs of the customer.
 */
export function addBudgetRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  { knex, now }: Pick<RouterOptions, 'knex' | 'now'>,
): void {
  router.get('/budgets', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json({ items: await readBudgets(knex, rights, request.query) });
  });

  router.put(
    '/budgets/:customerId/:billingCurrency',
    async (request, response) => {
      const { principal } = await context.authorize(
        request,
        cspCostsBudgetUpdatePermission,
      );
      const rights = await context.authorizeCosts(request);
      response.json(
        await context.audited(
          {
            eventId: 'budget-update',
            request,
            meta: { ...request.params, revision: request.body.revision },
          },
          () =>
            saveBudget(
              knex,
              rights,
              request.params,
              request.body as BudgetInput,
              {
                by: principal.userEntityRef,
                now: now(),
              },
            ),
          ({ revision }) => ({ meta: { revision } }),
        ),
      );
    },
  );

  router.delete(
    '/budgets/:customerId/:billingCurrency',
    async (request, response) => {
      const { principal } = await context.authorize(
        request,
        cspCostsBudgetUpdatePermission,
      );
      const rights = await context.authorizeCosts(request);
      await context.audited(
        {
          eventId: 'budget-delete',
          request,
          meta: { ...request.params, revision: request.query.revision },
        },
        () =>
          deleteBudget(knex, rights, request.params, request.query.revision, {
            by: principal.userEntityRef,
            now: now(),
          }),
      );
      response.status(204).end();
    },
  );
}
