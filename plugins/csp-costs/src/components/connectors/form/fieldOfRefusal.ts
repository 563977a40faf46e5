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

import type { DraftField } from './connectorDraft';

const FIELDS: Record<string, DraftField> = {
  'schedule.cron': 'cron',
  'schedule.timeZone': 'timeZone',
  schedule: 'cron',
  'customerScope.customerIds': 'customerIds',
  'customerScope.mode': 'scopeMode',
  customerScope: 'scopeMode',
  'usageMismatchTolerance.amount': 'toleranceAmount',
  'usageMismatchTolerance.percent': 'tolerancePercent',
  usageMismatchTolerance: 'toleranceAmount',
};

const PLAIN_FIELDS: readonly DraftField[] = [
  'title',
  'partnerTenantId',
  'clientId',
  'nationalCloud',
  'country',
  'sources',
  'historyMonths',
  'ownerEntityRefs',
  'billingCurrencies',
  'productLanguage',
  'billingAccountId',
  'legacyInvoiceCycleDay',
  'resellerRelationshipUrl',
  'delegatedAdminUrl',
  'azureSpecialization',
];

/**
 * The field that a refusal of the backend is about, and what it says of it:
 * `settings.country is "Holland"; write …`. Undefined when it names none.
 */
export function fieldOfRefusal(
  message: string,
): { field: DraftField; message: string } | undefined {
  const found = /\bsettings[./]([A-Za-z]+(?:[./][A-Za-z]+)*)\s*(.*)$/s.exec(
    message,
  );
  if (!found) {
    return undefined;
  }
  const [, path = '', rest = ''] = found;
  const parts = path.replaceAll('/', '.').split('.');
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('.');
    const field = FIELDS[name] ?? PLAIN_FIELDS.find(plain => plain === name);
    if (field) {
      return { field, message: sentence(rest) || message };
    }
  }
  return undefined;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed && `It ${trimmed}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}
