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
  BillingPeriodInfo,
} from 'backstage-plugin-csp-costs-common';
import { useBillingPeriods } from '../api/costQueries';
import { useCostsParams } from './useCostsParams';

const BILLING_PERIOD = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The month that is looked at: the one in the address, else the latest. */
export function useMonth() {
  const { params, change } = useCostsParams();
  const periods = useBillingPeriods();
  const asked =
    params.month && BILLING_PERIOD.test(params.month)
      ? params.month
      : undefined;
  return {
    /** Undefined while it is not known, and when nothing was collected yet. */
    month: asked ?? periods.data?.[0]?.billingPeriod,
    /** Latest first; the month that is looked at is always among them. */
    months: monthsWith(periods.data, asked),
    setMonth: (month: BillingPeriod) => change({ month }),
    periods,
  };
}

function monthsWith(
  periods: BillingPeriodInfo[] | undefined,
  asked: BillingPeriod | undefined,
): BillingPeriod[] {
  const months = new Set(periods?.map(period => period.billingPeriod));
  if (asked) {
    months.add(asked);
  }
  return [...months].sort().reverse();
}
