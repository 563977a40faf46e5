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

import type {
  ClaimedScope,
  EntityCostClaim,
} from 'backstage-plugin-csp-costs-common';
import type { Texts } from '../../translation/useTexts';
import { readerLocale } from '../../format/readerLocale';

const SHOWN_NAMES = 3;

/** What a claim is about, from the narrowest on: `Resource group rg-shop · Customer Fabrikam`. */
export function describeClaim(t: Texts, claim: EntityCostClaim): string {
  const names = (list: readonly string[]) => formatNames(t, list);
  return [
    claim.resourceIds &&
      t('entity.claim.resource', { names: names(claim.resourceIds) }),
    claim.tag &&
      t('entity.claim.tag', {
        key: claim.tag.key,
        names: names(claim.tag.values),
      }),
    claim.resourceGroups &&
      t('entity.claim.resourceGroup', { names: names(claim.resourceGroups) }),
    claim.resourceGroupPatterns &&
      t('entity.claim.resourceGroupNamed', {
        names: names(claim.resourceGroupPatterns),
      }),
    claim.azureSubscriptions &&
      t('entity.claim.azureSubscription', {
        names: names(claim.azureSubscriptions.map(nameOf)),
      }),
    claim.azureSubscriptionPatterns &&
      t('entity.claim.azureSubscriptionNamed', {
        names: names(claim.azureSubscriptionPatterns),
      }),
    claim.customers &&
      t('entity.claim.customer', { names: names(claim.customers.map(nameOf)) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function nameOf({ id, name }: ClaimedScope): string {
  return name ?? id;
}

/** `rg-one, rg-two or 4 more`. */
function formatNames(t: Texts, names: readonly string[]): string {
  const shown =
    names.length > SHOWN_NAMES + 1
      ? [
          ...names.slice(0, SHOWN_NAMES),
          t('entity.claim.more', { count: names.length - SHOWN_NAMES }),
        ]
      : names;
  return new Intl.ListFormat(readerLocale(), { type: 'disjunction' }).format(
    shown,
  );
}
