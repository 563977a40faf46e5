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

import { addMonths, billingPeriodOf } from 'backstage-plugin-csp-costs-common';
import { LedgerError } from '../../ledger/LedgerError';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';
import type { ChargeSource } from '../../ledger/tables';
import type { BillingExport } from '../../microsoft/graphBilling/GraphBillingClient';
import type { ClaimedJob } from '../queue/tables';
import { collectCharges } from './collectCharges';
import type { CollectionSource } from './CollectionSource';
import { findExport } from './findExport';
import { reconciliationMapping } from './reconciliationMapping';
import { usageMapping } from './usageMapping';

/** The four exports of Graph partner billing. */
export const chargeSources: CollectionSource[] = [
  chargeSource({
    source: 'billed-usage',
    mapping: usageMapping,
    request: job => ({ kind: 'usage/billed', invoiceId: job.invoiceId! }),
  }),
  chargeSource({
    source: 'billed-reconciliation',
    mapping: reconciliationMapping,
    request: job => ({
      kind: 'reconciliation/billed',
      invoiceId: job.invoiceId!,
    }),
  }),
  chargeSource({
    source: 'unbilled-usage',
    mapping: usageMapping,
    request: (job, now) => ({
      kind: 'usage/unbilled',
      currencyCode: job.billingCurrency!,
      billingPeriod: relativePeriod(job, now),
    }),
  }),
  chargeSource({
    source: 'unbilled-reconciliation',
    mapping: reconciliationMapping,
    request: (job, now) => ({
      kind: 'reconciliation/unbilled',
      currencyCode: job.billingCurrency!,
      billingPeriod: relativePeriod(job, now),
    }),
  }),
];

function chargeSource(options: {
  source: ChargeSource;
  mapping: ChargeMapping;
  request: (job: ClaimedJob, now: Date) => BillingExport;
}): CollectionSource {
  return {
    source: options.source,
    mapping: options.mapping,
    collect: context =>
      collectCharges(context, {
        mapping: options.mapping,
        find: findExport(options.request(context.job, context.now())),
      }),
  };
}

/**
 * Microsoft names open months relative to today. The month may have turned
 * since the job was planned, so the name is chosen when it is used.
 */
function relativePeriod(job: ClaimedJob, now: Date): 'current' | 'last' {
  const current = billingPeriodOf(now);
  if (job.billingPeriod === current) {
    return 'current';
  }
  if (job.billingPeriod === addMonths(current, -1)) {
    return 'last';
  }
  throw new LedgerError(
    'WRONG_PERIOD',
    `Microsoft no longer has estimates of ${job.billingPeriod}`,
  );
}
