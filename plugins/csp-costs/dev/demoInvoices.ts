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

import type { InvoiceDetail } from 'backstage-plugin-csp-costs-common';
import { invoiceDetail } from '../src/__testUtils__/invoiceFixtures';

/** An invoice that ties out, one that differs for a reason, and one that is not there in whole. */
export const INVOICES: InvoiceDetail[] = [
  invoiceDetail(),
  invoiceDetail({
    invoiceId: 'G024000131',
    billingCurrency: 'USD',
    totalCharges: '8410.25',
    lineTotal: '8410.25',
    difference: '0',
    verdict: 'tied',
    residuals: [],
  }),
  invoiceDetail({
    invoiceId: 'D060001234',
    commerce: 'legacy',
    totalCharges: '120',
    lineTotal: undefined,
    difference: undefined,
    verdict: 'not-complete',
    gaps: [{ reason: 'missing', source: 'legacy-invoice-lines' }],
    parts: [],
    residuals: [],
    usage: undefined,
  }),
];
