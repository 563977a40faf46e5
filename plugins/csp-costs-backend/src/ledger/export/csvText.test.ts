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

import { csvHeader, csvRow } from './csvText';
import type { ExportedCharge } from './focusColumns';

const ROW: ExportedCharge = {
  billingPeriod: '2026-12',
  generation: {
    generation_id: 'generation',
    etag: '"tag"',
    archive_path: 'path',
    connector_id: 'partner',
    source: 'billed-usage',
    invoice_id: 'G001',
  },
  charge: {
    customerId: 'customer',
    customerName: '@customer',
    productName: '=HYPERLINK("https://evil.example")',
    chargeCategory: 'Credit',
    chargePeriodStart: '2026-12-31',
    billingCurrency: 'EUR',
    billedCost: '-0.000000000000000001',
    blobName: '+blob',
    lineNumber: 7,
    charge: 0,
  },
};

describe('csvRow', () => {
  it('lets no spreadsheet take text for a formula, and leaves amounts alone', () => {
    const row = csvRow(ROW, true);
    expect(row).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(row).toContain(`,'@customer,`);
    expect(row).toContain(`,'+blob,`);
    expect(row).toMatch(/^-0\.000000000000000001,EUR,/);
    expect(row).toContain('2026-12-31T00:00:00Z,2027-01-01T00:00:00Z');
  });

  it('gives machines what Microsoft sent', () => {
    expect(csvRow(ROW, false)).toContain(
      '"=HYPERLINK(""https://evil.example"")"',
    );
  });

  it('has a column for each name', () => {
    expect(csvHeader()).toMatch(/^BilledCost,BillingCurrency,/);
    expect(csvHeader().split(',')).toContain('x_CustomerId');
  });
});
