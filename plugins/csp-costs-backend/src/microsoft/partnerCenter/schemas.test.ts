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

import { customerSchema, invoiceSchema } from './schemas';

const INVOICE = {
  id: 'G000024130',
  invoiceDate: '2018-02-08T01:22:47.603895Z',
  totalCharges: '586366.10',
  currencyCode: 'CHF',
};

describe('invoiceSchema', () => {
  it('takes what Partner Center sends, with and without details', () => {
    expect(
      invoiceSchema.parse({
        ...INVOICE,
        billingPeriodStartDate: '0001-01-01T00:00:00',
        amendments: [
          { ...INVOICE, id: 'G000024131', documentType: 'adjustment_note' },
        ],
      }),
    ).toMatchObject({
      totalCharges: '586366.10',
      billingPeriodStartDate: undefined,
      amendments: [{ id: 'G000024131', documentType: 'adjustment_note' }],
    });
    expect(invoiceSchema.parse(INVOICE).amendments).toEqual([]);
  });

  it.each([
    ['id', '../../etc/passwd'],
    ['id', 'G1/../../x'],
    ['id', ''],
    ['currencyCode', 'euro'],
    ['totalCharges', '1,000.00'],
    // A number has been through a double, and may have lost digits.
    ['totalCharges', 586366.1],
    ['invoiceDate', 'yesterday'],
  ])('refuses %s %p', (field, value) => {
    expect(
      invoiceSchema.safeParse({ ...INVOICE, [field]: value }),
    ).toMatchObject({ success: false, error: { issues: [{ path: [field] }] } });
  });
});

describe('customerSchema', () => {
  it('does without a company profile', () => {
    expect(
      customerSchema.parse({ id: 'a', companyProfile: null }),
    ).toMatchObject({ id: 'a', companyProfile: null });
  });
});
