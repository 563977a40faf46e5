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
  BreakdownDimension,
  ChargeCategory,
  Check,
  Connector,
  ConnectorSettings,
  ConnectorStatus,
  ConsentInfo,
  CostState,
  CredentialKind,
  RunJob,
  RunStatus,
  SliceCoverage,
  Source,
} from 'backstage-plugin-csp-costs-common';
import { formatMonth } from './dates';

/** How a state is marked besides its word. */
export type Tone = 'neutral' | 'active' | 'good' | 'attention' | 'bad';

/** A word and its tone. */
export interface StateWord {
  word: string;
  tone: Tone;
}

const SOURCES: Record<Source, string> = {
  customers: 'Customers',
  subscriptions: 'Subscriptions',
  invoices: 'Invoices',
  'unbilled-usage': 'Unbilled usage',
  'unbilled-reconciliation': 'Unbilled licences and other charges',
  'billed-usage': 'Billed usage',
  'billed-reconciliation': 'Billed licences and other charges',
  'legacy-invoice-lines': 'Legacy invoices',
  'cost-details': 'Retail view of Azure',
  'arm-customers': 'Customers of the billing account',
  'arm-invoices': 'Invoices of the billing account',
  'exchange-rates': 'Exchange rates',
  'price-sheet': 'Price sheet',
  'rate-card': 'Names of meters',
};

/** The name of a source in a sentence. */
export function sourceName(source: Source): string {
  // A backend that is newer than this page may know more sources.
  return SOURCES[source] ?? source;
}

/** Which slice: `Unbilled usage · November 2026 · EUR`. */
export function sliceName(slice: {
  source: Source;
  billingPeriod?: string;
  billingCurrency?: string;
  invoiceId?: string;
}): string {
  return [
    sourceName(slice.source),
    slice.invoiceId ??
      (slice.billingPeriod && formatMonth(slice.billingPeriod)),
    slice.billingCurrency,
  ]
    .filter(Boolean)
    .join(' · ');
}

const COST_STATES: Record<CostState, string> = {
  estimated: 'Estimated',
  invoiced: 'Invoiced',
  mixed: 'Partly invoiced',
};

export function costStateWord(state: CostState): string {
  return COST_STATES[state];
}

const SLICE_STATES: Record<SliceCoverage['status'], StateWord> = {
  current: { word: 'Current', tone: 'good' },
  stale: { word: 'Stale', tone: 'attention' },
  missing: { word: 'Missing', tone: 'bad' },
  'not-yet-available': { word: 'Not available yet', tone: 'neutral' },
  collecting: { word: 'Collecting', tone: 'active' },
};

export function sliceStateWord(status: SliceCoverage['status']): StateWord {
  return SLICE_STATES[status];
}

