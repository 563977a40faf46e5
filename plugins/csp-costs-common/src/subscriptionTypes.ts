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

import type { DirectoryList } from './directoryTypes';

/**
 * What a customer has from Microsoft through the partner: a licence or another
 * commerce subscription, or an Azure subscription in an Azure plan.
 *
 * @public
 */
export interface CustomerSubscription {
  /** Id of the commerce subscription, or Azure subscription id. */
  subscriptionId: string;
  /** Which connector it was read by. */
  connectorId: string;
  /** `commerce`: licences, Azure plans and the like. `azure`: an Azure subscription. */
  kind: 'commerce' | 'azure';
  /** As its owner or Microsoft has named it. */
  name: string;
  /** What was bought, in Microsoft's words, where that is known. */
  productName?: string;
  /** Kind of product in Microsoft's words, such as `Azure` or `OnlineServicesNCE`. */
  productType?: string;
  /** The Azure plan that an Azure subscription is in. */
  commerceSubscriptionId?: string;
  /** In Partner Center's words, such as `active`; absent when only its charges are known. */
  status?: string;
  /** Number of licences; absent for what is not counted. */
  quantity?: number;
  /** How long a term is, as an ISO 8601 duration such as `P1Y`. */
  termDuration?: string;
  /** How often it is billed, in Microsoft's words, such as `monthly`. */
  billingCycle?: string;
  /** When the present term ends; ISO 8601. Absent for what has no term. */
  termEndsAt?: string;
  /** Whether it is renewed when its term ends. */
  autoRenew?: boolean;
  /** Whether the last list that was read has it; if not, it was there once. */
  listed: boolean;
}

/**
 * How the list of a customer's subscriptions of one connector stands.
 *
 * @public
 */
export interface SubscriptionList extends DirectoryList {
  /** Identity of the connector. */
  connectorId: string;
  /** What people call it. */
  title: string;
}

/**
 * Answer of `GET /customers/{customerId}/subscriptions`.
 *
 * @public
 */
export interface CustomerSubscriptions {
  /** Each connector that knows the customer, by id. */
  lists: SubscriptionList[];
  /** By name. What was there once and has had charges stays. */
  items: CustomerSubscription[];
}
