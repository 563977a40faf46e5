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

import type { Decimal } from './money';
import type { Problem, Run, Source } from './types';

/**
 * Which groups of Microsoft's data a connector uses.
 *
 * @public
 */
export interface ConnectorSources {
  /** Customers, subscriptions and the list of invoices, from Partner Center. */
  partnerCenter: boolean;
  /** Usage and reconciliation lines, from Microsoft Graph partner billing. */
  graphBilling: boolean;
  /** Retail view of Azure costs, from Azure Cost Management. */
  costManagement: boolean;
  /** Price sheets and exchange rates, from the Partner API; with Partner Center also the names of meters. */
  priceSheet: boolean;
}

/**
 * Whose costs are shown: those of all customers, of one, or of several.
 *
 * @public
 */
export interface CustomerScope {
  /** How many. */
  mode: 'all' | 'one' | 'several';
  /** Tenant ids; empty for `all`, one for `one`. */
  customerIds: string[];
}

/**
 * How a connector is set up. Nothing in it is secret.
 *
 * @public
 */
export interface ConnectorSettings {
  /** What people call it, for example by location. */
  title: string;
  /** Tenant id of the partner (Microsoft ID). */
  partnerTenantId: string;
  /** Application (client) id of the app registration in the partner tenant. */
  clientId: string;
  /** One of {@link ConnectorOptions.nationalClouds}. */
  nationalCloud: string;
  /** Where the partner center is registered; ISO 3166-1 alpha-2. */
  country?: string;
  /** ISO 4217. Empty means those of the invoices. */
  billingCurrencies: string[];
  /** What is used of Microsoft's data. */
  sources: ConnectorSources;
  /** Azure billing account of the partner agreement. Absent means the one that is found. */
  billingAccountId?: string;
  /** Whose costs are shown. */
  customerScope: CustomerScope;
  /** BCP 47 tag of the language that Microsoft names products in. */
  productLanguage: string;
  /** When it is collected: five fields of cron, in an IANA time zone. */
  schedule: { cron: string; timeZone: string };
  /** Closed billing periods that are collected, back from the current one; 0 to 120. */
  historyMonths: number;
  /** Day of the month on which legacy `D…` invoices begin a billing cycle; 1 to 28. */
  legacyInvoiceCycleDay?: number;
  /** Where a customer accepts the reseller relationship. Absent means the one Partner Center gives. */
  resellerRelationshipUrl?: string;
  /** Where a customer approves delegated admin rights. */
  delegatedAdminUrl?: string;
  /** Up to which difference our sums and an invoice count as equal: whichever of both is larger. */
  usageMismatchTolerance: {
    /** In the currency of the invoice. */
    amount: Decimal;
    /** Of the invoice's total. */
    percent: Decimal;
  };
  /** Whether discounts for an Azure specialization are absent, passed on or retained. */
  azureSpecialization: 'none' | 'pass' | 'retain';
  /** Entity refs of the people and groups that are notified. */
  ownerEntityRefs: string[];
}

/**
 * What an application signs in with.
 *
 * @public
 */
export type CredentialKind = 'client-secret' | 'certificate' | 'federated';

/**
 * A credential as it is handed over. It goes in and never comes out.
 *
 * @public
 */
export type CredentialInput =
  | {
      kind: 'client-secret';
      /** The value of the secret, not its id. */
      clientSecret: string;
      /** When it expires, as the app registration shows it; ISO 8601. */
      expiresAt?: string;
    }
  | {
      kind: 'certificate';
      /** PEM. */
      certificate: string;
      /** PEM, PKCS #8 or PKCS #1, not encrypted. */
      privateKey: string;
    }
  | {
      kind: 'certificate';
      /** PKCS #12 (.pfx), base64. */
      pfx: string;
      /** Of the file. */
      password: string;
    }
  | {
      kind: 'federated';
      /** File with the workload's token, such as the one that AZURE_FEDERATED_TOKEN_FILE names. */
      tokenFile: string;
    };

