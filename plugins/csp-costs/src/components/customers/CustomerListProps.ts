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
  BillingPeriod,
  Comparison,
  CustomerCosts,
} from 'backstage-plugin-csp-costs-common';
import type { CustomerListQuery } from '../../api/customerQueries';

/** What a list of customers needs, whatever it looks like. */
export interface CustomerListProps {
  query: CustomerListQuery;
  /** How many there are. */
  count: number;
  billingPeriod: BillingPeriod;
  comparison: Comparison;
  /** Position that has the focus to begin with. */
  startAt?: number;
  hrefOf(customer: CustomerCosts): string;
  /** A customer is opened. */
  onOpen(index: number): void;
}
