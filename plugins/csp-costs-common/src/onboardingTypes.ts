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

import type { CredentialInfo, CredentialKind } from './connectorTypes';
import type { Problem } from './types';

/**
 * A person's sign-in with Microsoft, with which a partner tenant is onboarded.
 *
 * The tokens of it stay in the backend's vault, sealed, for at most the hour
 * that they are good for; the id is of use only to the Backstage user who
 * began the sign-in.
 *
 * @public
 */
export interface OperatorSignIn {
  /** Identity; no secret. */
  signInId: string;
  /** `started` until the person has signed in. */
  status: 'started' | 'given' | 'failed' | 'expired';
  /** How the person signs in: with a code on Microsoft's page, or with Backstage's own Microsoft provider. */
  method: 'device-code' | 'microsoft-provider';
  /** Which of Microsoft's clouds. */
  nationalCloud: string;
  /** Tenant id of the partner that is signed in to. */
  partnerTenantId: string;
  /** User name that signed in. */
  account?: string;
  /** What to enter where, while a sign-in by device code is `started`. */
  deviceCode?: {
    /** What the person enters. */
    userCode: string;
    /** Where. */
    verificationUrl: string;
  };
  /** Why it failed, and what to do. */
  problem?: Problem;
  /** When the code, or what it gave, ends; ISO 8601. */
  expiresAt: string;
}

/**
 * Access tokens of a person, as Backstage's Microsoft provider gives them in
 * the browser. They go in and never come out.
 *
 * @public
 */
export interface OperatorTokens {
  /** For Microsoft Graph. */
  graph: string;
  /** For Azure Resource Manager. */
  arm: string;
}

/**
 * What onboarding needs to know before anybody signs in.
 *
 * @public
 */
export interface OnboardingOptions {
  /** Names of Microsoft's clouds that are known here. */
  nationalClouds: string[];
  /** The one to begin with. */
  defaultNationalCloud: string;
  /** Scopes that Backstage's Microsoft provider is asked for, by cloud. */
  scopes: Record<string, { graph: string[]; arm: string[] }>;
  /** Files that a federated identity may read its token from. */
  federatedTokenFiles: string[];
  /** BCP 47 tags that Partner Center names products in. */
  productLanguages: string[];
}

/**
 * A tenant that exists.
 *
 * @public
 */
export interface ResolvedTenant {
  /** Tenant id. */
  partnerTenantId: string;
  /** Which of Microsoft's clouds it is in: all that are known here are asked, the default one first. */
  nationalCloud: string;
  /** What was asked for, if it was a domain. */
  domain?: string;
  /** Connectors that collect from it already. */
  connectors: Array<{
    /** Which. */
    connectorId: string;
    /** What people call it. */
    title: string;
  }>;
}

/**
 * A customer of a partner tenant that is being onboarded.
 *
 * @public
 */
export interface OnboardingCustomer {
  /** Tenant id. */
  customerId: string;
  /** Company name. */
  name: string;
}

/**
 * Something in Microsoft's cloud or here that onboarding makes, or finds.
 *
 * @public
 */
export type OnboardingObject =
  | 'application'
  | 'service-principal'
  | 'resource-service-principal'
  | 'application-permission'
  | 'delegated-grant'
  | 'credential'
  | 'billing-role'
  | 'connector';

/**
 * What was done to one object. The `would-…` are those of a dry run.
 *
 * @public
 */
export interface OnboardingEffect {
  /** What it is. */
  object: OnboardingObject;
  /** What happened, or would. */
  outcome:
    | 'created'
    | 'changed'
    | 'found'
    | 'removed'
    | 'absent'
    | 'would-create'
    | 'would-change'
    | 'would-remove';
  /** One sentence for people, with names and ids; nothing secret. */
  text: string;
}

/**
 * How a step of onboarding went. Every step may be asked for again at any
 * time: it goes on from what is there.
 *
 * - `done`: everything is as it should be
 * - `waiting`: Microsoft has not caught up with what was just made; ask again
 * - `handed-on`: the person may not do it; somebody else can, with the link
 * - `refused`: it cannot be done before the remedy
 *
 * @public
 */
export interface OnboardingStep {
  /** See above. */
  state: 'done' | 'waiting' | 'handed-on' | 'refused';
  /** What was done until here, in order. */
  effects: OnboardingEffect[];
  /** Why, unless `done`. */
  problem?: Problem;
  /** Where somebody who may do it does it; of `handed-on`. */
  handOnUrl?: string;
}

/**
 * What all steps are told.
 *
 * @public
 */
export interface OnboardingStepInput {
  /** Whose access is used. */
  signInId: string;
  /** What the objects that are made are noted under, so that they can be taken back; such as the id of a task. */
  runId: string;
  /** Whether nothing is to be written anywhere. */
  dryRun?: boolean;
}

/**
 * The step that finds or creates the app registration with its service
 * principal.
 *
 * @public
 */
export interface OnboardApplicationInput extends OnboardingStepInput {
  /** Name of the app registration. One of this name that was made here is found again. */
  displayName: string;
}

