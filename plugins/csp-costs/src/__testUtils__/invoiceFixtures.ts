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

import type { Invoice, InvoiceDetail } from 'backstage-plugin-csp-costs-common';
import { COMPLETE } from './fakeCosts';

/** An invoice that differs by what whole cents cut off. */
export function invoice(changes: Partial<Invoice> = {}): Invoice {
  return {
    connectorId: 'partner',
    invoiceId: 'G024000130',
    invoiceDate: '2026-11-06',
    billingPeriod: '2026-10',
    billingCurrency: 'EUR',
    documentType: 'invoice',
    commerce: 'new',
    totalCharges: '12345.6',
    lineTotal: '12347.1234',
    difference: '-1.5234',
    tolerance: '0.5',
    verdict: 'differs',
    gaps: [],
    asOf: '2026-11-14T02:10:00Z',
    ...changes,
  };
}

/** The same with its reason. */
export function invoiceDetail(
  changes: Partial<InvoiceDetail> = {},
): InvoiceDetail {
  return {
    ...invoice(),
    parts: [
      {
        source: 'billed-reconciliation',
        generationId: '6d1b3c9a-2f0e-4e57-8c55-0b8f0e9b1d41',
        chargeCategory: 'Purchase',
        cost: '2000.1',
      },
      {
        source: 'billed-reconciliation',
        generationId: '6d1b3c9a-2f0e-4e57-8c55-0b8f0e9b1d41',
        chargeCategory: 'Tax',
        cost: '1970.5',
      },
      {
        source: 'billed-usage',
        generationId: '6d1b3c9a-2f0e-4e57-8c55-0b8f0e9b1d42',
        chargeCategory: 'Usage',
        cost: '8376.5234',
      },
    ],
    residuals: [
      {
        cause: 'rounding',
        amount: '-1.5234',
        lineCount: 412,
        customers: [
          {
            customerId: 'id-of-fabrikam',
            customerName: 'Fabrikam',
            amount: '-1.2',
          },
          {
            customerId: 'id-of-litware',
            customerName: 'Litware',
            amount: '-0.3234',
          },
        ],
      },
    ],
    evidence: 'read',
    usage: { dailyCost: '8376.5234', reconciledCost: '8375' },
    notes: [],
    coverage: COMPLETE,
    hasDocument: true,
    ...changes,
  };
}
