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

import type { CustomerSubscription } from 'backstage-plugin-csp-costs-common';
import type { StateWord } from '../../format/words';
import type { Texts } from '../../translation/useTexts';

/** States of Partner Center that have words here. */
const STATES = {
  active: 'good',
  pending: 'attention',
  suspended: 'attention',
  disabled: 'attention',
  expired: 'neutral',
  deleted: 'neutral',
} as const satisfies Record<string, StateWord['tone']>;

/** How a subscription is, in a word; Microsoft's own where we have none. */
export function subscriptionState(
  t: Texts,
  { status, listed }: CustomerSubscription,
): StateWord {
  if (!status) {
    return { word: t('customer.status.charges'), tone: 'neutral' };
  }
  if (!listed) {
    return { word: t('customer.status.gone'), tone: 'neutral' };
  }
  const known = status.toLowerCase();
  return known in STATES
    ? {
        word: t(`customer.status.${known as keyof typeof STATES}`),
        tone: STATES[known as keyof typeof STATES],
      }
    : { word: status, tone: 'neutral' };
}
