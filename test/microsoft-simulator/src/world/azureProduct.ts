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

import type { Meter } from './meters';
import { PURPOSE } from './purposes';
import { guid, hashText, mix } from './random';

function productCode(value: number): string {
  return `DZH318Z0${value
    .toString(36)
    .toUpperCase()
    .padStart(4, '0')
    .slice(0, 4)}`;
}

/** What Microsoft sells a meter as in one region; usage lines and price sheets name it alike. */
export function azureProduct(
  meter: Meter,
  region: string,
): {
  productId: string;
  availabilityId: string;
  meterId: string;
  skuName: string;
  productName: string;
} {
  const key = hashText(`${meter.sku}/${region}`);
  return {
    productId: productCode(key),
    availabilityId: productCode(mix(key, 1)),
    meterId: guid(key, PURPOSE.meter),
    skuName: `${meter.subCategory} - ${meter.name}`,
    productName: `${meter.service} ${meter.subCategory} - ${meter.name} - ${region}`,
  };
}
