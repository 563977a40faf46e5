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

import type { Customer } from './types';

/**
 * Whether a list is read as Microsoft has it now. `complete`: it was read whole
 * at `asOf`, and that was the last attempt. `failed`: the last attempt failed;
 * what is known is of `asOf`, or nothing was ever read. `pending`: it was never
 * read whole. `off`: nothing reads it, because its source is switched off.
 *
 * @public
 */
export interface DirectoryList {
  /** How it stands. */
  status: 'complete' | 'failed' | 'pending' | 'off';
  /** When it was last read whole; ISO 8601. */
  asOf?: string;
}

/**
 * A connector, with how completely its directory is known.
 *
 * @public
 */
export interface DirectoryConnector {
  /** Identity of the connector. */
  connectorId: string;
  /** What people call it. */
  title: string;
  /** The list of its customers. */
  customers: DirectoryList;
  /** The lists of their subscriptions, all of them together. */
  subscriptions: DirectoryList;
}

/**
 * An Azure subscription of a customer.
 *
 * @public
 */
export interface DirectorySubscription {
  /** Azure subscription id, which usage data calls `EntitlementId`. */
  azureSubscriptionId: string;
  /** As Partner Center or its charges name it. */
  name: string;
  /** In Partner Center's words, such as `active`; absent when only its charges are known. */
  status?: string;
}

/**
 * A customer of one connector with its Azure subscriptions. One that several
 * connectors know is there once for each.
 *
 * @public
 */
export interface DirectoryCustomer extends Customer {
  /** Whether the last complete list of customers has it; if not, its costs do. */
  listed: boolean;
  /** By id, ascending. One that was there once stays. */
  azureSubscriptions: DirectorySubscription[];
}

/**
 * Answer of `GET /directory`.
 *
 * @public
 */
export interface DirectoryPage {
  /** Every connector that there is, as it stood when the page was read. */
  connectors: DirectoryConnector[];
  /**
   * Customers of these connectors that are listed or have costs, by customer and
   * connector.
   */
  items: DirectoryCustomer[];
  /** `cursor` of the next page; absent on the last one. */
  nextCursor?: string;
}

/**
 * How the directory is asked for.
 *
 * @public
 */
export interface DirectoryQuery {
  /** Customers on a page, 1 to 500. Default 200. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}