/**
 * What the step found or created.
 *
 * @public
 */
export interface OnboardedApplication extends OnboardingStep {
  /** Absent unless it exists. */
  application?: {
    /** Object id of the app registration. */
    applicationObjectId: string;
    /** Application (client) id. */
    clientId: string;
    /** Object id of the service principal. Absent until it exists. */
    servicePrincipalId?: string;
    /** Name. */
    displayName: string;
  };
}

/**
 * The step that grants the application what it needs.
 *
 * @public
 */
export interface OnboardConsentInput extends OnboardingStepInput {
  /** Application (client) id. */
  clientId: string;
}

/**
 * The step that gives a connector's application something to sign in with.
 *
 * @public
 */
export interface OnboardCredentialInput extends OnboardingStepInput {
  /** Whose application. */
  connectorId: string;
  /** What to try first; default a certificate. What the tenant's policy forbids is followed by the next best. */
  kind?: CredentialKind;
  /** Of a federated identity: one of {@link OnboardingOptions.federatedTokenFiles}. */
  tokenFile?: string;
  /** How long a client secret is good for; default 180, at most 730. */
  secretDays?: number;
}

/**
 * What the application signs in with now.
 *
 * @public
 */
export interface OnboardedCredential extends OnboardingStep {
  /** Absent unless `done`. */
  credential?: CredentialInfo;
}

/**
 * The step that lets the application read the billing account.
 *
 * @public
 */
export interface OnboardBillingRoleInput extends OnboardingStepInput {
  /** Whose application. */
  connectorId: string;
  /** Name or id of the billing account. Absent means the one of the partner agreement. */
  billingAccountId?: string;
}

/**
 * What the application may read now.
 *
 * @public
 */
export interface OnboardedBillingRole extends OnboardingStep {
  /** Absent unless it was found. */
  billingAccount?: {
    /** Name, as in addresses. */
    billingAccountId: string;
    /** For people. */
    displayName: string;
    /** Such as `MicrosoftPartnerAgreement`. */
    agreementType: string;
  };
}

/**
 * The step that sets the connector up. It takes no sign-in.
 *
 * @public
 */
export interface OnboardConnectorInput {
  /** See {@link OnboardingStepInput}. */
  runId: string;
  /** See {@link OnboardingStepInput}. */
  dryRun?: boolean;
  /** Which id it gets, if it does not exist. */
  connectorId?: string;
  /** What people call it. */
  title: string;
  /** Tenant id of the partner. */
  partnerTenantId: string;
  /** Application (client) id. */
  clientId: string;
  /** One of {@link OnboardingOptions.nationalClouds}; absent means the default. */
  nationalCloud?: string;
  /** Tenant ids of the customers whose costs are shown; absent or empty means all. */
  customerIds?: string[];
  /** ISO 4217; absent means those of the invoices. */
  billingCurrencies?: string[];
  /** BCP 47 tag of the language that Microsoft names products in. */
  productLanguage?: string;
  /** Entity refs of the people and groups that are notified; absent means who onboards. */
  ownerEntityRefs?: string[];
}

/**
 * The connector that there is now.
 *
 * @public
 */
export interface OnboardedConnector extends OnboardingStep {
  /** Absent in a dry run that would create one under an id that is made then. */
  connectorId?: string;
}

/**
 * What is looked at before anything is made.
 *
 * @public
 */
export interface PreflightInput {
  /** Whose access is used. */
  signInId: string;
  /** Name of the app registration. */
  displayName: string;
  /** What the application is to sign in with. */
  credentialKind?: CredentialKind;
  /** Name or id of the billing account. */
  billingAccountId?: string;
}

/**
 * What onboarding will meet at one of its steps.
 *
 * @public
 */
export interface PreflightFinding {
  /** Which step. */
  step: 'application' | 'consent' | 'credential' | 'billing-role' | 'connector';
  /** `will-create`; `exists`; `not-allowed`: the person lacks a role; `unknown`: the person may not look. */
  outcome: 'will-create' | 'exists' | 'not-allowed' | 'unknown';
  /** One sentence for people. */
  text: string;
  /** Who can do it, of `not-allowed`. */
  whoCan?: string;
}

/**
 * What is taken away when a partner tenant is offboarded.
 *
 * @public
 */
export type OffboardingPart =
  | 'billing-role'
  | 'consent'
  | 'credential'
  | 'application'
  | 'connector';

/**
 * One step of offboarding. What is collected stays.
 *
 * @public
 */
export interface OffboardInput {
  /** Whose access is used. Not needed for the connector itself. */
  signInId?: string;
  /** The run that goes on with the sign-in, such as the id of a task. */
  runId?: string;
  /** What is taken away. */
  part: OffboardingPart;
  /** Whose. */
  connectorId: string;
  /** Whether nothing is to be written anywhere. */
  dryRun?: boolean;
}

/**
 * Takes back what a run has made, and only that.
 *
 * @public
 */
export interface RollBackInput {
  /** Whose access is used. */
  signInId: string;
  /** Which run. */
  runId: string;
}
