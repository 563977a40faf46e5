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

import { http, rows, signIn } from './ErrorRow';

/** How the sign-in of a person, and acting for that person later, fails. */
export const PERSON_ERRORS = rows(
  {
    code: 'CONSENT_MISSING',
    signs: [signIn(65001, 'consent_required', 'consent_missing')],
    cause: 'Nobody has consented to what the connector asks for.',
    remedy:
      'Sign in with Microsoft once more and accept the permissions. In a customer tenant, pre-consent to the application instead.',
    retry: 'after the remedy',
    onboarding: 'waiting',
  },
  {
    code: 'CONSENT_INCOMPLETE',
    signs: [],
    cause: 'What is switched on needs permissions that were not consented.',
    remedy: 'Update the consent: sign in with Microsoft once more.',
    retry: 'after the remedy',
  },
  {
    code: 'CONSENT_DEADLINE',
    signs: [],
    cause: 'A new consent is wanted by a date.',
    remedy: 'Sign in with Microsoft again, before that date.',
    retry: 'after the remedy',
  },
  {
    code: 'CONSENT_DECLINED',
    signs: [signIn(65004, 'access_denied')],
    cause: 'The permissions were declined, or the account may not accept them.',
    remedy:
      'Sign in again and accept. If no "Accept" was offered, the tenant does not let people consent: send the link for admin approval to a Global Administrator or Cloud Application Administrator, and sign in again after the approval.',
    retry: 'after the remedy',
  },
  {
    code: 'ADMIN_APPROVAL_NEEDED',
    signs: [signIn(90094)],
    cause:
      'An administrator of the tenant has to approve the permissions first.',
    remedy:
      'Send the link for admin approval to a Global Administrator or Cloud Application Administrator, and sign in again after the approval.',
    retry: 'after the remedy',
  },
  {
    code: 'ADMIN_APPROVAL_PENDING',
    signs: [signIn(90095)],
    cause: 'An administrator was asked for approval and has not answered yet.',
    remedy:
      'Have it approved in the Entra admin center (Enterprise applications, Admin consent requests), and sign in again afterwards.',
    retry: 'after the remedy',
  },
  {
    code: 'WRONG_ACCOUNT',
    signs: [signIn(50020, 51004, 50034, 16000, 90072, 'other_tenant')],
    cause: 'The account does not belong to the partner tenant.',
    remedy:
      'Sign in with a work account that is a member of the partner tenant. Open a private browser window first, so that a personal Microsoft account or another tenant is not picked by itself.',
    retry: 'after the remedy',
  },
  {
    code: 'ACCOUNT_NOT_ASSIGNED',
    signs: [signIn(50105)],
    cause: 'The account is not assigned to the application.',
    remedy:
      'In the Entra admin center, under Enterprise applications, open the application and assign the account (Users and groups), or set "Assignment required" to No.',
    retry: 'after the remedy',
  },
  {
    code: 'ACCOUNT_DISABLED',
    signs: [signIn(50057)],
    cause: 'The account is disabled.',
    remedy: 'Enable the account, or sign in again with another one.',
    retry: 'after the remedy',
  },
  {
    code: 'ACCOUNT_LOCKED',
    signs: [signIn(50053)],
    cause:
      'The account is locked after too many tries, or its address is blocked.',
    remedy:
      'Wait until the lock ends or unblock the account, then sign in again. If it comes back, look into the sign-in log for who tries.',
    retry: 'after the remedy',
  },
  {
    code: 'PASSWORD_EXPIRED',
    signs: [signIn(50055, 50144, 'user_password_expired')],
    cause: 'The password of the account has expired.',
    remedy: 'Change the password of the account, then sign in again.',
    retry: 'after the remedy',
  },
  {
    code: 'MFA_MISSING',
    signs: [
      signIn(50076, 50074, 50078, 'basic_action', 'additional_action'),
      http(401, '900421', '10001'),
    ],
    cause: 'Microsoft wants a sign-in with multifactor authentication.',
    remedy:
      'Turn multifactor authentication on for the account (Conditional Access or security defaults, for every sign-in), then sign in again and complete it. A consent that was given without it stays without it.',
    retry: 'after the remedy',
  },
  {
    code: 'MFA_NOT_SET_UP',
    signs: [signIn(50079, 50072)],
    cause: 'The account has not set up multifactor authentication yet.',
    remedy:
      'Sign in as that account at https://aka.ms/mfasetup, register a method, then sign in with Microsoft again here.',
    retry: 'after the remedy',
  },
  {
    code: 'MFA_EXTERNAL_FAILED',
    signs: [signIn(50158)],
    cause:
      'Multifactor authentication by another company was wanted and not satisfied.',
    remedy:
      'Sign in again and complete it. The other service must pass the claim on that multifactor authentication was used.',
    retry: 'after the remedy',
  },
  {
    code: 'DEVICE_REFUSED',
    signs: [signIn(53000, 53001, 530003)],
    cause: 'A policy wants a managed device, and this one is not.',
    remedy:
      'Sign in from a managed device, or have the account taken out of the device policy (Conditional Access).',
    retry: 'after the remedy',
  },
  {
    code: 'CONDITIONAL_ACCESS_BLOCKED',
    signs: [signIn(53003, 'message_only')],
    cause: 'A Conditional Access policy of the tenant blocks the sign-in.',
    remedy:
      'Have an administrator look into the sign-in log (tab Conditional Access) which policy it is. Often the address of this server is missing in the allowed locations.',
    retry: 'after the remedy',
  },
  {
    code: 'ACCOUNT_AT_RISK',
    signs: [signIn(530034)],
    cause: 'Microsoft blocks the account for suspicious activity.',
    remedy:
      'Have an administrator of the partner tenant clear the risk of the user (Entra ID Protection, Risky users), then sign in again.',
    retry: 'after the remedy',
  },
  {
    code: 'SECURITY_DEFAULTS_BLOCKED',
    signs: [signIn(530035)],
    cause: 'The security defaults of the tenant block this way of signing in.',
    remedy:
      'Sign in with Microsoft in the browser, with multifactor authentication.',
    retry: 'after the remedy',
  },
  {
    code: 'CROSS_TENANT_BLOCKED',
    signs: [signIn(500212, 500213)],
    cause: 'A policy for access between tenants blocks the sign-in.',
    remedy:
      "Sign in with a member of the partner tenant, or have both tenants' administrators allow it (External Identities, Cross-tenant access settings).",
    retry: 'after the remedy',
  },
  {
    code: 'PRECONSENT_MISSING',
    signs: [signIn(90099)],
    cause:
      'The application was not authorized in a customer tenant for delegated administration.',
    remedy:
      "Check that the partner tenant id is the partner's own. For a customer tenant, pre-consent with Partner Center (customers/{id}/applicationconsents).",
    retry: 'after the remedy',
  },
  {
    code: 'REFRESH_TOKEN_EXPIRED',
    signs: [signIn(700082, 70008, 'bad_token')],
    cause: 'The delegated access was not used for 90 days, and has ended.',
    remedy:
      'Sign in with Microsoft again. While the connector is switched on, the access is renewed every week.',
    retry: 'after the remedy',
  },
  {
    code: 'REFRESH_TOKEN_ENDING',
    signs: [],
    cause:
      'The delegated access was not renewed for weeks, and ends when that stays so.',
    remedy:
      'Check that this server reaches Microsoft, or sign in with Microsoft again.',
    retry: 'after the remedy',
  },
  {
    code: 'REFRESH_TOKEN_REVOKED',
    signs: [signIn(50173, 50132, 50133)],
    cause:
      'The delegated access was revoked: an administrator reset the password or ended the sessions of the account.',
    remedy: 'Sign in with Microsoft again.',
    retry: 'after the remedy',
  },
  {
    code: 'REFRESH_TOKEN_UNREADABLE',
    signs: [signIn(70000, 9002313)],
    cause: 'Microsoft does not recognise the refresh token.',
    remedy:
      'Import the whole refresh token, and one that was made for the client id of this connector; or sign in with Microsoft.',
    retry: 'after the remedy',
  },
  {
    code: 'SIGN_IN_FREQUENCY',
    signs: [signIn(70043)],
    cause:
      'A Conditional Access policy ends sign-ins after a time (sign-in frequency).',
    remedy:
      'Have the account taken out of the sign-in frequency policy, then sign in with Microsoft again.',
    retry: 'after the remedy',
  },
  {
    code: 'SIGN_IN_CODE_USED',
    signs: [signIn(54005)],
    cause: 'The answer of this sign-in was used before, perhaps by a reload.',
    remedy: 'Start the sign-in again.',
    retry: 'after the remedy',
  },
  {
    code: 'SIGN_IN_LOST',
    signs: [
      signIn(501481, 50147, 'nonce_mismatch', 'state_mismatch'),
      signIn('account_missing', 'no_code'),
    ],
    cause: 'The sign-in was not finished in the way it was begun.',
    remedy: 'Start the sign-in again, and stay in the same browser window.',
    retry: 'after the remedy',
  },
  {
    code: 'OFFLINE_ACCESS_REFUSED',
    signs: [signIn('no_refresh_token')],
    cause:
      'Microsoft gave access for an hour only, without the right to renew it.',
    remedy:
      'Sign in again and accept "Maintain access to data you have given it access to" (offline_access).',
    retry: 'after the remedy',
  },
  {
    code: 'SIGN_IN_NEEDED',
    signs: [
      signIn(50058, 'interaction_required', 'login_required'),
      signIn('no_tokens_found', 'ui_not_allowed', 'interrupted_user'),
      signIn('invalid_grant'),
    ],
    cause: 'Microsoft wants the person to sign in again.',
    remedy: 'Sign in with Microsoft again.',
    retry: 'after the remedy',
  },
  {
    code: 'SIGN_IN_TOO_OFTEN',
    signs: [signIn(50196)],
    cause: 'Microsoft was asked for the same token too often in a row.',
    remedy:
      'Nothing at first: it is tried again by itself, later. If it stays, report it to the maintainers of this plugin.',
    retry: 'by itself',
  },
  {
    code: 'SIGN_IN_UNAVAILABLE',
    signs: [
      signIn(90033, 90006, 90012, 90024, 90055, 50033),
      signIn('temporarily_unavailable', 'server_error'),
      signIn('network_error', 'endpoints_resolution_error'),
      { kind: 'identity', transient: true },
    ],
    cause: "Microsoft's sign-in service is not available at the moment.",
    remedy: 'Nothing: it is tried again by itself.',
    retry: 'by itself',
  },
  {
    code: 'SIGN_IN_REFUSED',
    signs: [{ kind: 'identity' }],
    cause:
      'Microsoft refuses the sign-in, for a reason that is not known here.',
    remedy:
      "Read Microsoft's words, look its code up at https://login.microsoftonline.com/error, and correct the connector.",
    retry: 'after the remedy',
  },
);