/**
 * What may be told of a credential.
 *
 * @public
 */
export interface CredentialInfo {
  /** What it is. */
  kind: CredentialKind;
  /** When it expires, where that is known; ISO 8601. */
  expiresAt?: string;
  /** SHA-256 of a certificate, hex. */
  thumbprint?: string;
  /** A certificate's public half, PEM: what is uploaded to the app registration. */
  certificate?: string;
  /** Where it is kept; one of app-config is changed there. Absent means where the connector is set up. */
  origin?: 'app-config' | 'portal';
  /** Why Microsoft does not accept it, since it last did. */
  problem?: Problem;
}

/**
 * What may be told of delegated access.
 *
 * @public
 */
export interface ConsentInfo {
  /** User name of the account that consented. */
  account?: string;
  /** ISO 8601. */
  consentedAt: string;
  /** Entity ref of who asked for it. */
  consentedBy: string;
  /** How it came. */
  method: 'popup' | 'link' | 'imported';
  /** What was consented: resource and permission, such as `https://management.azure.com/user_impersonation`. */
  scopes: string[];
  /** What the enabled sources need and was not consented. */
  missingScopes: string[];
  /** When its token was last renewed; ISO 8601. */
  renewedAt: string;
  /** When its token ends if it is not renewed before; ISO 8601. */
  endsAt: string;
  /** Why it no longer works, since it last did. */
  problem?: Problem;
}

/**
 * How a connector is: works; works but stops at a date; needs a new consent,
 * now or by a date; cannot sign in.
 *
 * @public
 */
export type ConnectorStatus =
  | 'connected'
  | 'expiring'
  | 'needs-consent'
  | 'disconnected';

/**
 * State of a connector, and the next right thing to do.
 *
 * @public
 */
export interface ConnectorHealth {
  /** The worst that is known. */
  status: ConnectorStatus;
  /** When something stops working unless somebody acts; ISO 8601. Absent when it has stopped. */
  until?: string;
  /** Why, and what to do. Absent when connected. */
  problem?: Problem;
  /** What helps. */
  nextStep?: 'set-credential' | 'activate-certificate' | 'sign-in';
}

/**
 * That somebody paused the collection of a connector.
 *
 * @public
 */
export interface PausedCollection {
  /** ISO 8601. */
  since: string;
  /** Entity ref of the person. */
  pausedBy?: string;
}

/**
 * A connector that figures depend on and that needs somebody to act, or is paused.
 *
 * @public
 */
export interface ConnectorWarning extends ConnectorHealth {
  /** Which connector. */
  connectorId: string;
  /** What people call it. */
  title: string;
  /** Since when nothing new is collected, because somebody paused it. */
  paused?: PausedCollection;
}

/**
 * How one group of data is read, and what that needs.
 *
 * @public
 */
export interface SourceAccess {
  /** What is read. */
  name: string;
  /** Which switch of {@link ConnectorSources} turns it on. */
  group: keyof ConnectorSources;
  /** Whether the switch is on. */
  enabled: boolean;
  /** Whether it is collected in this version, or only prepared. */
  collected: boolean;
  /** By the application itself, or in the name of the person who consented. */
  signIn: 'app-only' | 'delegated';
  /** The permission or role that it takes. */
  requires: string;
}

/**
 * An operator's day by which a new consent is wanted.
 *
 * @public
 */
export interface ConsentDeadline {
  /** ISO 8601. */
  consentBy: string;
  /** Why, for the people who read it. */
  reason: string;
  /** Entity ref. */
  setBy: string;
}

/**
 * One partner tenant that is collected from. Never holds a credential.
 *
 * @public
 */
