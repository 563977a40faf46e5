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

import type { CostScope } from 'backstage-plugin-csp-costs-common';
import { useDefaultGrouping } from '../../state/DefaultGrouping';
import { useCostsParams } from '../../state/useCostsParams';

const ALL = [
  'service',
  'customer',
  'azureSubscription',
  'resourceGroup',
  'resource',
  'region',
  'product',
  'chargeCategory',
  'tag',
] as const;

/** A dimension that days can be stacked by. */
export type StackDimension = (typeof ALL)[number];

/** By what the days of a scope are stacked, as the address says. */
export function useStacking(scope: CostScope) {
  const { params, change } = useCostsParams();
  const options = ALL.filter(
    dimension =>
      !(dimension === 'customer' && scope.customerId) &&
      !(dimension === 'azureSubscription' && scope.azureSubscriptionId) &&
      !(dimension === 'resource' && scope.resourceId),
  );
  const usual = useDefaultGrouping(options) ?? 'service';
  const dimension =
    options.find(candidate => candidate === params.stack) ?? usual;
  return {
    dimension,
    options,
    setDimension: (id: StackDimension) =>
      change({ stack: id === usual ? undefined : id }),
    /** Key of the tag, for the dimension `tag`. */
    tagKey: dimension === 'tag' ? params.tagKey : undefined,
    setTagKey: (tagKey: string) => change({ tagKey: tagKey || undefined }),
  };
}