const RUN_STATES: Record<RunStatus, StateWord> = {
  running: { word: 'Collecting', tone: 'active' },
  succeeded: { word: 'Succeeded', tone: 'good' },
  partial: { word: 'Partly done', tone: 'attention' },
  failed: { word: 'Failed', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
};

export function runStateWord(status: RunStatus): StateWord {
  return RUN_STATES[status];
}

/** How collecting from a connector goes, judged by its latest run. */
export function collectionStateWord(connector: Connector): StateWord {
  if (connector.paused) {
    return { word: 'Paused', tone: 'attention' };
  }
  switch (connector.lastRun?.status) {
    case undefined:
      return { word: 'Never collected', tone: 'neutral' };
    case 'running':
      return { word: 'Collecting', tone: 'active' };
    case 'cancelled':
      return { word: 'Last run cancelled', tone: 'neutral' };
    case 'succeeded':
      return { word: 'Working', tone: 'good' };
    case 'partial':
      return { word: 'Needs attention', tone: 'attention' };
    default:
      return { word: 'Not working', tone: 'bad' };
  }
}

const CONNECTOR_STATES: Record<ConnectorStatus, StateWord> = {
  connected: { word: 'Connected', tone: 'good' },
  expiring: { word: 'Expiring', tone: 'attention' },
  'needs-consent': { word: 'Needs consent', tone: 'attention' },
  disconnected: { word: 'Disconnected', tone: 'bad' },
};

export function connectorStateWord(status: ConnectorStatus): StateWord {
  return CONNECTOR_STATES[status];
}

const CHECK_STATES: Record<Check['status'], StateWord> = {
  pass: { word: 'Pass', tone: 'good' },
  warn: { word: 'Warning', tone: 'attention' },
  fail: { word: 'Fail', tone: 'bad' },
  skipped: { word: 'Skipped', tone: 'neutral' },
  unknown: { word: 'Not checked yet', tone: 'neutral' },
};

export function checkStateWord(status: Check['status']): StateWord {
  return CHECK_STATES[status];
}

const CHECK_GROUPS: Record<Check['group'], string> = {
  application: 'Application',
  consent: 'Consent',
  roles: 'Roles',
  data: 'Data',
};

export function checkGroupName(group: Check['group']): string {
  return CHECK_GROUPS[group];
}

const CREDENTIAL_KINDS: Record<CredentialKind, string> = {
  'client-secret': 'Client secret',
  certificate: 'Certificate',
  federated: 'Federated identity',
};

export function credentialKindName(kind: CredentialKind): string {
  return CREDENTIAL_KINDS[kind];
}

const CONSENT_METHODS: Record<ConsentInfo['method'], string> = {
  popup: 'Signed in from this portal',
  link: 'Signed in with a consent link',
  imported: 'Refresh token handed in',
};

export function consentMethodName(method: ConsentInfo['method']): string {
  return CONSENT_METHODS[method];
}

const CLOUDS: Record<string, string> = {
  global: 'Global',
  'us-government': 'US Government',
  china: 'China (21Vianet)',
};

/** A cloud of app-config keeps the name it has there. */
export function cloudName(cloud: string): string {
  return CLOUDS[cloud] ?? cloud;
}

const SOURCE_GROUPS: Record<keyof ConnectorSettings['sources'], string> = {
  partnerCenter: 'Partner Center',
  graphBilling: 'Microsoft Graph partner billing',
  costManagement: 'Azure Cost Management',
  priceSheet: 'Price sheet',
};

export function sourceGroupName(
  group: keyof ConnectorSettings['sources'],
): string {
  return SOURCE_GROUPS[group];
}

const SPECIALIZATIONS: Record<
  ConnectorSettings['azureSpecialization'],
  string
> = {
  none: 'No specialization',
  pass: 'Discounts are passed on',
  retain: 'Discounts are retained',
};

export function specializationName(
  value: ConnectorSettings['azureSpecialization'],
): string {
  return SPECIALIZATIONS[value];
}

const JOB_STATES: Record<RunJob['status'], StateWord> = {
  queued: { word: 'Queued', tone: 'neutral' },
  running: { word: 'Running', tone: 'active' },
  waiting: { word: 'Waiting to try again', tone: 'attention' },
  published: { word: 'New data', tone: 'good' },
  unchanged: { word: 'Unchanged', tone: 'good' },
  'no-data': { word: 'No data yet', tone: 'neutral' },
  held: { word: 'Held', tone: 'attention' },
  failed: { word: 'Failed', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
};

export function jobStateWord(status: RunJob['status']): StateWord {
  return JOB_STATES[status];
}

const JOB_STAGES: Record<NonNullable<RunJob['stage']>, string> = {
  exporting: 'Microsoft prepares the export',
  downloading: 'Downloading',
  loading: 'Loading',
  archiving: 'Archiving',
  reading: 'Reading',
};

export function jobStageWord(stage: NonNullable<RunJob['stage']>): string {
  return JOB_STAGES[stage];
}

const DIMENSIONS: Record<BreakdownDimension, string> = {
  service: 'Service',
  azureSubscription: 'Azure subscription',
  resourceGroup: 'Resource group',
  product: 'Product',
  chargeCategory: 'Charge category',
  customer: 'Customer',
};

export function dimensionName(dimension: BreakdownDimension): string {
  return DIMENSIONS[dimension];
}

const CHARGE_CATEGORIES: Record<ChargeCategory, string> = {
  Usage: 'Usage',
  Purchase: 'Purchases: licences, reservations, marketplace',
  Tax: 'Tax',
  Credit: 'Credits',
  Adjustment: 'Adjustments',
};

/** What to show for one value of a dimension. */
export function dimensionValueName(
  dimension: BreakdownDimension,
  name: string,
): string {
  if (dimension === 'chargeCategory' && name in CHARGE_CATEGORIES) {
    return CHARGE_CATEGORIES[name as ChargeCategory];
  }
  return name || `No ${DIMENSIONS[dimension].toLocaleLowerCase()} given`;
}
