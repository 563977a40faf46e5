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
  Check,
  Connector,
  ConnectorOptions,
  ConnectorSettings,
  ConsentInfo,
  CredentialInfo,
  Problem,
  SourceAccess,
} from 'backstage-plugin-csp-costs-common';

/** PEM of a certificate, whole enough to be shown, copied and downloaded. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBszCCAVmgAwIBAgIUb0k9wQ5Kk3qf6m0sV3l0c3QtY2VydDAKBggqhkjOPQQD
AjAvMS0wKwYDVQQDDCRDU1AgQ29zdHMgY29udG9zby1wYXJ0bmVyIGludmVudGVk
-----END CERTIFICATE-----
`;

export const OPTIONS: ConnectorOptions = {
  redirectUrl: 'https://portal.example/api/csp-costs/consent/callback',
  nationalClouds: ['global', 'us-government', 'china'],
  productLanguages: ['de-DE', 'en-US', 'fr-FR', 'nl-NL'],
  federatedTokenFiles: ['/var/run/secrets/azure/tokens/azure-identity-token'],
  defaults: {
    nationalCloud: 'global',
    billingCurrencies: [],
    sources: {
      partnerCenter: true,
      graphBilling: true,
      costManagement: true,
      priceSheet: false,
    },
    customerScope: { mode: 'all', customerIds: [] },
    productLanguage: 'en-US',
    schedule: { cron: '0 4 * * *', timeZone: 'UTC' },
    historyMonths: 13,
    usageMismatchTolerance: { amount: '0.5', percent: '0' },
    azureSpecialization: 'none',
    ownerEntityRefs: [],
  },
  vault: { store: 'database', ready: true },
  consentLinkHours: 24,
};

export const SETTINGS: ConnectorSettings = {
  ...OPTIONS.defaults,
  title: 'Contoso Cloud Services',
  partnerTenantId: 'b3c1f9d4-1f6b-4d1e-9a0c-6f2f3f1f9a77',
  clientId: '0f0ce1c2-9c3a-4a53-9c26-6f7c1c0e1111',
  country: 'NL',
  billingCurrencies: ['EUR', 'USD'],
  schedule: { cron: '0 3 * * *', timeZone: 'Europe/Amsterdam' },
  ownerEntityRefs: ['group:default/finance'],
};

const SCOPES = [
  'https://api.partnercenter.microsoft.com/user_impersonation',
  'https://graph.microsoft.com/PartnerBilling.Read.All',
  'https://management.azure.com/user_impersonation',
];

export const CONSENT: ConsentInfo = {
  account: 'svc-costs@contoso.onmicrosoft.com',
  consentedAt: '2026-06-03T09:12:00Z',
  consentedBy: 'user:default/ada',
  method: 'popup',
  scopes: SCOPES,
  missingScopes: [],
  renewedAt: '2026-11-12T02:00:00Z',
  endsAt: '2027-02-10T02:00:00Z',
};

export const SECRET: CredentialInfo = {
  kind: 'client-secret',
  expiresAt: '2027-06-03T00:00:00Z',
};

export const NEXT_CERTIFICATE: CredentialInfo = {
  kind: 'certificate',
  expiresAt: '2027-11-14T00:00:00Z',
  thumbprint:
    '9F2C44B1D07E35A86C1190E2D5F47B3386A5C0E4F1B29D7763840CAE5512BD9F',
  certificate: CERTIFICATE,
};

const PARTNER_CENTER_APP = 'Registration in Partner Center (App management)';

const ACCESS: Array<Omit<SourceAccess, 'enabled'>> = [
  {
    name: 'Customers and subscriptions',
    group: 'partnerCenter',
    collected: true,
    signIn: 'app-only',
    requires: PARTNER_CENTER_APP,
  },
  {
    name: 'Reseller relationship URL',
    group: 'partnerCenter',
    collected: false,
    signIn: 'delegated',
    requires: 'Billing admin and Sales agent, or Global admin and Admin agent',
  },
  {
    name: 'Usage and reconciliation lines',
    group: 'graphBilling',
    collected: true,
    signIn: 'app-only',
    requires:
      'PartnerBilling.Read.All of Microsoft Graph (application permission)',
  },
  {
    name: 'Azure Cost Management',
    group: 'costManagement',
    collected: false,
    signIn: 'app-only',
    requires: 'Billing account reader on the billing account',
  },
  {
    name: 'Price sheets and exchange rates',
    group: 'priceSheet',
    collected: true,
    signIn: 'delegated',
    requires: 'Admin agent or Sales agent',
  },
];

/** A connector that works, with what follows from its settings. */
export function connector(
  changes: Omit<Partial<Connector>, 'settings'> & {
    settings?: Partial<ConnectorSettings>;
  } = {},
): Connector {
  const settings = { ...SETTINGS, ...changes.settings };
  return {
    connectorId: 'partner',
    origin: 'portal',
    revision: 3,
    health: { status: 'connected' },
    credential: SECRET,
    consent: CONSENT,
    access: ACCESS.map(access => ({
      ...access,
      enabled: settings.sources[access.group],
    })),
    collectedSources: [
      'customers',
      'subscriptions',
      'invoices',
      'unbilled-usage',
      'unbilled-reconciliation',
      'billed-usage',
      'billed-reconciliation',
    ],
    nextRunAt: '2026-11-15T02:00:00Z',
    lastSucceededAt: '2026-11-14T02:12:41Z',
    ...changes,
    settings,
  };
}

