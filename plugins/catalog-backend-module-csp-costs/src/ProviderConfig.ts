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

import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';

/** What one provider is set up to do. */
export interface ProviderConfig {
  /** Its name in the configuration; `default` where there is only one. */
  id: string;
  namespace: string;
  /** Full entity ref. */
  owner: string;
  /** Full entity ref. */
  system?: string;
  /** Connectors whose customers are wanted; undefined for all. */
  connectorIds?: string[];
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Rules for customers, the first that matches counts. */
  customerRules: OwnershipRule[];
  /** Rules for Azure subscriptions that name a pattern of theirs. */
  subscriptionRules: OwnershipRule[];
}

/** Who owns what matches, and which system it belongs to. */
export interface OwnershipRule {
  /** Whether it is about a customer, or one of its Azure subscriptions. */
  matches: (subject: OwnershipSubject) => boolean;
  /** Full entity ref; undefined where the rule leaves it. */
  owner?: string;
  /** Full entity ref; undefined where the rule leaves it. */
  system?: string;
}

/** What rules look at. */
export interface OwnershipSubject {
  customerId: string;
  customerName: string;
  domainName?: string;
  country?: string;
  connectorIds: readonly string[];
  /** Of an Azure subscription of the customer. */
  subscriptionName?: string;
}
