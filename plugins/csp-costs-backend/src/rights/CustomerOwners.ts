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

import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  RELATION_OWNED_BY,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CSP_CUSTOMER_ID_ANNOTATION,
  CSP_CUSTOMER_TYPE,
} from 'backstage-plugin-csp-costs-common';
import { isProvided } from '../attribution/CatalogNode';

/** Owners in one question to the catalog. */
const OWNERS_AT_ONCE = 50;

/**
 * Who owns customers, as the catalog says.
 *
 * @remarks
 * Only entities that the csp-costs entity provider has made count. Anybody may
 * put a customer's id into a file of their own and call the entity theirs; that
 * gives no right to the customer's costs.
 */
export class CustomerOwners {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(dependencies: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = dependencies.catalog;
    this.#auth = dependencies.auth;
  }

  /**
   * Ids of customers that one of some users and groups owns.
   *
   * @throws InputError when an owner is no entity ref.
   */
  async customersOwnedBy(owners: readonly string[]): Promise<string[]> {
    const refs = owners.map(owner => stringifyEntityRef(parseEntityRef(owner)));
    const found: string[] = [];
    // The catalog is asked by an address, which must not be too long. A filter of
    // no values would be no filter.
    for (let start = 0; start < refs.length; start += OWNERS_AT_ONCE) {
      found.push(
        ...(await this.#find(
          {
            [`relations.${RELATION_OWNED_BY}`]: refs.slice(
              start,
              start + OWNERS_AT_ONCE,
            ),
          },
          customerIdOf,
        )),
      );
    }
    return found;
  }

  /** Ids of all customers that the catalog knows the owners of. */
  async customersWithOwners(): Promise<string[]> {
    return [...(await this.ownersOf()).keys()];
  }

  /** Owners of customers, by the customer's id. */
  async ownersOf(): Promise<Map<string, string[]>> {
    const owners = new Map<string, string[]>();
    for (const { customerId, refs } of await this.#find({}, entity => ({
      customerId: customerIdOf(entity),
      refs: (entity.relations ?? [])
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef),
    }))) {
      owners.set(customerId, [...(owners.get(customerId) ?? []), ...refs]);
    }
    return owners;
  }

  async #find<T>(
    filter: Record<string, string[]>,
    read: (entity: Entity) => T,
  ): Promise<T[]> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          ...filter,
          kind: 'Resource',
          'spec.type': CSP_CUSTOMER_TYPE,
          [`metadata.annotations.${CSP_CUSTOMER_ID_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: ['metadata.annotations', 'relations'],
      },
      // Who owns what is for the policy; the user need not see those entities.
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return items.filter(isProvided).map(read);
  }
}

function customerIdOf(entity: Entity): string {
  return entity.metadata.annotations![
    CSP_CUSTOMER_ID_ANNOTATION
  ]!.toLowerCase();
}
