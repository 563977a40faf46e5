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

import {
  compareDecimals,
  type CostChange,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import { formatDay } from '../../format/dates';
import type { Texts } from '../../translation/useTexts';
import { resourceName } from '../filters/useFilterLabels';

/**
 * What changed, in words that come after its amount: `Virtual Machines in Prod
 * (new: vm-batch-03, since 9 Nov)`. What the scope says anyway is left out.
 */
export function describeChange(
  t: Texts,
  change: CostChange,
  scope: CostScope,
): string {
  const what = change.serviceName || t('changes.noService');
  const where = scope.azureSubscriptionId
    ? undefined
    : change.azureSubscriptionName ?? change.azureSubscriptionId;
  const customer = scope.customerId ? undefined : change.customerName;
  let sentence = what;
  if (where && customer) {
    sentence = t('changes.inOf', { what, where, customer });
  } else if (where) {
    sentence = t('changes.in', { what, where });
  } else if (customer) {
    sentence = t('changes.of', { what, customer });
  }
  const reason = reasonOf(t, change);
  return reason ? `${sentence} (${reason})` : sentence;
}

function reasonOf(t: Texts, change: CostChange): string | undefined {
  const { newResource, billedCost, comparableCost } = change;
  if (newResource) {
    const said = {
      name: resourceName(newResource.resourceId),
      day: formatDay(newResource.since),
    };
    return newResource.otherCount > 0
      ? t('changes.newResources', { ...said, count: newResource.otherCount })
      : t('changes.newResource', said);
  }
  if (compareDecimals(comparableCost, '0') === 0) {
    return t('changes.new');
  }
  return compareDecimals(billedCost, '0') === 0 ? t('changes.gone') : undefined;
}
