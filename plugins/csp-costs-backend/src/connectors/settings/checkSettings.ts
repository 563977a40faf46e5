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
import { InputError } from '@backstage/errors';
import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';
import { Cron } from 'croner';
import type { MicrosoftCloud } from '../../microsoft/MicrosoftCloud';
import { PRODUCT_LANGUAGES } from './productLanguages';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CURRENCY = /^[A-Z]{3}$/;
const COUNTRY = /^[A-Z]{2}$/;
const DECIMAL = /^\d{1,15}(\.\d{1,15})?$/;
const MAX_TITLE = 100;
const MAX_HISTORY_MONTHS = 120;

/** What a GUID looks like, for people. */
const GUID_EXAMPLE = '11111111-2222-3333-4444-555555555555';

/**
 * Checks settings and brings them into one form: ids in lower case, no spaces
 * around texts, nothing twice.
 *
 * @param at - Gives a field's full name, as the reader knows it.
 * @throws InputError that names the field and what to write there.
 */
export function checkSettings(
  settings: ConnectorSettings,
  clouds: ReadonlyMap<string, MicrosoftCloud>,
  at: (field: string) => string,
): ConnectorSettings {
  const refuse = (field: string, reason: string): never => {
    throw new InputError(`${at(field)} ${reason}`);
  };
  const guid = (field: string, text: string) => {
    const value = text.trim().toLowerCase();
    return GUID.test(value)
      ? value
      : refuse(field, `is not a GUID such as ${GUID_EXAMPLE}`);
  };
  const oneOf = (field: string, value: string, known: readonly string[]) =>
    known.includes(value)
      ? value
      : refuse(field, `is "${value}"; known are ${known.join(', ')}`);

  const title = settings.title.trim();
  if (title === '' || title.length > MAX_TITLE) {
    refuse('title', `must have 1 to ${MAX_TITLE} characters`);
  }
  const cloud = clouds.get(settings.nationalCloud);
  if (!cloud) {
    return refuse(
      'nationalCloud',
      `is "${settings.nationalCloud}"; known are ${[...clouds.keys()].join(
        ', ',
      )}; add others below cspCosts.clouds`,
    );
  }
  if (settings.sources.graphBilling && !cloud.hasPartnerBilling) {
    refuse(
      'sources.graphBilling',
      `is on, and Microsoft Graph has no partner billing in the cloud ${cloud.name}; switch it off`,
    );
  }
  if (settings.sources.priceSheet && !cloud.partnerApiUrl) {
    refuse(
      'sources.priceSheet',
      `is on, and the cloud ${cloud.name} has no price sheets; switch it off`,
    );
  }
  if (!Object.values(settings.sources).includes(true)) {
    refuse('sources', 'has nothing switched on; switch on what is to be read');
  }
  const { country, legacyInvoiceCycleDay, usageMismatchTolerance } = settings;
  if (country !== undefined && !COUNTRY.test(country)) {
    refuse('country', `is "${country}"; write two capital letters, such as NL`);
  }
  for (const currency of settings.billingCurrencies) {
    if (!CURRENCY.test(currency)) {
      refuse(
        'billingCurrencies',
        `has "${currency}"; write currencies as three capital letters, such as EUR`,
      );
    }
  }
  if (
    legacyInvoiceCycleDay !== undefined &&
    !isWhole(legacyInvoiceCycleDay, 1, 28)
  ) {
    refuse('legacyInvoiceCycleDay', 'must be a whole number from 1 to 28');
  }
  if (!isWhole(settings.historyMonths, 0, MAX_HISTORY_MONTHS)) {
    refuse(
      'historyMonths',
      `must be a whole number from 0 to ${MAX_HISTORY_MONTHS}`,
    );
  }
  for (const part of ['amount', 'percent'] as const) {
    if (!DECIMAL.test(usageMismatchTolerance[part])) {
      refuse(
        `usageMismatchTolerance.${part}`,
        `is "${usageMismatchTolerance[part]}"; write a decimal number such as 0.50`,
      );
    }
  }
  oneOf('productLanguage', settings.productLanguage, PRODUCT_LANGUAGES);
  oneOf('azureSpecialization', settings.azureSpecialization, [
    'none',
    'pass',
    'retain',
  ]);
  checkSchedule(settings.schedule, refuse);
  return {
    ...settings,
    title,
    partnerTenantId: guid('partnerTenantId', settings.partnerTenantId),
    clientId: guid('clientId', settings.clientId),
    billingCurrencies: [...new Set(settings.billingCurrencies)],
    billingAccountId: settings.billingAccountId?.trim() || undefined,
    customerScope: {
      mode: settings.customerScope.mode,
      customerIds: customerIds(settings.customerScope, guid, refuse),
    },
    resellerRelationshipUrl: webAddress(
      'resellerRelationshipUrl',
      settings.resellerRelationshipUrl,
      refuse,
    ),
    delegatedAdminUrl: webAddress(
      'delegatedAdminUrl',
      settings.delegatedAdminUrl,
      refuse,
    ),
    ownerEntityRefs: settings.ownerEntityRefs.map(ref => {
      try {
        parseEntityRef(ref);
        return ref;
      } catch {
        return refuse(
          'ownerEntityRefs',
          `has "${ref}"; write entity refs such as group:default/finance`,
        );
      }
    }),
  };
}

type Refuse = (field: string, reason: string) => never;

function customerIds(
  scope: ConnectorSettings['customerScope'],
  guid: (field: string, text: string) => string,
  refuse: Refuse,
): string[] {
  const field = 'customerScope.customerIds';
  const ids = [...new Set(scope.customerIds.map(id => guid(field, id)))];
  switch (scope.mode) {
    case 'all':
      return ids.length === 0
        ? ids
        : refuse(field, 'must be empty when the scope is all customers');
    case 'one':
      return ids.length === 1
        ? ids
        : refuse(field, 'must have one tenant id when the scope is one');
    default:
      return ids.length > 0
        ? ids
        : refuse(field, 'must have the tenant ids of the customers');
  }
}

function checkSchedule(
  { cron, timeZone }: ConnectorSettings['schedule'],
  refuse: Refuse,
): void {
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch {
    refuse(
      'schedule.timeZone',
      `is "${timeZone}"; write an IANA time zone such as Europe/Amsterdam`,
    );
  }
  if (cron.trim().split(/\s+/).length !== 5) {
    refuse('schedule.cron', `is "${cron}", which is not five fields of cron`);
  }
  try {
    new Cron(cron, { timezone: timeZone, paused: true }).stop();
  } catch {
    refuse('schedule.cron', `is "${cron}", which is not five fields of cron`);
  }
}

function webAddress(
  field: string,
  text: string | undefined,
  refuse: Refuse,
): string | undefined {
  const value = text?.trim();
  if (!value) {
    return undefined;
  }
  if (!URL.canParse(value) || new URL(value).protocol !== 'https:') {
    return refuse(field, 'must be an address that begins with https://');
  }
  return value;
}

function isWhole(value: number, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}
