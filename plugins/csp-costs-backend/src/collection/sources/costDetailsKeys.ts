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
  ConnectorSettings,
  CostMetric,
} from 'backstage-plugin-csp-costs-common';
import { scopedCustomers } from './customerScope';

/** How reservations and savings plans count: Microsoft has a report for each. */
const METRICS: readonly CostMetric[] = ['actual', 'amortized'];

/** What a slice of cost details is about. */
export interface CostDetailsKey {
  billingPeriod: BillingPeriod;
  metric: CostMetric;
  /** Tenant id, lower case; absent for all customers of the billing account. */
  customerId?: string;
}

/**
 * The keys of a month's slices: all customers in one report of the billing
 * account, or a report for each of those that are collected.
 */
export function costDetailsKeys(
  settings: ConnectorSettings,
  billingPeriod: BillingPeriod,
): string[] {
  return METRICS.flatMap(metric => {
    const whole = `${billingPeriod}:${metric}`;
    return (
      scopedCustomers(settings)?.map(id => `${whole}:${id.toLowerCase()}`) ?? [
        whole,
      ]
    );
  });
}

/** Reads a key that {@link costDetailsKeys} has made. */
export function readCostDetailsKey(sliceKey: string): CostDetailsKey {
  const [billingPeriod, metric, customerId] = sliceKey.split(':');
  const known = METRICS.find(one => one === metric);
  if (!billingPeriod || !known) {
    throw new Error(`"${sliceKey}" names no slice of cost details`);
  }
  return { billingPeriod, metric: known, customerId };
}
