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

import { monthlyRates } from '../world/exchangeRate';
import { formatBillingPeriod, type Month } from '../world/months';
import { listPrices } from '../world/prices';
import type { World } from '../world/World';

/** Price sheets that can be asked for. */
export const VIEWS = [
  'azure_consumption',
  'azure_reservations',
  'updatedlicensebased',
  'marketplace',
  'software',
] as const;

/** A price sheet. */
export type View = (typeof VIEWS)[number];

const COLUMNS = [
  'ProductTitle',
  'ProductId',
  'SkuId',
  'SkuTitle',
  'Publisher',
  'SkuDescription',
  'UnitOfMeasure',
  'TermDuration',
  'Market',
  'Currency',
  'UnitPrice',
  'PricingTierRangeMin',
  'PricingTierRangeMax',
  'EffectiveStartDate',
  'EffectiveEndDate',
  'MeterIds',
  'MeterType',
  'Tags',
];

/** Where the second tier of a meter begins that has two. */
const SECOND_TIER = '10240';

/** `202610`, as the Partner API writes months. */
function compact(month: Month): string {
  return formatBillingPeriod(month).replace('-', '');
}

/** The exchange rates of a month. */
export function exchangeRatesFile(world: World, month: Month): string {
  return csv([
    ['CurrencyCode', 'USDPerUnit', 'Month'],
    ...monthlyRates(world.seed, month).map(rate => [
      rate.currency,
      rate.usdPerUnit,
      compact(month),
    ]),
  ]);
}

/** A price sheet of a market in a month. */
export function priceSheetFile(
  world: World,
  view: View,
  market: string,
  month: Month,
): string {
  const first = `${(month % 12) + 1}/1/${Math.floor(month / 12)} 12:00:00 AM`;
  const rows = listPrices(world).flatMap(price => {
    const { meter, title, productId, meterId } = price;
    const row = (unitPrice: string, min: string, max: string) => [
      title,
      productId,
      meter.sku,
      `${title} - "${meter.name}"`,
      'Microsoft',
      title,
      meter.unitType,
      view === 'azure_consumption' ? 'payG-1' : 'P1Y',
      market,
      'USD',
      unitPrice,
      min,
      max,
      first,
      '11/30/9999 11:59:59 PM',
      view === 'azure_consumption' ? meterId : '',
      meter.unitType,
      'Azure',
    ];
    return meter.unitType === '1 GB'
      ? [
          row(price.unitPrice, '0', SECOND_TIER),
          row(`${price.unitPrice}1`, SECOND_TIER, ''),
        ]
      : [row(price.unitPrice, '', '')];
  });
  return csv([COLUMNS, ...rows]);
}

function csv(rows: string[][]): string {
  return rows
    .map(
      row =>
        `${row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`,
    )
    .join('');
}
