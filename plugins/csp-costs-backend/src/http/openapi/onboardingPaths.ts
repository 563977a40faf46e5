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
  guid,
  guidInPath,
  listOf,
  moment,
  problem,
  requestBody,
} from './schemas';

const text = { type: 'string', maxLength: 2000 } as const;
/** Of an app registration; not only blanks. */
const displayName = {
  type: 'string',
  minLength: 1,
  maxLength: 120,
  pattern: '\\S',
} as const;
const texts = { type: 'array', items: { type: 'string' } } as const;
/** Names an object of somebody else's, such as a task or a billing account. */
const name = { type: 'string', minLength: 1, maxLength: 200 } as const;
/** Longer than any access token, shorter than what hurts. */
const token = { type: 'string', minLength: 1, maxLength: 20_000 } as const;
const connectorId = { type: 'string', minLength: 1, maxLength: 63 } as const;
const credentialKind = {
  type: 'string',
  enum: ['client-secret', 'certificate', 'federated'],
} as const;

const signIn = {
  type: 'object',
  required: [
    'signInId',
    'status',
    'method',
    'nationalCloud',
    'partnerTenantId',
    'expiresAt',
  ],
  additionalProperties: false,
  properties: {
    signInId: guid,
    status: { type: 'string', enum: ['started', 'given', 'failed', 'expired'] },
    method: { type: 'string', enum: ['device-code', 'microsoft-provider'] },
    nationalCloud: { type: 'string' },
    partnerTenantId: guid,
    account: { type: 'string' },
    deviceCode: {
      type: 'object',
      required: ['userCode', 'verificationUrl'],
      additionalProperties: false,
      properties: {
        userCode: { type: 'string' },
        verificationUrl: { type: 'string' },
      },
    },
    problem,
    expiresAt: moment,
  },
} as const;

const stepRequired = ['state', 'effects'] as const;

const stepProperties = {
  state: { type: 'string', enum: ['done', 'waiting', 'handed-on', 'refused'] },
  effects: {
    type: 'array',
    items: {
      type: 'object',
      required: ['object', 'outcome', 'text'],
      additionalProperties: false,
      properties: {
        object: {
          type: 'string',
          enum: [
            'application',
            'service-principal',
            'resource-service-principal',
            'application-permission',
            'delegated-grant',
            'credential',
            'billing-role',
            'connector',
          ],
        },
        outcome: {
          type: 'string',
          enum: [
            'created',
            'changed',
            'found',
            'removed',
            'absent',
            'would-create',
            'would-change',
            'would-remove',
          ],
        },
        text: { type: 'string' },
      },
    },
  },
  problem,
  handOnUrl: { type: 'string' },
} as const;

/** How a step went, and what it found. */
function step<const Found extends object>(description: string, found: Found) {
  return ok(description, {
    type: 'object',
    required: stepRequired,
    additionalProperties: false,
    properties: { ...stepProperties, ...found },
  } as const);
}

/** What a step is told beside what all of them are. */
function stepInput<
  const Required extends readonly string[],
  const Properties extends object,
>(required: Required, properties: Properties) {
  return requestBody({
    type: 'object',
    required: ['signInId', 'runId', ...required],
    additionalProperties: false,
    properties: {
      signInId: guid,
      runId: name,
      dryRun: { type: 'boolean' },
      ...properties,
    },
  } as const);
}

const signInIdParameter = guidInPath('signInId');

const signInAnswer = ok('The sign-in, without its tokens', signIn);