export const ROLE_PROBLEM: Problem = {
  code: 'ROLE_MISSING',
  cause: 'The account may read customers and no invoices.',
  remedy:
    'Give the account Billing admin besides Sales agent in Partner Center, and sign in again. Global admin with Sales agent is not enough.',
  since: '2026-11-12T02:14:09Z',
  microsoft: {
    status: 403,
    code: '900150',
    message:
      'The supplied role does not have the rights to perform the requested operation.',
    requestId: '0c44e1f6-6c36-4a5a-9a5d-7a2f6f0d1b11',
  },
};

export const SECRET_PROBLEM: Problem = {
  code: 'CREDENTIAL_EXPIRING',
  cause: 'The client secret expires soon.',
  remedy:
    'Create a new one in the app registration, and set it here before the old one ends.',
  since: '2026-11-03T00:00:00Z',
};

const GRANT_PROBLEM: Problem = {
  code: 'GRANT_REVOKED',
  cause: 'An administrator has reset the password of the account.',
  remedy: 'Sign in with Microsoft again.',
  since: '2026-11-11T02:00:00Z',
  microsoft: {
    status: 400,
    code: 'AADSTS50173',
    message:
      'AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed.',
    requestId: '5f6a4b3c-9d11-4c43-8a57-1d9f7f2c6e01',
  },
};

/** One of each state a connector can be in. */
export const CONNECTORS: Connector[] = [
  connector({ connectorId: 'contoso-partner' }),
  connector({
    connectorId: 'contoso-us',
    settings: {
      title: 'Contoso US',
      partnerTenantId: '6f1d6c2a-43de-4b60-93a8-1a1d2a9a2b10',
      country: 'US',
      billingCurrencies: ['USD'],
    },
    credential: { kind: 'client-secret', expiresAt: '2026-12-03T00:00:00Z' },
    health: {
      status: 'expiring',
      until: '2026-12-03T00:00:00Z',
      problem: SECRET_PROBLEM,
      nextStep: 'set-credential',
    },
    consent: undefined,
  }),
  connector({
    connectorId: 'contoso-uk',
    settings: {
      title: 'Contoso UK',
      partnerTenantId: '1d5df1b0-52ac-4f3e-8b8e-2a2d0f3c4d55',
      country: 'GB',
      billingCurrencies: ['GBP'],
      sources: { ...SETTINGS.sources, priceSheet: true },
    },
    consent: { ...CONSENT, problem: GRANT_PROBLEM },
    health: {
      status: 'needs-consent',
      problem: GRANT_PROBLEM,
      nextStep: 'sign-in',
    },
    lastSucceededAt: '2026-11-10T02:12:41Z',
  }),
  connector({
    connectorId: 'tailspin',
    settings: {
      title: 'Tailspin Distribution',
      partnerTenantId: '77aa3f6e-0d39-4a0e-9b54-5d5c8d8e9f01',
      ownerEntityRefs: [],
    },
    revision: 1,
    credential: undefined,
    consent: undefined,
    health: {
      status: 'disconnected',
      problem: {
        code: 'CREDENTIAL_MISSING',
        cause: 'The connector has no credential.',
        remedy: 'Set a client secret, a certificate or a federated identity.',
        since: '2026-11-14T08:00:00Z',
      },
      nextStep: 'set-credential',
    },
    nextRunAt: undefined,
    lastSucceededAt: undefined,
  }),
  connector({
    connectorId: 'lab',
    origin: 'app-config',
    revision: 0,
    settings: {
      title: 'Partner lab',
      partnerTenantId: '0b1c2d3e-4f50-4611-8273-9495a6b7c8d9',
    },
    credential: { kind: 'federated', origin: 'app-config' },
    consent: undefined,
  }),
];

