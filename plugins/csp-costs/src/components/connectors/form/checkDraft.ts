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

import { parseEntityRef } from '@backstage/catalog-model';
import { currencyName, countryName } from '../../../format/languages';
import { isCron, isTimeZone } from '../../../format/schedule';
import {
  wordsOf,
  type ConnectorDraft,
  type DraftField,
} from './connectorDraft';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const GUID_EXAMPLE = '11111111-2222-3333-4444-555555555555';
const DECIMAL = /^\d{1,15}(\.\d{1,15})?$/;
const WHOLE = /^\d{1,3}$/;
const MAX_TITLE = 100;

/** What is wrong with each field, in words that say what to write. */
export type DraftErrors = Partial<Record<DraftField, string>>;

/** Checks a form as the backend does; the backend has the last word. */
export function checkDraft(draft: ConnectorDraft): DraftErrors {
  const errors: DraftErrors = {
    title: titleError(draft.title),
    partnerTenantId: guidError(draft.partnerTenantId),
    clientId: guidError(draft.clientId),
    country: countryError(draft.country.trim()),
    sources: Object.values(draft.sources).includes(true)
      ? undefined
      : 'Switch on what is to be read.',
    customerIds: customersError(draft),
    cron: isCron(draft.cron)
      ? undefined
      : 'Write five fields of cron, such as 0 4 * * * for daily at 04:00.',
    timeZone: isTimeZone(draft.timeZone)
      ? undefined
      : 'Choose a time zone, such as Europe/Amsterdam.',
    historyMonths: wholeError(draft.historyMonths, 0, 120),
    ownerEntityRefs: ownersError(draft.ownerEntityRefs),
    billingCurrencies: currenciesError(draft.billingCurrencies),
    legacyInvoiceCycleDay: draft.legacyInvoiceCycleDay.trim()
      ? wholeError(draft.legacyInvoiceCycleDay, 1, 28)
      : undefined,
    resellerRelationshipUrl: urlError(draft.resellerRelationshipUrl),
    delegatedAdminUrl: urlError(draft.delegatedAdminUrl),
    toleranceAmount: decimalError(draft.toleranceAmount),
    tolerancePercent: decimalError(draft.tolerancePercent),
  };
  return Object.fromEntries(
    Object.entries(errors).filter(([, error]) => error !== undefined),
  );
}

function titleError(title: string): string | undefined {
  const length = title.trim().length;
  if (length === 0) {
    return 'Write a name.';
  }
  return length > MAX_TITLE
    ? `Write at most ${MAX_TITLE} characters.`
    : undefined;
}

function guidError(text: string): string | undefined {
  return GUID.test(text.trim())
    ? undefined
    : `Write an id such as ${GUID_EXAMPLE}.`;
}

function countryError(text: string): string | undefined {
  return text === '' ||
    (/^[a-z]{2}$/i.test(text) && countryName(text.toUpperCase()))
    ? undefined
    : 'Write two letters, such as NL.';
}

function customersError({
  scopeMode,
  customerIds,
}: ConnectorDraft): string | undefined {
  if (scopeMode === 'all') {
    return undefined;
  }
  const ids = wordsOf(customerIds);
  const wrong = ids.find(id => !GUID.test(id));
  if (wrong !== undefined) {
    return `“${wrong}” is not a tenant id such as ${GUID_EXAMPLE}.`;
  }
  if (ids.length === 0) {
    return scopeMode === 'one'
      ? 'Write the tenant id of the customer.'
      : 'Write the tenant ids of the customers, one a line.';
  }
  return scopeMode === 'one' && ids.length > 1
    ? `Write one tenant id, or choose “Several customers” for ${ids.length}.`
    : undefined;
}

function ownersError(text: string): string | undefined {
  const wrong = wordsOf(text).find(ref => {
    try {
      parseEntityRef(ref);
      return false;
    } catch {
      return true;
    }
  });
  return wrong === undefined
    ? undefined
    : `“${wrong}” is not an entity; write refs such as group:default/finance.`;
}

function currenciesError(text: string): string | undefined {
  const wrong = wordsOf(text).find(
    code => !/^[a-z]{3}$/i.test(code) || !currencyName(code.toUpperCase()),
  );
  return wrong === undefined
    ? undefined
    : `“${wrong}” is not a currency; write codes of three letters, such as EUR, USD.`;
}

function wholeError(
  text: string,
  minimum: number,
  maximum: number,
): string | undefined {
  const value = Number(text);
  return WHOLE.test(text.trim()) && value >= minimum && value <= maximum
    ? undefined
    : `Write a whole number from ${minimum} to ${maximum}.`;
}

function decimalError(text: string): string | undefined {
  if (DECIMAL.test(text.trim())) {
    return undefined;
  }
  return text.includes(',')
    ? 'Write a point and not a comma, such as 0.50.'
    : 'Write a number such as 0.50.';
}

function urlError(text: string): string | undefined {
  const value = text.trim();
  if (value === '') {
    return undefined;
  }
  try {
    return new URL(value).protocol === 'https:'
      ? undefined
      : 'Write an address that begins with https://.';
  } catch {
    return 'Write an address that begins with https://.';
  }
}