/** Onboarding of partner tenants with a person's own access. */
export const onboardingPaths = {
  '/onboarding/options': {
    get: {
      operationId: 'getOnboardingOptions',
      description: 'What has to be known before anybody signs in.',
      responses: ok('Options', {
        type: 'object',
        required: [
          'nationalClouds',
          'defaultNationalCloud',
          'scopes',
          'federatedTokenFiles',
          'productLanguages',
        ],
        additionalProperties: false,
        properties: {
          nationalClouds: texts,
          defaultNationalCloud: { type: 'string' },
          scopes: {
            type: 'object',
            additionalProperties: {
              type: 'object',
              required: ['graph', 'arm'],
              additionalProperties: false,
              properties: { graph: texts, arm: texts },
            },
          },
          federatedTokenFiles: texts,
          productLanguages: texts,
        },
      }),
    },
  },
  '/onboarding/tenants': {
    get: {
      operationId: 'resolveTenant',
      description: 'The tenant of an id or a domain.',
      parameters: [
        {
          name: 'tenant',
          in: 'query',
          required: true,
          // What is no domain is refused in words of ours.
          allowReserved: true,
          schema: { type: 'string', maxLength: 300 },
        },
        {
          name: 'nationalCloud',
          in: 'query',
          required: false,
          schema: { type: 'string', maxLength: 300 },
        },
      ],
      responses: ok('The tenant', {
        type: 'object',
        required: ['partnerTenantId', 'nationalCloud', 'connectors'],
        additionalProperties: false,
        properties: {
          partnerTenantId: guid,
          nationalCloud: { type: 'string' },
          domain: { type: 'string' },
          connectors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['connectorId', 'title'],
              additionalProperties: false,
              properties: {
                connectorId: { type: 'string' },
                title: { type: 'string' },
              },
            },
          },
        },
      }),
    },
  },
  '/onboarding/sign-ins': {
    post: {
      operationId: 'startSignIn',
      description:
        'Begins a sign-in of the caller, by device code unless there are tokens.',
      requestBody: requestBody({
        type: 'object',
        required: ['partnerTenantId'],
        additionalProperties: false,
        properties: {
          partnerTenantId: guid,
          nationalCloud: text,
          tokens: {
            type: 'object',
            required: ['graph', 'arm'],
            additionalProperties: false,
            properties: { graph: token, arm: token },
          },
        },
      }),
      responses: created('The sign-in, without its tokens', signIn),
    },
  },
  '/onboarding/sign-ins/{signInId}': {
    get: {
      operationId: 'getSignIn',
      description: 'A sign-in that the caller began.',
      parameters: [signInIdParameter],
      responses: signInAnswer,
    },
    delete: {
      operationId: 'endSignIn',
      description:
        'Forgets a sign-in and its tokens; of a run, when no other run uses it.',
      parameters: [
        signInIdParameter,
        {
          name: 'runId',
          in: 'query',
          required: false,
          description: 'The run that needs it no more',
          // Without it a blank sent as "+" is refused.
          allowReserved: true,
          schema: name,
        },
      ],
      responses: gone('It is forgotten'),
    },
  },
  '/onboarding/sign-ins/{signInId}/customers': {
    get: {
      operationId: 'searchOnboardingCustomers',
      description: 'Customers of the tenant that was signed in to, at most 20.',
      parameters: [
        signInIdParameter,
        {
          name: 'search',
          in: 'query',
          required: false,
          description: 'A part of the name or id, or a domain',
          allowEmptyValue: true,
          // Without it a blank sent as "+" is refused.
          allowReserved: true,
          schema: { type: 'string', maxLength: 300 },
        },
      ],
      responses: ok(
        'Customers',
        listOf({
          type: 'object',
          required: ['customerId', 'name'],
          additionalProperties: false,
          properties: {
            customerId: { type: 'string' },
            name: { type: 'string' },
          },
        }),
      ),
    },
  },
  '/onboarding/preflight': {
    post: {
      operationId: 'preflight',
      description: 'What onboarding will meet. Writes nothing.',
      requestBody: requestBody({
        type: 'object',
        required: ['signInId', 'displayName'],
        additionalProperties: false,
        properties: {
          signInId: guid,
          displayName,
          credentialKind,
          billingAccountId: name,
        },
      }),
      responses: ok(
        'One finding a step, or several',
        listOf({
          type: 'object',
          required: ['step', 'outcome', 'text'],
          additionalProperties: false,
          properties: {
            step: {
              type: 'string',
              enum: [
                'application',
                'consent',
                'credential',
                'billing-role',
                'connector',
              ],
            },
            outcome: {
              type: 'string',
              enum: ['will-create', 'exists', 'not-allowed', 'unknown'],
            },
            text: { type: 'string' },
            whoCan: { type: 'string' },
          },
        }),
      ),
    },
  },
  '/onboarding/application': {
    post: {
      operationId: 'onboardApplication',
      description:
        'Finds or creates the app registration and its service principals.',
      requestBody: stepInput(['displayName'], { displayName }),
      responses: step('How it went', {
        application: {
          type: 'object',
          required: ['applicationObjectId', 'clientId', 'displayName'],
          additionalProperties: false,
          properties: {
            applicationObjectId: { type: 'string' },
            clientId: { type: 'string' },
            servicePrincipalId: { type: 'string' },
            displayName: { type: 'string' },
          },
        },
      }),
    },
  },
  '/onboarding/consent': {
    post: {
      operationId: 'onboardConsent',
      description: 'Grants the application what it needs.',
      requestBody: stepInput(['clientId'], { clientId: guid }),
      responses: step('How it went', {}),
    },
  },
  '/onboarding/connector': {
    post: {
      operationId: 'onboardConnector',
      description: 'Sets the connector up, without a credential.',
      requestBody: requestBody({
        type: 'object',
        required: ['runId', 'title', 'partnerTenantId', 'clientId'],
        additionalProperties: false,
        properties: {
          runId: name,
          dryRun: { type: 'boolean' },
          connectorId: text,
          title: text,
          partnerTenantId: text,
          clientId: text,
          nationalCloud: text,
          customerIds: { type: 'array', maxItems: 5000, items: text },
          billingCurrencies: { type: 'array', maxItems: 50, items: text },
          productLanguage: text,
          ownerEntityRefs: { type: 'array', maxItems: 50, items: text },
        },
      }),
      responses: step('How it went', { connectorId: { type: 'string' } }),
    },
  },
  '/onboarding/credential': {
    post: {
      operationId: 'onboardCredential',
      description:
        "Gives the connector's application something to sign in with.",
      requestBody: stepInput(['connectorId'], {
        connectorId,
        kind: credentialKind,
        tokenFile: text,
        secretDays: { type: 'integer', minimum: 1, maximum: 730 },
      }),
      responses: step('How it went', {
        credential: {
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
        },
      }),
    },
  },
  '/onboarding/billing-role': {
    post: {
      operationId: 'onboardBillingRole',
      description: 'Lets the application read the billing account.',
      requestBody: stepInput(['connectorId'], {
        connectorId,
        billingAccountId: name,
      }),
      responses: step('How it went', {
        billingAccount: {
          type: 'object',
          required: ['billingAccountId', 'displayName', 'agreementType'],
          additionalProperties: false,
          properties: {
            billingAccountId: { type: 'string' },
            displayName: { type: 'string' },
            agreementType: { type: 'string' },
          },
        },
      }),
    },
  },
  '/onboarding/rollback': {
    post: {
      operationId: 'rollBackOnboarding',
      description: 'Takes back what a run has made, and only that.',
      requestBody: requestBody({
        type: 'object',
        required: ['signInId', 'runId'],
        additionalProperties: false,
        properties: { signInId: guid, runId: name },
      }),
      responses: step('How it went', {}),
    },
  },
  '/onboarding/offboarding': {
    post: {
      operationId: 'offboard',
      description:
        "Takes one part of a connector's access away. What is collected stays.",
      requestBody: requestBody({
        type: 'object',
        required: ['part', 'connectorId'],
        additionalProperties: false,
        properties: {
          signInId: guid,
          runId: name,
          part: {
            type: 'string',
            enum: [
              'billing-role',
              'consent',
              'credential',
              'application',
              'connector',
            ],
          },
          connectorId,
          dryRun: { type: 'boolean' },
        },
      }),
      responses: step('How it went', {}),
    },
  },
} as const;