/** A check as it comes from the backend. */
export function check(
  checkId: string,
  status: Check['status'],
  changes: Partial<Check> = {},
): Check {
  return {
    checkId,
    title: `Check ${checkId}`,
    group: 'application',
    status,
    why: 'It would not work otherwise.',
    checkedAt: status === 'unknown' ? undefined : '2026-11-14T08:00:00Z',
    ...changes,
  };
}

/** What the doctor verifies, with one of each result. */
export const CHECKS: Check[] = [
  check('credential', 'warn', {
    title: 'Credential of the application',
    finding: 'The client secret ends on 2026-12-03, in 19 days.',
    why: 'Client secrets and certificates end on a day that is set when they are made, and then everything stops at once.',
    problem: SECRET_PROBLEM,
    links: [
      {
        label: 'Certificates & secrets of the app registration',
        url: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps',
      },
    ],
  }),
  check('app-sign-in', 'pass', {
    title: 'Sign-in of the application',
    finding: 'Microsoft gives the application tokens.',
    why: 'Usage, customers and invoices are read by the application itself, with no person involved.',
  }),
  check('redirect-url', 'pass', {
    title: 'Redirect URL registered',
    finding: 'Microsoft sends people back to this portal.',
    why: 'Microsoft sends a person who has signed in back to registered addresses only; otherwise the sign-in ends on an error page.',
    values: [
      { label: 'Redirect URL (platform Web)', value: OPTIONS.redirectUrl },
    ],
  }),
  check('mfa', 'pass', {
    title: 'Multifactor authentication',
    group: 'consent',
    finding:
      'Used: Partner Center finds the access compliant, the token says so (amr).',
    why: 'Partner Center refuses access in the name of a person who has signed in with a password alone; a consent keeps what the sign-in had.',
  }),
  check('partner-roles', 'fail', {
    title: 'Roles of the account',
    group: 'roles',
    finding:
      'The account may read customers but no invoices, as Global admin with Sales agent would.',
    why: 'Which roles read billing data in Partner Center is not what their names suggest.',
    problem: ROLE_PROBLEM,
    values: [
      { label: 'Works', value: 'Billing admin + Sales agent' },
      { label: 'Works', value: 'Global admin + Admin agent' },
      { label: 'Does not work', value: 'Global admin + Sales agent' },
    ],
  }),
  check('permanent-roles', 'skipped', {
    title: 'Roles are permanent',
    group: 'roles',
    finding: 'Hidden by “Roles of the account”, which fails.',
    why: 'Privileged Identity Management gives roles for some hours after somebody asks; a connector works at night, when nobody does.',
  }),
  check('data-customers', 'pass', {
    title: 'Customers',
    group: 'data',
    finding: 'Partner Center lists 40 customers.',
    why: 'Names and tenants of customers come from Partner Center.',
  }),
  check('data-graph-billing', 'unknown', {
    title: 'Usage and reconciliation lines',
    group: 'data',
    why: 'All charges come from exports of Microsoft Graph partner billing.',
  }),
];
