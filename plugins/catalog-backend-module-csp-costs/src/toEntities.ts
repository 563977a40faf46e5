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
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type ResourceEntity,
} from '@backstage/catalog-model';
import {
  CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION,
  CSP_AZURE_SUBSCRIPTION_TYPE,
  CSP_CONNECTOR_IDS_ANNOTATION,
  CSP_COSTS_LOCATION_TYPE,
  CSP_CUSTOMER_ID_ANNOTATION,
  CSP_CUSTOMER_TYPE,
  type DirectoryCustomer,
  type DirectorySubscription,
} from 'backstage-plugin-csp-costs-common';
import { applyRules, type Ownership } from './applyRules';
import type { OwnershipSubject, ProviderConfig } from './ProviderConfig';

/** An entity, and the connectors that it is known from. */
export interface ProvidedEntity {
  entity: ResourceEntity;
  connectorIds: string[];
}

/** What entities are made with. */
export interface EntityOptions
  extends Pick<
    ProviderConfig,
    | 'id'
    | 'namespace'
    | 'owner'
    | 'system'
    | 'customerRules'
    | 'subscriptionRules'
  > {
  /** Address of the portal, for links; without it there are none. */
  appUrl?: string;
}

/** A customer, or an Azure subscription, as several connectors know it. */
interface Known<T> {
  /** As the first connector knows it that lists the customer, or else the first one. */
  first: T;
  connectorIds: string[];
}

/**
 * Makes entities of customers and their Azure subscriptions. A customer that
 * several connectors know is one entity, named as the first of them says that
 * lists it; what only charges name has no more than they do.
 *
 * @remarks
 * Entities are named after ids, which last; names and domains change.
 *
 * @returns by entity ref.
 */
export function toEntities(
  customers: readonly DirectoryCustomer[],
  options: EntityOptions,
): Map<string, ProvidedEntity> {
  const entities = new Map<string, ProvidedEntity>();
  const add = (provided: ProvidedEntity) =>
    entities.set(stringifyEntityRef(provided.entity), provided);
  const ownershipOf = new Map<string, Ownership>();
  const known = merge(customers.map(one => [one.customerId, one]));
  for (const [customerId, customer] of known) {
    const ownership = applyRules(
      options.customerRules,
      subjectOf(customer),
      options,
    );
    ownershipOf.set(customerId, ownership);
    add(customerEntity(customer, ownership, options));
  }
  const subscriptions = merge(
    customers.flatMap(customer =>
      customer.azureSubscriptions.map(
        subscription =>
          [
            subscription.azureSubscriptionId,
            { ...customer, subscription },
          ] as const,
      ),
    ),
  );
  for (const subscription of subscriptions.values()) {
    const { customerId, subscription: own } = subscription.first;
    const ownership = applyRules(
      options.subscriptionRules,
      { ...subjectOf(known.get(customerId)!), subscriptionName: own.name },
      ownershipOf.get(customerId)!,
    );
    add(subscriptionEntity(subscription, ownership, options));
  }
  return entities;
}

function merge<T extends Pick<DirectoryCustomer, 'connectorId' | 'listed'>>(
  entries: Iterable<readonly [string, T]>,
): Map<string, Known<T>> {
  const merged = new Map<string, Known<T>>();
  for (const [id, entry] of entries) {
    const known = merged.get(id);
    const connectorIds = [...(known?.connectorIds ?? []), entry.connectorId];
    const isFirst = !known || comesBefore(entry, known.first);
    merged.set(id, {
      first: isFirst ? entry : known.first,
      connectorIds: [...new Set(connectorIds)].sort(),
    });
  }
  return merged;
}

function comesBefore(
  a: Pick<DirectoryCustomer, 'connectorId' | 'listed'>,
  b: Pick<DirectoryCustomer, 'connectorId' | 'listed'>,
): boolean {
  return a.listed === b.listed ? a.connectorId < b.connectorId : a.listed;
}

function customerEntity(
  { first, connectorIds }: Known<DirectoryCustomer>,
  ownership: Ownership,
  options: EntityOptions,
): ProvidedEntity {
  const { customerId, domainName, country } = first;
  const details = [domainName, country].filter(Boolean).join(', ');
  return {
    connectorIds,
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: `${CSP_CUSTOMER_TYPE}-${customerId}`,
        namespace: options.namespace,
        title: nameOf(first),
        description: `Microsoft CSP customer${details && ` (${details})`}`,
        annotations: {
          ...annotationsOf(connectorIds, options),
          [CSP_CUSTOMER_ID_ANNOTATION]: customerId,
        },
        links: linksTo(customerId, 'Costs', options),
      },
      spec: { type: CSP_CUSTOMER_TYPE, ...ownership },
    },
  };
}

function subscriptionEntity(
  {
    first,
    connectorIds,
  }: Known<DirectoryCustomer & { subscription: DirectorySubscription }>,
  ownership: Ownership,
  options: EntityOptions,
): ProvidedEntity {
  const { customerId, subscription } = first;
  const { azureSubscriptionId, name, status } = subscription;
  const remark = status && status !== 'active' ? `, ${status}` : '';
  return {
    connectorIds,
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: `${CSP_AZURE_SUBSCRIPTION_TYPE}-${azureSubscriptionId}`,
        namespace: options.namespace,
        title: titleWith(name || azureSubscriptionId, nameOf(first)),
        description: `Azure subscription of ${nameOf(first)}${remark}`,
        annotations: {
          ...annotationsOf(connectorIds, options),
          [CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION]: azureSubscriptionId,
        },
        links: linksTo(customerId, `Costs of ${nameOf(first)}`, options),
      },
      spec: {
        type: CSP_AZURE_SUBSCRIPTION_TYPE,
        ...ownership,
        // A customer depends on its subscriptions, which its workloads run in.
        dependencyOf: [
          stringifyEntityRef({
            kind: 'Resource',
            namespace: options.namespace,
            name: `${CSP_CUSTOMER_TYPE}-${customerId}`,
          }),
        ],
      },
    },
  };
}

/** Half of all customers have a subscription called Production. */
function titleWith(subscriptionName: string, customerName: string): string {
  const isNamed = subscriptionName
    .toLocaleLowerCase('en-US')
    .includes(customerName.toLocaleLowerCase('en-US'));
  return isNamed ? subscriptionName : `${subscriptionName} · ${customerName}`;
}

function nameOf({ customerName, customerId }: DirectoryCustomer): string {
  return customerName || customerId;
}

function annotationsOf(
  connectorIds: readonly string[],
  { id }: EntityOptions,
): Record<string, string> {
  const location = `${CSP_COSTS_LOCATION_TYPE}:${id}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [CSP_CONNECTOR_IDS_ANNOTATION]: connectorIds.join(','),
  };
}

function linksTo(
  customerId: string,
  title: string,
  { appUrl }: EntityOptions,
): ResourceEntity['metadata']['links'] {
  return appUrl
    ? [{ url: `${appUrl}/costs/overview?customer=${customerId}`, title }]
    : undefined;
}

function subjectOf({
  first,
  connectorIds,
}: Known<DirectoryCustomer>): OwnershipSubject {
  const { customerId, customerName, domainName, country } = first;
  return { customerId, customerName, domainName, country, connectorIds };
}
