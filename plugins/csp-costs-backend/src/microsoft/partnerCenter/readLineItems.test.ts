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

import { readLineItems } from './readLineItems';

describe('a page of line items', () => {
  it('keeps every digit, whether amounts are numbers or text', () => {
    const page = readLineItems(
      `{ "totalCount": 2, "items": [
          { "subtotal": 0.1234567890123456789, "tax": "1.10", "quantity": 3.0, "note": "a\\nb" },
          { "SubTotal": "-12", "tax": 1e-3 } ],
        "links": { "next": { "uri": "/invoices/1/lineitems?offset=" } } }`,
      'office',
    );
    expect(page).toEqual({
      hasNext: true,
      items: [
        {
          json: '{"subtotal":0.1234567890123456789,"tax":"1.10","quantity":3.0,"note":"a\\nb"}',
          beforeTax: '0.1234567890123456789',
          tax: '1.10',
        },
        {
          json: '{"SubTotal":"-12","tax":1e-3}',
          beforeTax: '-12',
          tax: '1e-3',
        },
      ],
    });
  });

  it('takes the amounts of the provider, and only what is an amount', () => {
    expect(
      readLineItems(
        '{"items":[{"subtotal":1,"pretaxCharges":"2,50","taxAmount":null}]}',
        'azure',
      ).items,
    ).toMatchObject([{ beforeTax: undefined, tax: undefined }]);
  });

  it.each([
    ['<html>', 'The answer is not JSON'],
    ['{"items":["1"]}', 'The line items have an unknown shape'],
    ['{"code":"1000"}', 'The line items have an unknown shape'],
  ])('refuses %s', (text, message) => {
    expect(() => readLineItems(text, 'office')).toThrow(message);
  });
});
