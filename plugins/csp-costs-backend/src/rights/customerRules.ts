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
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { cspCustomerResourceRef } from './customerResource';

const isCustomer = createPermissionRule({
  name: 'IS_CUSTOMER',
  description: 'Allows customers by their tenant ids',
  resourceRef: cspCustomerResourceRef,
  paramsSchema: z.object({
    customerIds: z
      .array(z.string())
      .describe('Tenant ids of customers (GUIDs)'),
  }),
  apply: ({ customerId }, { customerIds }) =>
    customerIds.some(id => id.toLowerCase() === customerId),
  toQuery: ({ customerIds }) => ({
    customerIds: customerIds.map(id => id.toLowerCase()),
  }),
});

const ownsCustomerEntity = createPermissionRule({
  name: 'OWNS_CUSTOMER_ENTITY',
  description:
    'Allows customers whose entity in the catalog is owned by one of the claims',
  resourceRef: cspCustomerResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of users and groups, of which one has to own it'),
  }),
  apply: ({ owners }, { claims }) =>
    claims.some(claim => owners?.includes(claim.toLocaleLowerCase('en-US'))),
  toQuery: ({ claims }) => ({
    ownedBy: claims.map(claim => claim.toLocaleLowerCase('en-US')),
  }),
});

/** Every rule about customers. */
const ownsAttributedEntity = createPermissionRule({
  name: 'OWNS_ATTRIBUTED_ENTITY',
  description:
    'Allows the costs that are attributed to entities owned by one of the claims, and nothing else of their customers',
  resourceRef: cspCustomerResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of users and groups, of which one has to own it'),
  }),
  // Of no customer does it allow everything.
  apply: () => false,
  toQuery: ({ claims }) => ({
    attributedTo: claims.map(claim => claim.toLocaleLowerCase('en-US')),
  }),
});

export const customerRules = {
  isCustomer,
  ownsCustomerEntity,
  ownsAttributedEntity,
};

const exported = createConditionExports({
  resourceRef: cspCustomerResourceRef,
  rules: customerRules,
});

/**
 * Conditions about customers, for permission policies.
 *
 * @public
 */
export const cspCustomerConditions = exported.conditions;

/**
 * Makes the decision of a permission policy that somebody may see the costs of
 * those customers which meet the conditions.
 *
 * @public
 */
export const createCspCustomerConditionalDecision =
  exported.createConditionalDecision;