export interface Connector {
  /** Identity; stays the same for good. */
  connectorId: string;
  /** Where it is set up; those of app-config are read-only here. */
  origin: 'app-config' | 'portal';
  /** Rises with every change of the settings; 0 for connectors of app-config. */
  revision: number;
  /** How it is set up. */
  settings: ConnectorSettings;
  /** How it is. */
  health: ConnectorHealth;
  /** What it signs in with. Absent when there is none yet. */
  credential?: CredentialInfo;
  /** A generated certificate that waits for being uploaded to the app registration. */
  nextCredential?: CredentialInfo;
  /** Its delegated access. Absent when nobody has consented. */
  consent?: ConsentInfo;
  /** By when an operator wants a new consent. */
  consentDeadline?: ConsentDeadline;
  /** How each group of data is read. */
  access: SourceAccess[];
  /** Datasets that are collected. */
  collectedSources: Source[];
  /** When the schedule starts the next run; ISO 8601. Absent while it cannot sign in, or is paused. */
  nextRunAt?: string;
  /** Since when nothing new is collected, because somebody paused it. Absent while it is collected. */
  paused?: PausedCollection;
  /** The latest run, whether or not it has ended. */
  lastRun?: Run;
  /** When a run last ended without a failed job; ISO 8601. */
  lastSucceededAt?: string;
}

/**
 * What connectors can be made of in this installation.
 *
 * @public
 */
export interface ConnectorOptions {
  /** What has to be registered as a Web redirect URI of the application. */
  redirectUrl: string;
  /** Names of Microsoft's clouds that are known here. */
  nationalClouds: string[];
  /** BCP 47 tags that Partner Center names products in. */
  productLanguages: string[];
  /** Files that a federated identity may read its token from. */
  federatedTokenFiles: string[];
  /** Settings to begin with. */
  defaults: Omit<ConnectorSettings, 'title' | 'partnerTenantId' | 'clientId'>;
  /** Where credentials are kept, and why they cannot be kept if so. */
  vault: { store: 'database' | 'key-vault'; ready: boolean; problem?: Problem };
  /** How long a consent link is good for, in hours. */
  consentLinkHours: number;
}

/**
 * A sign-in that was started, and how it went.
 *
 * @public
 */
export interface ConsentAttempt {
  /** Identity. */
  consentId: string;
  /** `started` until the person is back from Microsoft. */
  status: 'started' | 'given' | 'failed' | 'expired';
  /** User name that consented. */
  account?: string;
  /** Why it failed, and what to do. */
  problem?: Problem;
  /** When it ends by itself; ISO 8601. */
  expiresAt: string;
}

/**
 * A sign-in that can now be opened in a new window.
 *
 * @public
 */
export interface StartedConsent extends ConsentAttempt {
  /** Where to send the window, with a form: `POST`, field `ticket`. */
  startUrl: string;
  /** Good once, for the browser that sends it first. */
  ticket: string;
}

/**
 * A link with which somebody who has no account here can give consent.
 *
 * @public
 */
export interface ConsentLink {
  /** To be handed on; shown once. */
  url: string;
  /** ISO 8601. */
  expiresAt: string;
}

/**
 * Result of one check of a connector.
 *
 * @public
 */
export interface Check {
  /** Which check. */
  checkId: string;
  /** What is verified, in a few words. */
  title: string;
  /** What part of the connector it is about. */
  group: 'application' | 'consent' | 'roles' | 'data';
  /**
   * `pass`; `warn`: works, and should be looked at; `fail`: something does not
   * work; `skipped`: another failure hides it, or it does not apply;
   * `unknown`: never run.
   */
  status: 'pass' | 'warn' | 'fail' | 'skipped' | 'unknown';
  /** What was found, in one sentence. */
  finding?: string;
  /** Why it matters. */
  why: string;
  /** Cause and remedy, of a check that did not pass. */
  problem?: Problem;
  /** Exact texts to copy: ids, addresses, commands. */
  values?: Array<{
    /** What it is. */
    label: string;
    /** What to copy. */
    value: string;
  }>;
  /** Pages to open or to send to somebody. */
  links?: Array<{
    /** What it is. */
    label: string;
    /** Where it is. */
    url: string;
  }>;
  /** ISO 8601. */
  checkedAt?: string;
}
