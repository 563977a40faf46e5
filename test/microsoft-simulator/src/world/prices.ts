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

import { azureProduct } from './azureProduct';
import { METERS, type Meter } from './meters';
import type { World } from './World';

/** What a meter costs in one region. */
export interface ListedPrice {
  meter: Meter;
  region: string;
  meterId: string;
  productId: string;
  title: string;
  /** USD per unit. */
  unitPrice: string;
}

/** The prices of all meters in the regions of the partner's customers. */
export function listPrices(world: World): ListedPrice[] {
  const regions = [...new Set(world.customers.map(one => one.region))].sort();
  return METERS.flatMap(meter =>
    regions.map(region => {
      const { meterId, productId, productName } = azureProduct(meter, region);
      return {
        meter,
        region,
        meterId,
        productId,
        title: productName,
        unitPrice: meter.price,
      };
    }),
  );
}
