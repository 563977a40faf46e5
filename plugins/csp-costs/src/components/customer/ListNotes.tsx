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

import type { SubscriptionList } from 'backstage-plugin-csp-costs-common';
import { formatInstant } from '../../format/dates';
import { useTexts, type Texts } from '../../translation/useTexts';

/** How fresh lists of subscriptions are, and what is the matter with them. */
export function ListNotes({ lists }: { lists: readonly SubscriptionList[] }) {
  const t = useTexts();
  const notes = lists.map(list => noteOf(t, list)).filter(Boolean);
  const [oldest] = lists
    .flatMap(({ status, asOf }) => (status === 'complete' && asOf ? asOf : []))
    .sort();
  return (
    <>
      {oldest && (
        <p>{t('customer.lists.asOf', { moment: formatInstant(oldest) })}</p>
      )}
      {notes.map(note => (
        <p key={note} role="status">
          {note}
        </p>
      ))}
    </>
  );
}

/** Empty when all is well. */
function noteOf(t: Texts, { status, title, asOf }: SubscriptionList): string {
  const connector = title;
  switch (status) {
    case 'complete':
      return '';
    case 'pending':
      return t('customer.lists.pending', { connector });
    case 'off':
      return t('customer.lists.off', { connector });
    default:
      return asOf
        ? t('customer.lists.stale', { connector, moment: formatInstant(asOf) })
        : t('customer.lists.never', { connector });
  }
}
