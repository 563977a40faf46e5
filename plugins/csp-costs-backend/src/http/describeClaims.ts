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

import type {
  ClaimedScope,
  EntityCostClaim,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { EntityClaim } from '../attribution/EntityClaim';
import { isOneOf } from '../database/dialect';
import type { CustomerRights } from '../rights/CustomerRights';

/**
 * Says what some claims are about, in what their reader may know: customers and
 * Azure subscriptions of others have no names.
 *
 * @remarks
 * What is written on an entity can be read by all who see the entity. A rule is
 * the operator's, so one for customers that the reader sees nothing of is left
 * out, and what its patterns match is not listed.
 */
export async function describeClaims(
  knex: Knex,
  rights: CustomerRights,
  claims: readonly EntityClaim[],
): Promise<EntityCostClaim[]> {
  const known = claims.flatMap(claim => {
    const { customerIds } = claim.selector;
    if (claim.origin !== 'rule' || !customerIds) {
      return [claim];
    }
    const readable = customerIds.filter(id => mayKnow(rights, id));
    return readable.length > 0
      ? [{ ...claim, selector: { ...claim.selector, customerIds: readable } }]
      : [];
  });
  const [customers, azureSubscriptions] = await Promise.all([
    namesOfCustomers(
      knex,
      rights,
      known.flatMap(({ selector }) => selector.customerIds ?? []),
    ),
    namesOfSubscriptions(
      knex,
      rights,
      known.flatMap(({ selector, patterns }) =>
        patterns ? [] : selector.azureSubscriptionIds ?? [],
      ),
    ),
  ]);
  return known.map(({ origin, selector, patterns }) => ({
    origin,
    customers: withNames(selector.customerIds, customers),
    azureSubscriptions: patterns
      ? undefined
      : withNames(selector.azureSubscriptionIds, azureSubscriptions),
    azureSubscriptionPatterns: copy(patterns?.azureSubscriptions),
    resourceGroups: patterns ? undefined : copy(selector.resourceGroups),
    resourceGroupPatterns: copy(patterns?.resourceGroups),
    resourceIds: copy(selector.resourceIds),
    tag: selector.tag && {
      key: selector.tag.key,
      values: [...selector.tag.values],
    },
  }));
}

/** Whether somebody may see anything of a customer. */
function mayKnow(rights: CustomerRights, customerId: string): boolean {
  return (
    rights.all ||
    rights.customerIds.includes(customerId) ||
    rights.selectors.some(selector =>
      selector.customerIds?.includes(customerId),
    )
  );
}

async function namesOfCustomers(
  knex: Knex,
  rights: CustomerRights,
  customerIds: readonly string[],
): Promise<Map<string, string>> {
  const rows: Array<{ customer_id: string; customer_name: string }> =
    await knex('customers')
      .where(
        isOneOf(
          knex,
          'customer_id',
          customerIds.filter(id => mayKnow(rights, id)),
        ),
      )
      .select('customer_id', 'customer_name');
  return new Map(rows.map(row => [row.customer_id, row.customer_name]));
}

async function namesOfSubscriptions(
  knex: Knex,
  rights: CustomerRights,
  azureSubscriptionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows: Array<{
    subscription_id: string;
    customer_id: string;
    name: string;
  }> = await knex('subscriptions')
    .where({ kind: 'azure' })
    .where(isOneOf(knex, 'subscription_id', azureSubscriptionIds))
    .select('subscription_id', 'customer_id', 'name');
  return new Map(
    rows
      .filter(row => mayKnow(rights, row.customer_id))
      .map(row => [row.subscription_id, row.name]),
  );
}

function withNames(
  ids: readonly string[] | undefined,
  names: ReadonlyMap<string, string>,
): ClaimedScope[] | undefined {
  return ids?.map(id => {
    const name = names.get(id);
    return name ? { id, name } : { id };
  });
}

function copy(texts: readonly string[] | undefined): string[] | undefined {
  return texts && [...texts];
}
