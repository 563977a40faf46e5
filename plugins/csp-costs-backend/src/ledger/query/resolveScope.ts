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

import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  cspCostsCostReadPermission,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { isOneOf } from '../../database/dialect';
import {
  TEXT_COLUMNS,
  whereCondition,
  type ChargeCondition,
} from './ChargeCondition';
import type { ChargeSelector } from './ChargeSelector';
import type { QueryContext } from './PeriodView';
import { resolveCustomers, type CustomerScope } from './resolveCustomers';

/** A scope in the ledger's terms, within the rights of who asks. */
export interface ResolvedScope extends CustomerScope {
  /** What else charges must have; undefined where that is all. */
  condition?: ChargeCondition;
}

/** What a scope is resolved with. */
export type ScopeContext = Pick<
  QueryContext,
  'knex' | 'rights' | 'attribution'
>;

/**
 * Looks up what a scope names, and limits it to what may be seen.
 *
 * @throws NotFoundError when the scope names a customer, an Azure subscription
 * or an entity that is not known, which is not the same as one that costs
 * nothing, or that may not be seen, which is not to be told apart;
 * NotAllowedError for what needs the right to all costs.
 */
export async function resolveScope(
  context: ScopeContext,
  scope: CostScope,
): Promise<ResolvedScope> {
  const { knex, rights, attribution } = context;
  const within: Array<readonly ChargeSelector[]> = [];
  let outside: readonly ChargeSelector[] = [];
  if (scope.unattributed) {
    if (!rights.all) {
      throw new NotAllowedError(
        `What belongs to no entity is shown to those whose permission ${cspCostsCostReadPermission.name} is for all customers`,
      );
    }
    outside = await attribution.attributed();
  }
  if (scope.entityRef) {
    within.push(await attribution.selectorsOf(scope.entityRef));
  }
  const { customers, readable } = await resolveReadable(context, scope);
  if (readable) {
    within.push(readable);
  }
  const texts = Object.fromEntries(
    Object.keys(TEXT_COLUMNS).flatMap(field => {
      const text = scope[field as keyof typeof TEXT_COLUMNS];
      return text === undefined ? [] : [[field, text]];
    }),
  );
  const tag = readTag(scope.tag);
  const [selectors, ...others] = within;
  if (
    others.length === 0 &&
    outside.length === 0 &&
    Object.keys(texts).length === 0 &&
    !tag
  ) {
    const simple = selectors ? simplify(customers, selectors) : customers;
    if (simple) {
      return {
        ...simple,
        connectorIds: selectors
          ? await connectorsOf(knex, simple, selectors)
          : simple.connectorIds,
      };
    }
  }
  return {
    ...customers,
    connectorIds: selectors
      ? await connectorsOf(knex, customers, selectors)
      : customers.connectorIds,
    condition: { within, outside, texts, tag },
  };
}

/**
 * The customers of a scope. Of those of whom only some charges may be seen,
 * `readable` says which.
 */
async function resolveReadable(
  { knex, rights }: ScopeContext,
  scope: CostScope,
): Promise<{ customers: CustomerScope; readable?: ChargeSelector[] }> {
  const customerId = scope.customerId?.toLowerCase();
  if (
    rights.all ||
    rights.selectors.length === 0 ||
    (customerId && rights.customerIds.includes(customerId))
  ) {
    return { customers: await resolveCustomers(knex, rights, scope) };
  }
  const readable = [
    { customerIds: rights.customerIds },
    ...rights.selectors,
  ] satisfies ChargeSelector[];
  const azureSubscriptionId = scope.azureSubscriptionId?.toLowerCase();
  let connectorIds: string[] | undefined;
  if (customerId || azureSubscriptionId) {
    connectorIds = await connectorsWithCharges(knex, {
      customerId,
      azureSubscriptionId,
      readable,
    });
    if (connectorIds.length === 0) {
      throw new NotFoundError(
        customerId
          ? `No connector knows a customer ${customerId}`
          : `No connector knows an Azure subscription ${azureSubscriptionId}`,
      );
    }
  }
  return {
    customers: {
      customerIds: customerId ? [customerId] : undefined,
      azureSubscriptionId,
      connectorIds: connectorIds ?? [...rights.connectorIds],
    },
    readable,
  };
}

