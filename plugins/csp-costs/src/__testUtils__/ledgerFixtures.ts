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
  Generation,
  Restatement,
  RunJob,
  ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';

/** What was said of an invoice that suddenly is far lower. */
export const VALIDATION: ValidationVerdict[] = [
  {
    check: 'tenant',
    verdict: 'pass',
    detail: 'All charges are this partner’s.',
  },
  { check: 'blobs', verdict: 'pass', detail: 'All 3 files have arrived.' },
  {
    check: 'columns',
    verdict: 'warn',
    detail: 'Columns that are not known were kept: CarbonKg.',
  },
  { check: 'currency', verdict: 'pass', detail: 'All charges are in EUR.' },
  {
    check: 'total',
    verdict: 'held',
    detail: 'The total in EUR is 62% lower than what is shown.',
  },
];

/** An invoice of October that is held. */
export const HELD: Generation = {
  generationId: '5a0f8a4e-3c56-4d0f-9d39-3a1c7f4f0a11',
  connectorId: 'partner',
  source: 'billed-usage',
  billingPeriod: '2026-10',
  billingCurrency: 'EUR',
  invoiceId: 'G053998877',
  status: 'held',
  blobCount: 3,
  bytes: 8_122_904,
  lineCount: 48_811,
  quarantinedLineCount: 0,
  archive: { status: 'archived', attempts: 1 },
  createdAt: '2026-11-14T02:08:30Z',
  validation: VALIDATION,
};

/** The job that held it. */
export const HELD_JOB: RunJob = {
  jobId: 'held-job',
  source: HELD.source,
  billingPeriod: HELD.billingPeriod,
  billingCurrency: HELD.billingCurrency,
  invoiceId: HELD.invoiceId,
  status: 'held',
  attempts: 1,
  bytes: HELD.bytes,
  lineCount: HELD.lineCount,
  quarantinedLineCount: 0,
  startedAt: '2026-11-14T02:08:00Z',
  finishedAt: HELD.createdAt,
  generationId: HELD.generationId,
  validation: VALIDATION,
  problem: {
    code: 'GENERATION_HELD',
    cause:
      'New data is held, and what was shown before stays. The total in EUR is 62% lower than what is shown.',
    remedy:
      'Compare it with the invoice or Partner Center, then publish or discard the held generation. It gives way by itself when Microsoft has a newer one.',
    since: HELD.createdAt,
  },
};

/** Two changes of an invoice and one of an estimate, newest first. */
export const RESTATEMENTS: Restatement[] = [
  restatement({
    source: 'unbilled-usage',
    billingPeriod: '2026-11',
    serviceName: 'Storage',
    costBefore: '410.25',
    costAfter: '398.13',
    costChange: '-12.12',
    throughDate: '2026-11-11',
    generationId: 'november-2',
    restatedAt: '2026-11-14T02:10:00Z',
  }),
  restatement({
    invoiceId: 'G053998877',
    costBefore: '8000',
    costAfter: '8123.456789012345678901234567',
    costChange: '123.456789012345678901234567',
    generationId: 'october-2',
    restatedAt: '2026-11-12T02:14:00Z',
  }),
  restatement({
    source: 'billed-reconciliation',
    invoiceId: 'G053998877',
    billingCurrency: 'USD',
    serviceName: '',
    chargeCategory: 'Tax',
    costBefore: '0',
    costAfter: '19.5',
    costChange: '19.5',
    generationId: 'october-tax-2',
    restatedAt: '2026-11-12T02:13:00Z',
  }),
];

/** A change of a service in an invoice. */
export function restatement(changes: Partial<Restatement> = {}): Restatement {
  return {
    connectorId: 'partner',
    source: 'billed-usage',
    billingPeriod: '2026-10',
    billingCurrency: 'EUR',
    customerId: 'id-of-fabrikam',
    customerName: 'Fabrikam',
    serviceName: 'Virtual Machines',
    chargeCategory: 'Usage',
    costBefore: '1',
    costAfter: '2',
    costChange: '1',
    previousGenerationId: 'before',
    generationId: 'after',
    restatedAt: '2026-11-12T02:14:00Z',
    ...changes,
  };
}
