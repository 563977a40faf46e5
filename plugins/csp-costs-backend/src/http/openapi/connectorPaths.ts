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

import { created, gone, ok } from './responses';
import {
  connectorHealth,
  connectorIdParameter,
  guid,
  guidInPath,
  listOf,
  moment,
  paused,
  problem,
  requestBody,
  run,
  source,
} from './schemas';

const text = { type: 'string', maxLength: 2000 } as const;
const credentialKind = {
  type: 'string',
  enum: ['client-secret', 'certificate', 'federated'],
} as const;
/** Longer than any key or token of Microsoft's, shorter than what hurts. */
const secret = { type: 'string', minLength: 1, maxLength: 50_000 } as const;

/** Shape only: what values mean is checked with words that name the remedy. */
const settings = {
  type: 'object',
  required: [
    'title',
    'partnerTenantId',
    'clientId',
    'nationalCloud',
    'billingCurrencies',
    'sources',
    'customerScope',
    'productLanguage',
    'schedule',
    'historyMonths',
    'usageMismatchTolerance',
    'azureSpecialization',
    'ownerEntityRefs',
  ],
  additionalProperties: false,
  properties: {
    title: text,
    partnerTenantId: text,
    clientId: text,
    nationalCloud: text,
    country: text,
    billingCurrencies: { type: 'array', maxItems: 50, items: text },
    sources: {
      type: 'object',
      required: [
        'partnerCenter',
        'graphBilling',
        'costManagement',
        'priceSheet',
      ],
      additionalProperties: false,
      properties: {
        partnerCenter: { type: 'boolean' },
        graphBilling: { type: 'boolean' },
        costManagement: { type: 'boolean' },
        priceSheet: { type: 'boolean' },
      },
    },
    billingAccountId: text,
    customerScope: {
      type: 'object',
      required: ['mode', 'customerIds'],
      additionalProperties: false,
      properties: {
        mode: { type: 'string', enum: ['all', 'one', 'several'] },
        customerIds: { type: 'array', maxItems: 5000, items: text },
      },
    },
    productLanguage: text,
    schedule: {
      type: 'object',
      required: ['cron', 'timeZone'],
      additionalProperties: false,
      properties: { cron: text, timeZone: text },
    },
    historyMonths: { type: 'number' },
    legacyInvoiceCycleDay: { type: 'number' },
    resellerRelationshipUrl: text,
    delegatedAdminUrl: text,
    usageMismatchTolerance: {
      type: 'object',
      required: ['amount', 'percent'],
      additionalProperties: false,
      properties: { amount: text, percent: text },
    },
    azureSpecialization: { type: 'string', enum: ['none', 'pass', 'retain'] },
    ownerEntityRefs: { type: 'array', maxItems: 50, items: text },
  },
} as const;

const credential = {
  type: 'object',
  required: ['kind'],
  additionalProperties: false,
  properties: {
    kind: credentialKind,
    expiresAt: moment,
    thumbprint: { type: 'string' },
    certificate: { type: 'string' },
    problem,
  },
} as const;

const consent = {
  type: 'object',
  required: [
    'consentedAt',
    'consentedBy',
    'method',
    'scopes',
    'missingScopes',
    'renewedAt',
    'endsAt',
  ],
  additionalProperties: false,
  properties: {
    account: { type: 'string' },
    consentedAt: moment,
    consentedBy: { type: 'string' },
    method: { type: 'string', enum: ['popup', 'link', 'imported'] },
    scopes: { type: 'array', items: { type: 'string' } },
    missingScopes: { type: 'array', items: { type: 'string' } },
    renewedAt: moment,
    endsAt: moment,
    problem,
  },
} as const;

export const connector = {
  type: 'object',
  required: [
    'connectorId',
    'origin',
    'revision',
    'settings',
    'health',
    'access',
    'collectedSources',
  ],
  additionalProperties: false,
  properties: {
    connectorId: { type: 'string' },
    origin: { type: 'string', enum: ['app-config', 'portal'] },
    revision: { type: 'integer' },
    settings,
    health: connectorHealth,
    credential,
    nextCredential: credential,
    consent,
    consentDeadline: {
      type: 'object',
      required: ['consentBy', 'reason', 'setBy'],
      additionalProperties: false,
      properties: {
        consentBy: moment,
        reason: { type: 'string' },
        setBy: { type: 'string' },
      },
    },
    access: {
      type: 'array',
      items: {
        type: 'object',
        required: [
          'name',
          'group',
          'enabled',
          'collected',
          'signIn',
          'requires',
        ],
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          group: {
            type: 'string',
            enum: [
              'partnerCenter',
              'graphBilling',
              'costManagement',
              'priceSheet',
            ],
          },
          enabled: { type: 'boolean' },
          collected: { type: 'boolean' },
          signIn: { type: 'string', enum: ['app-only', 'delegated'] },
          requires: { type: 'string' },
        },
      },
    },
    collectedSources: { type: 'array', items: source },
    nextRunAt: moment,
    paused,
    lastRun: run,
    lastSucceededAt: moment,
  },
} as const;

