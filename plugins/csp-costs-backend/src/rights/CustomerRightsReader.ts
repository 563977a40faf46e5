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
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { cspCostsCostReadPermission } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { EntityCosts } from '../attribution/EntityCosts';
import { selectorsOf } from '../attribution/selectorsOf';
import { isOneOf } from '../database/dialect';
import type { ChargeSelector } from '../ledger/query/ChargeSelector';
import { groupBy } from '../ledger/query/buildTotals';
import type { CustomerOwners } from './CustomerOwners';
import {
  cspCustomerResourceRef,
  type CspCustomerFilter,
} from './customerResource';
import type { CustomerRights } from './CustomerRights';
import {
  allOf,
  anyOf,
  NO_CHARGES,
  type ReadableCharges,
} from './ReadableCharges';

/** Finds out whose costs somebody may see. */
export class CustomerRightsReader {
  readonly #knex: Knex;
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #owners: CustomerOwners;
  readonly #entityCosts: EntityCosts;

  constructor(dependencies: {
    knex: Knex;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    owners: CustomerOwners;
    entityCosts: EntityCosts;
  }) {
    this.#knex = dependencies.knex;
    this.#permissions = dependencies.permissions;
    this.#registry = dependencies.permissionsRegistry;
    this.#owners = dependencies.owners;
    this.#entityCosts = dependencies.entityCosts;
  }

  /** @throws NotAllowedError when that is nobody's, whatever the customer. */
  async read(credentials: BackstageCredentials): Promise<CustomerRights> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: cspCostsCostReadPermission }],
      { credentials },
    );
    if (decision?.result === AuthorizeResult.ALLOW) {
      return { reader: credentials, all: true };
    }
    if (decision?.result !== AuthorizeResult.CONDITIONAL) {
      throw new NotAllowedError(
        `This needs the permission ${cspCostsCostReadPermission.name}, which you do not have`,
      );
    }
    const toFilters = createConditionTransformer(
      this.#registry.getPermissionRuleset(cspCustomerResourceRef),
    );
    const known: KnownCustomer[] = await this.#knex('customers').select(
      'connector_id',
      'customer_id',
    );
    const { customerIds, selectors } = await this.#evaluate(
      toFilters(decision.conditions),
      new Set(known.map(row => row.customer_id)),
    );
    return {
      reader: credentials,
      all: false,
      customerIds: [...customerIds],
      selectors,
      connectorIds: await this.#connectorsOf(known, { customerIds, selectors }),
    };
  }

  /** @param known - All customers. */
  async #evaluate(
    criteria: PermissionCriteria<CspCustomerFilter>,
    known: ReadonlySet<string>,
  ): Promise<ReadableCharges> {
    const evaluateAll = (list: PermissionCriteria<CspCustomerFilter>[]) =>
      Promise.all(list.map(one => this.#evaluate(one, known)));
    if (isAndCriteria(criteria)) {
      return allOf(await evaluateAll(criteria.allOf));
    }
    if (isOrCriteria(criteria)) {
      return anyOf(await evaluateAll(criteria.anyOf));
    }
    if (isNotCriteria(criteria)) {
      return this.#negate(criteria.not, known);
    }
    if ('attributedTo' in criteria) {
      return {
        customerIds: new Set(),
        selectors: await this.#ofPresentCustomers(
          selectorsOf(
            await this.#entityCosts.claimsOwnedBy(criteria.attributedTo),
          ),
        ),
      };
    }
    const ids =
      'customerIds' in criteria
        ? criteria.customerIds
        : await this.#owners.customersOwnedBy(criteria.ownedBy);
    return {
      customerIds: new Set(ids.filter(id => known.has(id))),
      selectors: [],
    };
  }

  /**
   * An Azure subscription may have been another customer's before, whose costs
   * are not those of its present owner.
   */
  async #ofPresentCustomers(
    selectors: readonly ChargeSelector[],
  ): Promise<ChargeSelector[]> {
    const subscriptionIds = selectors.flatMap(selector =>
      selector.customerIds ? [] : selector.azureSubscriptionIds ?? [],
    );
    const rows: Array<{ customer_id: string; subscription_id: string }> =
      await this.#knex('subscriptions')
        .where({ kind: 'azure' })
        .where(isOneOf(this.#knex, 'subscription_id', subscriptionIds))
        .distinct('customer_id', 'subscription_id');
    const byCustomer = groupBy(rows, row => row.customer_id);
    return selectors.flatMap(selector => {
      const ids = selector.azureSubscriptionIds;
      if (!ids || selector.customerIds) {
        return [selector];
      }
      return [...byCustomer].flatMap(([customerId, own]) => {
        const theirs = own
          .map(row => row.subscription_id)
          .filter(id => ids.includes(id));
        return theirs.length > 0
          ? [
              {
                ...selector,
                customerIds: [customerId],
                azureSubscriptionIds: theirs,
              },
            ]
          : [];
      });
    });
  }

  /** All customers but some. */
  async #negate(
    criteria: PermissionCriteria<CspCustomerFilter>,
    known: ReadonlySet<string>,
  ): Promise<ReadableCharges> {
    if (isAbout(criteria, 'attributedTo')) {
      // What is attributed to nobody yet may be somebody's tomorrow.
      return NO_CHARGES;
    }
    const denied = await this.#evaluate(criteria, known);
    // Whose a customer is that the catalog does not know, nobody knows: it is
    // neither of somebody, nor of everybody but somebody.
    const candidates = isAbout(criteria, 'ownedBy')
      ? (await this.#owners.customersWithOwners()).filter(id => known.has(id))
      : [...known];
    return {
      customerIds: new Set(
        candidates.filter(id => !denied.customerIds.has(id)),
      ),
      selectors: [],
    };
  }

  /** Connectors that know what may be seen. */
  async #connectorsOf(
    known: readonly KnownCustomer[],
    { customerIds, selectors }: ReadableCharges,
  ): Promise<string[]> {
    const wanted = new Set(customerIds);
    const subscriptionIds: string[] = [];
    for (const selector of selectors) {
      if (selector.customerIds) {
        selector.customerIds.forEach(id => wanted.add(id));
      } else if (selector.azureSubscriptionIds) {
        subscriptionIds.push(...selector.azureSubscriptionIds);
      } else {
        // Any customer may have such a resource.
        known.forEach(row => wanted.add(row.customer_id));
      }
    }
    const ofSubscriptions: string[] = await this.#knex('subscriptions')
      .where({ kind: 'azure' })
      .where(isOneOf(this.#knex, 'subscription_id', subscriptionIds))
      .distinct('connector_id')
      .pluck('connector_id');
    return [
      ...new Set([
        ...known
          .filter(row => wanted.has(row.customer_id))
          .map(row => row.connector_id),
        ...ofSubscriptions,
      ]),
    ];
  }
}

interface KnownCustomer {
  connector_id: string;
  customer_id: string;
}

/** Whether a filter of some kind is anywhere in the criteria. */
function isAbout(
  criteria: PermissionCriteria<CspCustomerFilter>,
  kind: 'ownedBy' | 'attributedTo',
): boolean {
  if (isAndCriteria(criteria)) {
    return criteria.allOf.some(one => isAbout(one, kind));
  }
  if (isOrCriteria(criteria)) {
    return criteria.anyOf.some(one => isAbout(one, kind));
  }
  return isNotCriteria(criteria)
    ? isAbout(criteria.not, kind)
    : kind in criteria;
}
