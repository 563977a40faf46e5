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
import { isOneOf } from '../database/dialect';
import type { CustomerOwners } from './CustomerOwners';
import {
  cspCustomerResourceRef,
  type CspCustomerFilter,
} from './customerResource';
import type { CustomerRights } from './CustomerRights';

/** Finds out whose costs somebody may see. */
export class CustomerRightsReader {
  readonly #knex: Knex;
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #owners: CustomerOwners;

  constructor(dependencies: {
    knex: Knex;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    owners: CustomerOwners;
  }) {
    this.#knex = dependencies.knex;
    this.#permissions = dependencies.permissions;
    this.#registry = dependencies.permissionsRegistry;
    this.#owners = dependencies.owners;
  }

  /** @throws NotAllowedError when that is nobody's, whatever the customer. */
  async read(credentials: BackstageCredentials): Promise<CustomerRights> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: cspCostsCostReadPermission }],
      { credentials },
    );
    if (decision?.result === AuthorizeResult.ALLOW) {
      return { all: true };
    }
    if (decision?.result !== AuthorizeResult.CONDITIONAL) {
      throw new NotAllowedError(
        `This needs the permission ${cspCostsCostReadPermission.name}, which you do not have`,
      );
    }
    const toFilters = createConditionTransformer(
      this.#registry.getPermissionRuleset(cspCustomerResourceRef),
    );
    const criteria = await this.#resolve(toFilters(decision.conditions));
    const rows: Array<{ connector_id: string; customer_id: string }> =
      await this.#knex('customers')
        .where(where => addCriteria(this.#knex, where, criteria))
        .select('connector_id', 'customer_id');
    return {
      all: false,
      customerIds: [...new Set(rows.map(row => row.customer_id))],
      connectorIds: [...new Set(rows.map(row => row.connector_id))],
    };
  }

  /** Replaces owners by the customers that they own. */
  async #resolve(
    criteria: PermissionCriteria<CspCustomerFilter>,
  ): Promise<PermissionCriteria<string[]>> {
    const resolveAll = (list: PermissionCriteria<CspCustomerFilter>[]) =>
      Promise.all(list.map(one => this.#resolve(one)));
    if (isAndCriteria(criteria)) {
      return { allOf: nonEmpty(await resolveAll(criteria.allOf)) };
    }
    if (isOrCriteria(criteria)) {
      return { anyOf: nonEmpty(await resolveAll(criteria.anyOf)) };
    }
    if (isNotCriteria(criteria)) {
      const not = { not: await this.#resolve(criteria.not) };
      // Whose a customer is that the catalog does not know, nobody knows: it is
      // neither of somebody, nor of everybody but somebody.
      return isAboutOwners(criteria.not)
        ? { allOf: [not, await this.#owners.customersWithOwners()] }
        : not;
    }
    return 'customerIds' in criteria
      ? criteria.customerIds
      : this.#owners.customersOwnedBy(criteria.ownedBy);
  }
}

function isAboutOwners(
  criteria: PermissionCriteria<CspCustomerFilter>,
): boolean {
  if (isAndCriteria(criteria)) {
    return criteria.allOf.some(isAboutOwners);
  }
  if (isOrCriteria(criteria)) {
    return criteria.anyOf.some(isAboutOwners);
  }
  return isNotCriteria(criteria)
    ? isAboutOwners(criteria.not)
    : 'ownedBy' in criteria;
}

/** Compiles customers and how they are combined into SQL. */
function addCriteria(
  knex: Knex,
  where: Knex.QueryBuilder,
  criteria: PermissionCriteria<string[]>,
): void {
  if (isAndCriteria(criteria)) {
    for (const one of criteria.allOf) {
      where.andWhere(inner => addCriteria(knex, inner, one));
    }
  } else if (isOrCriteria(criteria)) {
    for (const one of criteria.anyOf) {
      where.orWhere(inner => addCriteria(knex, inner, one));
    }
  } else if (isNotCriteria(criteria)) {
    where.whereNot(inner => addCriteria(knex, inner, criteria.not));
  } else {
    where.where(isOneOf(knex, 'customer_id', criteria));
  }
}

function nonEmpty<T>(list: T[]): [T, ...T[]] {
  const [first, ...rest] = list;
  if (first === undefined) {
    // Knex would make nothing of it, which is everything.
    throw new NotAllowedError(
      'The permission policy has given a list without conditions, which allows nothing',
    );
  }
  return [first, ...rest];
}
