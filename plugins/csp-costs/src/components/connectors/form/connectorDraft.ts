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
  ConnectorOptions,
  ConnectorSettings,
} from 'backstage-plugin-csp-costs-common';
import type { Texts } from '../../../translation/useTexts';

/** The settings of a connector as they are typed: texts, which may still be wrong. */
export interface ConnectorDraft {
  title: string;
  partnerTenantId: string;
  clientId: string;
  nationalCloud: string;
  country: string;
  sources: ConnectorSettings['sources'];
  scopeMode: ConnectorSettings['customerScope']['mode'];
  /** One a line, or with commas. */
  customerIds: string;
  cron: string;
  timeZone: string;
  historyMonths: string;
  /** One a line, or with commas. */
  ownerEntityRefs: string;
  /** With commas or spaces. */
  billingCurrencies: string;
  productLanguage: string;
  billingAccountId: string;
  legacyInvoiceCycleDay: string;
  resellerRelationshipUrl: string;
  delegatedAdminUrl: string;
  toleranceAmount: string;
  tolerancePercent: string;
  azureSpecialization: ConnectorSettings['azureSpecialization'];
}

/** A field of the form. */
export type DraftField = keyof ConnectorDraft;

/** What a field is called. */
export function fieldLabel(t: Texts, field: DraftField): string {
  return t(`connectorForm.label.${field}`);
}

/** Fields that most partners never touch. */
export const ADVANCED_FIELDS: ReadonlySet<DraftField> = new Set([
  'billingCurrencies',
  'productLanguage',
  'billingAccountId',
  'legacyInvoiceCycleDay',
  'resellerRelationshipUrl',
  'delegatedAdminUrl',
  'toleranceAmount',
  'tolerancePercent',
  'azureSpecialization',
]);

/** A form to begin with: existing settings, or the defaults of this installation. */
export function draftOf(
  settings: ConnectorSettings | ConnectorOptions['defaults'],
): ConnectorDraft {
  const identity = 'title' in settings ? settings : undefined;
  return {
    title: identity?.title ?? '',
    partnerTenantId: identity?.partnerTenantId ?? '',
    clientId: identity?.clientId ?? '',
    nationalCloud: settings.nationalCloud,
    country: settings.country ?? '',
    sources: settings.sources,
    scopeMode: settings.customerScope.mode,
    customerIds: settings.customerScope.customerIds.join('\n'),
    cron: settings.schedule.cron,
    timeZone: settings.schedule.timeZone,
    historyMonths: String(settings.historyMonths),
    ownerEntityRefs: settings.ownerEntityRefs.join('\n'),
    billingCurrencies: settings.billingCurrencies.join(', '),
    productLanguage: settings.productLanguage,
    billingAccountId: settings.billingAccountId ?? '',
    legacyInvoiceCycleDay: settings.legacyInvoiceCycleDay?.toString() ?? '',
    resellerRelationshipUrl: settings.resellerRelationshipUrl ?? '',
    delegatedAdminUrl: settings.delegatedAdminUrl ?? '',
    toleranceAmount: settings.usageMismatchTolerance.amount,
    tolerancePercent: settings.usageMismatchTolerance.percent,
    azureSpecialization: settings.azureSpecialization,
  };
}

/** The settings that a form without mistakes stands for. Amounts stay texts. */
export function settingsOf(draft: ConnectorDraft): ConnectorSettings {
  const optional = (text: string) => text.trim() || undefined;
  return {
    title: draft.title.trim(),
    partnerTenantId: draft.partnerTenantId.trim().toLowerCase(),
    clientId: draft.clientId.trim().toLowerCase(),
    nationalCloud: draft.nationalCloud,
    country: optional(draft.country.toUpperCase()),
    billingCurrencies: [
      ...new Set(wordsOf(draft.billingCurrencies.toUpperCase())),
    ],
    sources: draft.sources,
    billingAccountId: optional(draft.billingAccountId),
    customerScope: {
      mode: draft.scopeMode,
      customerIds:
        draft.scopeMode === 'all'
          ? []
          : [...new Set(wordsOf(draft.customerIds.toLowerCase()))],
    },
    productLanguage: draft.productLanguage,
    schedule: { cron: draft.cron.trim(), timeZone: draft.timeZone },
    historyMonths: Number(draft.historyMonths),
    legacyInvoiceCycleDay: draft.legacyInvoiceCycleDay.trim()
      ? Number(draft.legacyInvoiceCycleDay)
      : undefined,
    resellerRelationshipUrl: optional(draft.resellerRelationshipUrl),
    delegatedAdminUrl: optional(draft.delegatedAdminUrl),
    usageMismatchTolerance: {
      amount: draft.toleranceAmount.trim(),
      percent: draft.tolerancePercent.trim(),
    },
    azureSpecialization: draft.azureSpecialization,
    ownerEntityRefs: [...new Set(wordsOf(draft.ownerEntityRefs))],
  };
}

/** What somebody has typed with spaces, commas, semicolons or lines between. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}
