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
import type { Texts } from '../../../translation/useTexts';
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
export function checkDraft(t: Texts, draft: ConnectorDraft): DraftErrors {
  const errors: DraftErrors = {
    title: titleError(t, draft.title),
    partnerTenantId: guidError(t, draft.partnerTenantId),
    clientId: guidError(t, draft.clientId),
    country: countryError(t, draft.country.trim()),
    sources: Object.values(draft.sources).includes(true)
      ? undefined
      : t('connectorForm.error.sources'),
    customerIds: customersError(t, draft),
    cron: isCron(draft.cron) ? undefined : t('connectorForm.error.cron'),
    timeZone: isTimeZone(draft.timeZone)
      ? undefined
      : t('connectorForm.error.timeZone'),
    historyMonths: wholeError(t, draft.historyMonths, 0, 120),
    ownerEntityRefs: ownersError(t, draft.ownerEntityRefs),
    billingCurrencies: currenciesError(t, draft.billingCurrencies),
    legacyInvoiceCycleDay: draft.legacyInvoiceCycleDay.trim()
      ? wholeError(t, draft.legacyInvoiceCycleDay, 1, 28)
      : undefined,
    resellerRelationshipUrl: urlError(t, draft.resellerRelationshipUrl),
    delegatedAdminUrl: urlError(t, draft.delegatedAdminUrl),
    toleranceAmount: decimalError(t, draft.toleranceAmount),
    tolerancePercent: decimalError(t, draft.tolerancePercent),
  };
  return Object.fromEntries(
    Object.entries(errors).filter(([, error]) => error !== undefined),
  );
}

function titleError(t: Texts, title: string): string | undefined {
  const length = title.trim().length;
  if (length === 0) {
    return t('connectorForm.error.title');
  }
  return length > MAX_TITLE
    ? t('connectorForm.error.titleLong', { most: MAX_TITLE })
    : undefined;
}

function guidError(t: Texts, text: string): string | undefined {
  return GUID.test(text.trim())
    ? undefined
    : t('connectorForm.error.guid', { example: GUID_EXAMPLE });
}

function countryError(t: Texts, text: string): string | undefined {
  return text === '' ||
    (/^[a-z]{2}$/i.test(text) && countryName(text.toUpperCase()))
    ? undefined
    : t('connectorForm.error.country');
}

function customersError(
  t: Texts,
  { scopeMode, customerIds }: ConnectorDraft,
): string | undefined {
  if (scopeMode === 'all') {
    return undefined;
  }
  const ids = wordsOf(customerIds);
  const wrong = ids.find(id => !GUID.test(id));
  if (wrong !== undefined) {
    return t('connectorForm.error.notTenant', {
      text: wrong,
      example: GUID_EXAMPLE,
    });
  }
  if (ids.length === 0) {
    return scopeMode === 'one'
      ? t('connectorForm.error.noCustomer')
      : t('connectorForm.error.noCustomers');
  }
  return scopeMode === 'one' && ids.length > 1
    ? t('connectorForm.error.oneCustomer', { number: ids.length })
    : undefined;
}

function ownersError(t: Texts, text: string): string | undefined {
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
    : t('connectorForm.error.notEntity', { text: wrong });
}

function currenciesError(t: Texts, text: string): string | undefined {
  const wrong = wordsOf(text).find(
    code => !/^[a-z]{3}$/i.test(code) || !currencyName(code.toUpperCase()),
  );
  return wrong === undefined
    ? undefined
    : t('connectorForm.error.notCurrency', { text: wrong });
}

function wholeError(
  t: Texts,
  text: string,
  minimum: number,
  maximum: number,
): string | undefined {
  const value = Number(text);
  return WHOLE.test(text.trim()) && value >= minimum && value <= maximum
    ? undefined
    : t('connectorForm.error.whole', { least: minimum, most: maximum });
}

function decimalError(t: Texts, text: string): string | undefined {
  if (DECIMAL.test(text.trim())) {
    return undefined;
  }
  return text.includes(',')
    ? t('connectorForm.error.comma')
    : t('connectorForm.error.decimal');
}

function urlError(t: Texts, text: string): string | undefined {
  const value = text.trim();
  if (value === '') {
    return undefined;
  }
  try {
    return new URL(value).protocol === 'https:'
      ? undefined
      : t('connectorForm.error.https');
  } catch {
    return t('connectorForm.error.https');
  }
}