const consentAttemptProperties = {
  consentId: guid,
  status: { type: 'string', enum: ['started', 'given', 'failed', 'expired'] },
  account: { type: 'string' },
  problem,
  expiresAt: moment,
} as const;

const check = {
  type: 'object',
  required: ['checkId', 'title', 'group', 'status', 'why'],
  additionalProperties: false,
  properties: {
    checkId: { type: 'string' },
    title: { type: 'string' },
    group: {
      type: 'string',
      enum: ['application', 'consent', 'roles', 'data'],
    },
    status: {
      type: 'string',
      enum: ['pass', 'warn', 'fail', 'skipped', 'unknown'],
    },
    finding: { type: 'string' },
    why: { type: 'string' },
    problem,
    values: {
      type: 'array',
      items: {
        type: 'object',
        required: ['label', 'value'],
        additionalProperties: false,
        properties: { label: { type: 'string' }, value: { type: 'string' } },
      },
    },
    links: {
      type: 'array',
      items: {
        type: 'object',
        required: ['label', 'url'],
        additionalProperties: false,
        properties: { label: { type: 'string' }, url: { type: 'string' } },
      },
    },
    checkedAt: moment,
  },
} as const;

const connectorAnswer = ok('The connector', connector);

/** Connectors: settings, credentials, consents and checks. */
export const connectorPaths = {
  '/connectors': {
    get: {
      operationId: 'getConnectors',
      description: 'Connectors, without their credentials.',
      responses: ok('Connectors', listOf(connector)),
    },
    post: {
      operationId: 'createConnector',
      description: 'Creates a connector; credentials and consent come later.',
      requestBody: requestBody({
        type: 'object',
        required: ['settings'],
        additionalProperties: false,
        properties: { connectorId: text, settings },
      }),
      responses: created('The new connector', connector),
    },
  },
  '/connector-options': {
    get: {
      operationId: 'getConnectorOptions',
      description: 'What connectors can be made of in this installation.',
      responses: ok('Options', {
        type: 'object',
        required: [
          'redirectUrl',
          'nationalClouds',
          'productLanguages',
          'federatedTokenFiles',
          'defaults',
          'vault',
          'consentLinkHours',
        ],
        additionalProperties: false,
        properties: {
          redirectUrl: { type: 'string' },
          nationalClouds: { type: 'array', items: { type: 'string' } },
          productLanguages: { type: 'array', items: { type: 'string' } },
          federatedTokenFiles: { type: 'array', items: { type: 'string' } },
          defaults: {
            type: 'object',
            properties: settings.properties,
            additionalProperties: false,
          },
          vault: {
            type: 'object',
            required: ['store', 'ready'],
            additionalProperties: false,
            properties: {
              store: { type: 'string', enum: ['database', 'key-vault'] },
              ready: { type: 'boolean' },
              problem,
            },
          },
          consentLinkHours: { type: 'number' },
        },
      }),
    },
  },
  '/connectors/{connectorId}': {
    get: {
      operationId: 'getConnector',
      parameters: [connectorIdParameter],
      description: 'One connector, without its credentials.',
      responses: connectorAnswer,
    },
    put: {
      operationId: 'updateConnector',
      parameters: [connectorIdParameter],
      description: 'Replaces the settings. Credentials stay.',
      requestBody: requestBody({
        type: 'object',
        required: ['revision', 'settings'],
        additionalProperties: false,
        properties: { revision: { type: 'integer' }, settings },
      }),
      responses: connectorAnswer,
    },
    delete: {
      operationId: 'deleteConnector',
      parameters: [connectorIdParameter],
      description:
        'Deletes a connector and its credentials. Collected costs stay.',
      responses: gone(),
    },
  },
  '/connectors/{connectorId}/credential': {
    put: {
      operationId: 'setCredential',
      parameters: [connectorIdParameter],
      description:
        'Tries a credential of the application, and keeps it when it works.',
      requestBody: requestBody({
        oneOf: [
          {
            type: 'object',
            required: ['kind', 'clientSecret'],
            additionalProperties: false,
            properties: {
              kind: { type: 'string', enum: ['client-secret'] },
              clientSecret: secret,
              expiresAt: moment,
            },
          },
          {
            type: 'object',
            required: ['kind', 'certificate', 'privateKey'],
            additionalProperties: false,
            properties: {
              kind: { type: 'string', enum: ['certificate'] },
              certificate: secret,
              privateKey: secret,
            },
          },
          {
            type: 'object',
            required: ['kind', 'pfx', 'password'],
            additionalProperties: false,
            properties: {
              kind: { type: 'string', enum: ['certificate'] },
              pfx: secret,
              password: { type: 'string', maxLength: 1000 },
            },
          },
          {
            type: 'object',
            required: ['kind', 'tokenFile'],
            additionalProperties: false,
            properties: {
              kind: { type: 'string', enum: ['federated'] },
              tokenFile: text,
            },
          },
        ],
      }),
      responses: connectorAnswer,
    },
  },
  '/connectors/{connectorId}/next-certificate': {
    post: {
      operationId: 'generateCertificate',
      parameters: [connectorIdParameter],
      description: 'Makes a certificate that waits for being taken in use.',
      responses: connectorAnswer,
    },
  },
  '/connectors/{connectorId}/next-certificate/activation': {
    post: {
      operationId: 'activateCertificate',
      parameters: [connectorIdParameter],
      description:
        'Tries the waiting certificate, and takes it in use when it works.',
      responses: connectorAnswer,
    },
  },
  '/connectors/{connectorId}/refresh-token': {
    put: {
      operationId: 'importRefreshToken',
      parameters: [connectorIdParameter],
      description: 'Tries a refresh token, and keeps it when it works.',
      requestBody: requestBody({
        type: 'object',
        required: ['refreshToken'],
        additionalProperties: false,
        properties: { refreshToken: secret },
      }),
      responses: connectorAnswer,
    },
  },
  '/connectors/{connectorId}/credentials': {
    delete: {
      operationId: 'disconnect',
      parameters: [connectorIdParameter],
      description:
        'Deletes all credentials at once. Settings and collected costs stay.',
      responses: connectorAnswer,
    },
  },
  '/connectors/{connectorId}/consents': {
    post: {
      operationId: 'startConsent',
      parameters: [connectorIdParameter],
      description: "Begins a sign-in with Microsoft in the caller's browser.",
      responses: created('The sign-in', {
        type: 'object',
        required: ['consentId', 'status', 'expiresAt', 'startUrl', 'ticket'],
        additionalProperties: false,
        properties: {
          ...consentAttemptProperties,
          startUrl: { type: 'string' },
          ticket: { type: 'string' },
        },
      }),
    },
  },
  '/connectors/{connectorId}/consents/{consentId}': {
    get: {
      operationId: 'getConsent',
      parameters: [connectorIdParameter, guidInPath('consentId')],
      description: 'How a sign-in goes.',
      responses: ok('The sign-in', {
        type: 'object',
        required: ['consentId', 'status', 'expiresAt'],
        additionalProperties: false,
        properties: consentAttemptProperties,
      }),
    },
  },
  '/connectors/{connectorId}/consent-links': {
    post: {
      operationId: 'createConsentLink',
      parameters: [connectorIdParameter],
      description: 'Makes a link for somebody else to sign in with.',
      responses: created('The link, which is shown once', {
        type: 'object',
        required: ['url', 'expiresAt'],
        additionalProperties: false,
        properties: { url: { type: 'string' }, expiresAt: moment },
      }),
    },
  },
  '/connectors/{connectorId}/consent-deadline': {
    put: {
      operationId: 'setConsentDeadline',
      parameters: [connectorIdParameter],
      description: 'Sets the day by which a new consent is wanted.',
      requestBody: requestBody({
        type: 'object',
        required: ['consentBy', 'reason'],
        additionalProperties: false,
        properties: {
          consentBy: moment,
          reason: { type: 'string', minLength: 1, maxLength: 500 },
        },
      }),
      responses: connectorAnswer,
    },
    delete: {
      operationId: 'clearConsentDeadline',
      parameters: [connectorIdParameter],
      description: 'Takes the day by which a new consent is wanted away.',
      responses: connectorAnswer,
    },
  },
  '/connectors/{connectorId}/checks': {
    get: {
      operationId: 'getChecks',
      parameters: [connectorIdParameter],
      description: 'Every check of a connector, with its latest result.',
      responses: ok('Checks', listOf(check)),
    },
    post: {
      operationId: 'runChecks',
      parameters: [connectorIdParameter],
      description: 'Runs checks, all of them unless some are named.',
      requestBody: requestBody({
        type: 'object',
        additionalProperties: false,
        properties: {
          checkIds: { type: 'array', maxItems: 100, items: text },
        },
      }),
      responses: ok('Every check, with its latest result', listOf(check)),
    },
  },
} as const;
