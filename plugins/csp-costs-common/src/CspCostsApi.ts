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

import type { BillingPeriod } from './billingPeriod';
import type {
  BillingPeriodInfo,
  BreakdownDimension,
  Connector,
  CostBreakdown,
  CostScope,
  CostSummary,
  CustomerCostsPage,
  CustomersQuery,
  Run,
  RunDetail,
} from './types';

/**
 * What the csp-costs backend offers.
 *
 * Every method rejects with a `ResponseError` of `@backstage/errors` when the
 * backend refuses: 400 names the field at fault, 401 and 403 mean missing
 * rights, 404 an unknown id.
 *
 * @public
 */
export interface CspCostsApi {
  /** Billing periods with figures, latest first. */
  getBillingPeriods(options?: RequestOptions): Promise<BillingPeriodInfo[]>;

  /** Totals, days and top services of a scope, one entry a currency. */
  getCostSummary(
    query: CostScope & { billingPeriod: BillingPeriod },
    options?: RequestOptions,
  ): Promise<CostSummary>;

  /** Costs of a scope by one dimension. */
  getCostBreakdown(
    query: CostScope & {
      billingPeriod: BillingPeriod;
      dimension: BreakdownDimension;
    },
    options?: RequestOptions,
  ): Promise<CostBreakdown>;

  /** A page of customers with their costs. */
  getCustomers(
    query: CustomersQuery,
    options?: RequestOptions,
  ): Promise<CustomerCostsPage>;

  /** All connectors, without their credentials. */
  getConnectors(options?: RequestOptions): Promise<Connector[]>;

  /** The latest runs of a connector, latest first, at most 50. */
  getRuns(connectorId: string, options?: RequestOptions): Promise<Run[]>;

  /** One run with its jobs. */
  getRun(runId: string, options?: RequestOptions): Promise<RunDetail>;

  /** Starts a run now, or gives the one that is already going on. */
  startRun(connectorId: string, options?: RequestOptions): Promise<Run>;
}

/**
 * Options of every call.
 *
 * @public
 */
export interface RequestOptions {
  /** Ends the call early. */
  signal?: AbortSignal;
}
