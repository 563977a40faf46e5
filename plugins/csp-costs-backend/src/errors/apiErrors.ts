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

import { http, rows } from './ErrorRow';

/** Pairs of roles of the person who consents: which work, and which does not. */
export const ROLE_PAIRS =
  'Billing admin with Sales agent works, and Global admin with Admin agent works; Global admin with Sales agent does not, though it looks like more.';

/** How Microsoft's APIs refuse what a token was got for. */
export const API_ERRORS = rows(
  {
    code: 'TOKEN_REFUSED',
    signs: [http(401, '400', '800001'), http(401)],
    cause: "Microsoft does not accept the connector's token.",
    remedy:
      'For Partner Center, register the application there (Account settings, App management, Web app). For a person, sign in with Microsoft again.',
    retry: 'after the remedy',
  },
  {
    code: 'APPLICATION_UNREGISTERED',
    signs: [],
    cause: 'The application is not registered in Partner Center.',
    remedy:
      'Sign in to Partner Center as a Global admin, open Account settings, App management, Web app, choose "Register existing app" and enter the client id. It may take some minutes.',
    retry: 'after the remedy',
  },
  {
    code: 'TOKEN_INVALID',
    signs: [
      http(
        401,
        'InvalidAuthenticationToken',
        'InvalidAuthenticationTokenTenant',
        'ExpiredAuthenticationToken',
        'AuthenticationFailed',
        'AuthenticationFailedMissingToken',
      ),
    ],
    cause:
      'Microsoft finds the token of the connector invalid, also a new one.',
    remedy:
      'Check the national cloud and the tenant id of the connector, and the clock of this server. If it stays, give the request id to Microsoft support.',
    retry: 'after the remedy',
  },
  {
    code: 'ROLE_MISSING',
    signs: [http(403, '900150', '2032')],
    cause: 'The roles of the account do not give the right to read this.',
    remedy: `Give the account one of the pairs of roles that work: ${ROLE_PAIRS} A change takes up to an hour in Partner Center.`,
    retry: 'after the remedy',
  },
  {
    code: 'PRICING_ROLE_MISSING',
    signs: [http(403, '800043')],
    cause: 'The account may not read prices.',
    remedy:
      'Give the account the role Admin agent or Sales agent in Partner Center. A change takes up to an hour.',
    retry: 'after the remedy',
  },
  {
    code: 'PERMISSION_MISSING',
    signs: [http(403, 'Authorization_RequestDenied'), http(403)],
    cause: 'The application may not read this.',
    remedy:
      'Grant it PartnerBilling.Read.All of Microsoft Graph (application permission, with admin consent) and register it in Partner Center (Account settings, App management).',
    retry: 'after the remedy',
  },
  {
    code: 'AZURE_ROLE_MISSING',
    signs: [
      http(403, 'AuthorizationFailed', 'BillingAccessDenied'),
      http(403, 'RBACAccessDenied'),
      http(401, 'AuthorizationFailed', 'BillingAccessDenied'),
      http(401, 'RBACAccessDenied'),
    ],
    cause: 'The application may not read the billing account.',
    remedy:
      'In the Azure portal, under Cost Management + Billing, open the billing account of the partner agreement, then Access control (IAM), and add the application as Billing account reader.',
    retry: 'after the remedy',
  },
  {
    code: 'NOT_OUR_CUSTOMER',
    signs: [http(403, '20002')],
    cause: 'The partner has no commerce relationship with this customer.',
    remedy:
      'Nothing, when the customer has left: it is left out and reported. Otherwise check the reseller relationship in Partner Center.',
    retry: 'with the next run',
  },
  {
    code: 'PARTNER_PROGRAM_INACTIVE',
    signs: [http(403, '900149')],
    cause: 'The partner is not active in the program that this belongs to.',
    remedy:
      'Check the program status in Partner Center (Account settings, Programs). Only direct-bill partners and indirect providers have access to this API. Ask Microsoft partner support otherwise.',
    retry: 'after the remedy',
  },
  {
    code: 'AGREEMENT_NOT_ACCEPTED',
    signs: [http(403, '900124')],
    cause: 'The Microsoft Partner Agreement has not been accepted.',
    remedy:
      'Have a Global admin of the partner sign in to Partner Center and accept the Microsoft Partner Agreement.',
    retry: 'after the remedy',
  },
  {
    code: 'LIST_ENDED',
    signs: [http(400, '2000')],
    cause: 'Partner Center was asked for more of a list than there is.',
    remedy: 'Nothing: this is how it says that the list has ended.',
    retry: 'with the next run',
  },
  {
    code: 'SUBSCRIPTION_ID_WRONG',
    signs: [http(400, '2012')],
    cause:
      'Partner Center could not turn the id of a subscription into its commerce id.',
    remedy:
      'Report it to the maintainers of this plugin: the commerce id has to be used.',
    retry: 'after the remedy',
  },
  {
    code: 'REQUEST_WRONG',
    signs: [http(400, '3000', '800002', 'BadRequest', 'InvalidRequest')],
    cause: "Microsoft finds the connector's request wrong.",
    remedy:
      'Report it to the maintainers of this plugin, with the code and the request id.',
    retry: 'after the remedy',
  },
  {
    code: 'NOT_SUPPORTED_HERE',
    signs: [
      http(400, '900127', '900141'),
      http(400, 'SubscriptionTypeNotSupported', 'DisallowedOperation'),
    ],
    cause: 'Microsoft does not offer this in this environment.',
    remedy:
      'Switch the source off for this connector: sandbox accounts and national clouds do not have all of them.',
    retry: 'after the remedy',
  },
  {
    code: 'SUBSCRIPTION_NOT_FOUND',
    signs: [http(404, '20003', 'SubscriptionNotFound')],
    cause: 'Microsoft does not find the subscription.',
    remedy:
      'Nothing at first: a new subscription may take 48 hours. It is asked for again with the next run.',
    retry: 'with the next run',
  },
  {
    code: 'CUSTOMER_NOT_FOUND',
    signs: [http(404, '60003')],
    cause: 'Partner Center does not find the tenant of the customer.',
    remedy:
      'Check the tenant id of the customer. Customers with delegated administration only, who buy nothing, are not found here.',
    retry: 'with the next run',
  },
  {
    code: 'NOT_FOUND',
    signs: [http(404, '1000'), http(404)],
    cause: 'Microsoft does not find what was asked for.',
    remedy:
      'Nothing at first: it is asked for again with the next run. If it stays, check the ids and the national cloud of the connector.',
    retry: 'with the next run',
  },
  {
    code: 'THROTTLED',
    signs: [http(429)],
    cause: 'Microsoft limits how much is asked, and the limit is reached.',
    remedy: 'Nothing: it is tried again by itself, later.',
    retry: 'by itself',
  },
  {
    code: 'RATE_BUDGET_USED_UP',
    signs: [{ kind: 'budget' }],
    cause:
      'So much has been asked of Microsoft already, or Microsoft wants such a pause, that the request was put off.',
    remedy:
      'Nothing: it is tried again by itself, later. If it stays so, look at `cspCosts.rateLimits` and at what else asks Microsoft in the name of the same tenant.',
    retry: 'by itself',
  },
  {
    code: 'MICROSOFT_UNAVAILABLE',
    signs: [
      {
        kind: 'http',
        statuses: [408, 500, 502, 503, 504],
        codes: ['800003'],
      },
      { kind: 'http', transient: true },
    ],
    cause: "Microsoft's service has a problem.",
    remedy: 'Nothing: it is tried again by itself.',
    retry: 'by itself',
  },
  {
    code: 'MICROSOFT_REFUSED',
    signs: [{ kind: 'http' }],
    cause:
      'Microsoft refuses the request, for a reason that is not known here.',
    remedy: "Look up Microsoft's words; give the request id to their support.",
    retry: 'after the remedy',
  },
);
