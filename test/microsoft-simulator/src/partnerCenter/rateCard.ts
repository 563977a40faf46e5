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

import { listPrices } from '../world/prices';
import type { World } from '../world/World';

/**
 * A rate card. Names are in the language that was asked for, which here stands
 * behind them; English ones stay as they are.
 *
 * @param locale - BCP 47; `azure` answers with its language only.
 */
export function rateCard(
  world: World,
  kind: 'azure' | 'azure-shared',
  locale: string,
  currency: string,
): object {
  const language = locale.split('-')[0]!.toLowerCase();
  const named = (name: string) =>
    language === 'en' ? name : `${name} [${language}]`;
  return {
    locale: kind === 'azure' ? language : locale,
    currency,
    isTaxIncluded: false,
    meters: listPrices(world).map(({ meter, meterId, region, unitPrice }) => ({
      id: meterId,
      name: named(meter.name),
      rates: { '0': Number(unitPrice) },
      tags: [],
      category: named(meter.service),
      subcategory: named(meter.subCategory),
      region,
      unit: named(meter.unitType),
      includedQuantity: 0,
      effectiveDate: '2024-01-01T00:00:00Z',
    })),
    offerTerms: [],
    attributes: { objectType: 'AzureRateCard' },
  };
}
