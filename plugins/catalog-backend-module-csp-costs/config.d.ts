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

import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

/** One value, or several of which one has to match. */
type OneOrMore = string | string[];

/** Customers and Azure subscriptions of CSP partners in the catalog. */
interface CspCostsProviderConfig {
  /**
   * Group or user that owns what no rule says anything of, such as
   * `group:default/platform`. Without a kind it is a group; without a namespace
   * it is in `default`.
   */
  owner: string;
  /** System that everything belongs to which no rule says anything of. Default none. */
  system?: string;
  /** Namespace of the entities. Default `default`. */
  namespace?: string;
  /** Ids of the connectors whose customers are wanted. Default all. */
  connectors?: string[];
  /**
   * How often is looked for changes. Default: every 30 minutes, and soon after
   * the backend has started. Every replica looks, unless `scope` is `global`.
   */
  schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
  /** Who owns what, and which system it belongs to: the first rule that matches. */
  rules?: Array<{
    /**
     * What has to match: everything that is named here. Names and domains may
     * have `*` for any text; case does not matter.
     */
    match: {
      /** Tenant id of the customer. */
      customerId?: OneOrMore;
      /** Name of the customer. */
      customerName?: OneOrMore;
      /** Domain of the customer. */
      domain?: OneOrMore;
      /** Country of the customer, ISO 3166-1 alpha-2. */
      country?: OneOrMore;
      /** Id of a connector that knows the customer. */
      connector?: OneOrMore;
      /**
       * Name of an Azure subscription. The rule is then for subscriptions only;
       * others are for customers, and for their subscriptions that have no rule.
       */
      subscriptionName?: OneOrMore;
    };
    /** As above. */
    owner?: string;
    /** As above. */
    system?: string;
  }>;
}

export interface Config {
  catalog?: {
    providers?: {
      /** One provider, or several by a name of their own. */
      cspCosts?:
        | CspCostsProviderConfig
        | { [name: string]: CspCostsProviderConfig };
    };
  };
}
