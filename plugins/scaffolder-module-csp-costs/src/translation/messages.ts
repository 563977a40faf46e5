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

/** All texts of the fields, in English. */
export const messages = {
  tryAgain: 'Try again',
  copied: 'Copied',
  required: 'Required',
  forbidden:
    'You need the permission {{permission}} for this. Whoever runs this portal can give it to you.',
  tenantFirst: 'Choose the partner tenant first.',
  connectorFirst: 'Choose the connector first.',
  signInFirst: 'Sign in to the partner tenant first.',

  'tenant.title': 'Partner tenant',
  'tenant.description':
    'The tenant id, or a domain of the tenant such as contoso.onmicrosoft.com.',
  'tenant.looking': 'Looking for the tenant…',
  'tenant.found': 'This is the tenant {{tenantId}}.',
  'tenant.foundIn': 'This is the tenant {{tenantId}} in the cloud {{cloud}}.',
  'tenant.collected_one': 'A connector collects from it already:',
  'tenant.collected_other': '{{count}} connectors collect from it already:',
  'tenant.newTab': '{{title}} (opens in a new tab)',
  'tenant.malformed': 'Enter a tenant id, or a domain with a dot in it.',
  'tenant.unknown': 'No tenant has this id or domain',
  'tenant.unknownText':
    'Check the spelling, or copy the tenant id from the overview page of the Microsoft Entra admin center.',
  'tenant.failed': 'The tenant could not be looked up',
  'tenant.choose': 'Choose a partner tenant that exists.',

  'connector.title': 'Connector',
  'connector.description': 'Each connector collects from one partner tenant.',
  'connector.looking': 'Loading connectors…',
  'connector.choose': 'Choose a connector',
  'connector.find': 'Find by title or tenant id',
  'connector.choice': '{{state}} · {{tenantId}}',
  'connector.paused': '{{state}}, paused',
  'connector.state.connected': 'Connected',
  'connector.state.expiring': 'Expiring',
  'connector.state.needs-consent': 'Needs consent',
  'connector.state.disconnected': 'Disconnected',
  'connector.origin.portal': 'Set up in the portal',
  'connector.origin.app-config': 'Set up in app-config',
  'connector.collectsFrom': 'It collects from the tenant {{tenantId}}.',
  'connector.none': 'There is no connector',
  'connector.noneText':
    'A connector is made when a partner tenant is onboarded.',
  'connector.unknown': 'There is no connector {{connectorId}}',
  'connector.unknownText':
    'It may have been deleted. Choose another connector.',
  'connector.notOf.portal': '{{title}} is set up in app-config',
  'connector.notOf.app-config': '{{title}} is set up in the portal',
  'connector.notOfText':
    'This template cannot be used for it. Choose another connector.',
  'connector.failed': 'The connectors could not be loaded',

  'signIn.title': 'Sign-in with Microsoft',
  'signIn.description':
    'Sign in with an account of the partner tenant that may register applications, grant admin consent and assign roles on the billing account. Your access is kept sealed for an hour at most.',
  'signIn.withMicrosoft': 'Sign in with Microsoft',
  'signIn.withCode': 'Sign in with a code',
  'signIn.scopes': 'Access that is asked for',
  'signIn.yourCode': 'Your code',
  'signIn.copyCode': 'Copy code',
  'signIn.openPage': "Open Microsoft's page",
  'signIn.codeText':
    "Enter this code on Microsoft's page, which opens in a new tab, and sign in there. Then come back.",
  'signIn.waiting': 'Waiting for the sign-in. The code is good until {{time}}.',
  'signIn.cancel': 'Cancel',
  'signIn.signedIn': 'Signed in as {{account}}',
  'signIn.signedInUnknown': 'Signed in',
  'signIn.goodUntil': 'Good until {{time}}.',
  'signIn.somebodyElse': 'Sign in as somebody else',
  'signIn.ended': 'The sign-in has ended',
  'signIn.endedText': 'Sign in again to go on.',
  'signIn.failed': 'The sign-in failed',
  'signIn.failedText': 'Sign in again.',
  'signIn.tenantNotLookedUp': "The connector's tenant could not be looked up",
  'signIn.notStarted': 'The sign-in could not be started',
  'signIn.notLookedUp': 'The sign-in could not be looked up',
  'signIn.looking': 'Looking at the sign-in…',
  'signIn.sign': 'Sign in with Microsoft.',
  'signIn.again': 'The sign-in has ended. Sign in again.',
  'signIn.otherTenant':
    'The sign-in is for another tenant. Sign in to the partner tenant that is chosen.',

  'preflight.title': 'Before anything is created',
  'preflight.description':
    'What this will create, what is there already, and what you may not do. Nothing is written.',
  'preflight.nameFirst': 'Enter the name of the app registration first.',
  'preflight.looking': 'Looking at the tenant…',
  'preflight.failed': 'The tenant could not be looked at',
  'preflight.again': 'Look again',
  'preflight.findings': 'Steps',
  'preflight.clear': 'Nothing stands in the way.',
  'preflight.handOn_one':
    'One step is for somebody else. It can be handed on, or you sign in as somebody who may do it.',
  'preflight.handOn_other':
    '{{count}} steps are for somebody else. They can be handed on, or you sign in as somebody who may do them.',
  'preflight.unknown': 'Some things show only when it runs.',
  'preflight.empty': 'There is nothing to do.',
  'preflight.whoCan': 'Who can: {{whoCan}}',
  'preflight.step.application': 'App registration',
  'preflight.step.consent': 'Consent',
  'preflight.step.credential': 'Credential',
  'preflight.step.billing-role': 'Billing role',
  'preflight.step.connector': 'Connector',
  'preflight.outcome.will-create': 'Will be created',
  'preflight.outcome.exists': 'There already',
  'preflight.outcome.not-allowed': 'You may not',
  'preflight.outcome.unknown': 'Not known',

  'customers.title': 'Customers',
  'customers.description':
    'Whose costs are collected and shown: all customers, or those that you choose by name, domain or tenant id. Tenant ids can be pasted.',
  'customers.search': 'Add a customer',
  'customers.searching': 'Searching…',
  'customers.none': 'No customer is called that.',
  'customers.failed': 'The customers could not be searched',
  'customers.all': 'All customers are collected, also those to come.',
  'customers.chosen_one': 'Only this customer is collected:',
  'customers.chosen_other': 'Only these {{count}} customers are collected:',
  'customers.list': 'Chosen customers',
  'customers.clear': 'Collect all customers',
  'customers.malformed': '{{value}} is not a tenant id.',

  'currencies.title': 'Billing currencies',
  'currencies.description':
    'The currencies that Microsoft bills in. Without a choice, those of the invoices.',
  'currencies.find': 'Find a currency',
  'currencies.automatic': 'Those of the invoices',
  'currencies.malformed': '{{value}} is not an ISO 4217 code.',

  'language.title': 'Language of product names',
  'language.description': 'Which language Microsoft names products in.',
  'language.find': 'Find a language',
  'language.automatic': 'Choose a language',
  'language.failed': 'The languages could not be loaded',
  'language.looking': 'Loading languages…',
} as const;