/** Connectors with charges, shown today, of a customer or an Azure subscription that may be seen. */
async function connectorsWithCharges(
  knex: Knex,
  options: {
    customerId?: string;
    azureSubscriptionId?: string;
    readable: readonly ChargeSelector[];
  },
): Promise<string[]> {
  const { customerId, azureSubscriptionId, readable } = options;
  const query = knex('cost_series as s')
    .join('slices', 'slices.current_generation_id', 's.generation_id')
    .distinct('slices.connector_id')
    .orderBy('slices.connector_id')
    .pluck('slices.connector_id');
  if (customerId) {
    query.where({ customer_id: customerId });
  }
  if (azureSubscriptionId) {
    query.where({ azure_subscription_id: azureSubscriptionId });
  }
  whereCondition(knex, query, { within: [readable], outside: [], texts: {} });
  return query;
}

/** Selectors that go by nothing but customers, or by one Azure subscription, as a scope. */
function simplify(
  { customerIds, azureSubscriptionId, connectorIds }: CustomerScope,
  selectors: readonly ChargeSelector[],
): CustomerScope | undefined {
  if (selectors.length === 0) {
    return undefined;
  }
  if (selectors.every(selector => isOnly(selector, 'customerIds'))) {
    const selected = new Set(selectors.flatMap(one => one.customerIds!));
    return {
      customerIds: customerIds
        ? customerIds.filter(id => selected.has(id))
        : [...selected],
      azureSubscriptionId,
      connectorIds,
    };
  }
  const [selector, ...others] = selectors;
  const [id, ...otherIds] = selector!.azureSubscriptionIds ?? [];
  if (
    others.length === 0 &&
    isOnly(selector!, 'azureSubscriptionIds') &&
    id &&
    otherIds.length === 0 &&
    !azureSubscriptionId
  ) {
    return { customerIds, azureSubscriptionId: id, connectorIds };
  }
  return undefined;
}

function isOnly(
  selector: ChargeSelector,
  field: keyof ChargeSelector,
): boolean {
  return (
    selector[field] !== undefined &&
    Object.values(selector).filter(value => value !== undefined).length === 1
  );
}

/** Connectors that may have what selectors select; undefined for all. */
async function connectorsOf(
  knex: Knex,
  scope: CustomerScope,
  selectors: readonly ChargeSelector[],
): Promise<string[] | undefined> {
  if (
    selectors.some(one => !one.customerIds && !one.azureSubscriptionIds) ||
    scope.connectorIds?.length === 1
  ) {
    return scope.connectorIds;
  }
  const ids = (field: 'customerIds' | 'azureSubscriptionIds') =>
    selectors.flatMap(selector => selector[field] ?? []);
  const connectorIds: string[] = await knex('customers')
    .where(isOneOf(knex, 'customer_id', ids('customerIds')))
    .union(
      knex('subscriptions')
        .where({ kind: 'azure' })
        .where(isOneOf(knex, 'subscription_id', ids('azureSubscriptionIds')))
        .select('connector_id'),
    )
    .pluck('connector_id');
  return connectorIds
    .filter(id => scope.connectorIds?.includes(id) ?? true)
    .sort();
}

function readTag(tag: string | undefined): ChargeCondition['tag'] {
  if (tag === undefined) {
    return undefined;
  }
  const at = tag.indexOf('=');
  if (at < 1) {
    throw new InputError(`tag has to be key=value, not ${tag}`);
  }
  return { key: tag.slice(0, at).toLowerCase(), value: tag.slice(at + 1) };
}
