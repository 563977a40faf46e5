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

/** How onboarding a partner tenant with a person's own access fails. */
export const ONBOARDING_ERRORS = rows(
  {
    code: 'DIRECTORY_LAGS',
    signs: [
      http(400, 'NoBackingApplicationObject'),
      http(404, 'Request_ResourceNotFound'),
      { kind: 'http', codes: ['Directory_ObjectNotFound'] },
      {
        kind: 'http',
        statuses: [400],
        words: ['not a valid reference update'],
      },
      { kind: 'http', statuses: [403], words: ['must be in the local tenant'] },
    ],
    cause:
      "Microsoft's directory does not find something that it was told of a short while ago, or that does not exist.",
    remedy:
      'Nothing at first: it is waited for up to ten minutes, since all of the directory hears of a change only after a while. If it stays, run the template again later; it goes on from what is there.',
    retry: 'by itself',
    onboarding: 'waiting',
  },
  {
    code: 'SIGN_IN_ENDED',
    signs: [signIn('operator_sign_in_ended')],
    cause: 'The sign-in with Microsoft has ended.',
    remedy:
      'Sign in with Microsoft again and start the template once more; it goes on from what is there.',
    retry: 'after the remedy',
  },
  {
    code: 'DEVICE_CODE_ENDED',
    signs: [
      signIn(70019, 70020, 'expired_token', 'device_code_ended'),
      signIn('device_code_expired', 'bad_verification_code'),
    ],
    cause: 'Nobody has signed in with the code in time.',
    remedy:
      'Start the sign-in again and enter the new code. If Microsoft\'s page said that access is blocked, a Conditional Access policy forbids signing in by code: sign in with the Microsoft provider of this portal instead, or have the account exempted from the policy "Block device code flow".',
    retry: 'after the remedy',
  },
  {
    code: 'DEVICE_CODE_DECLINED',
    signs: [signIn('authorization_declined')],
    cause: 'The sign-in was cancelled on the page of Microsoft.',
    remedy: 'Start the sign-in again and confirm it on the page of Microsoft.',
    retry: 'after the remedy',
  },
  {
    code: 'APPLICATION_NOT_ALLOWED',
    signs: [],
    cause:
      'The account may not register applications in the partner tenant or not change this one, or the sign-in was not given the right to.',
    remedy:
      'Have somebody with the role Application Administrator, Cloud Application Administrator or Global Administrator run the template. To offboard, they can also remove it by the link; then run the template again.',
    retry: 'after the remedy',
    onboarding: 'handed-on',
  },
  {
    code: 'GRANT_NOT_ALLOWED',
    signs: [],
    cause:
      'The account may not grant permissions in the name of the organization, or the sign-in was not given the right to.',
    remedy:
      'Have somebody with the role Privileged Role Administrator or Global Administrator do it: by the link, or by running the template. When they have approved or, to offboard, removed it by the link, run the template again; it goes on from there.',
    retry: 'after the remedy',
    onboarding: 'handed-on',
  },
  {
    code: 'BILLING_ROLE_NOT_ALLOWED',
    signs: [],
    cause: 'The account may not assign roles on the billing account.',
    remedy:
      'Have an owner of the billing account or a Global Administrator assign Billing account reader to the service principal, in the Azure portal under Cost Management + Billing, Access control (IAM). In an Enterprise Agreement, only an enrollment administrator assigns EnrollmentReader. To offboard, have one of them run the template, or remove the role there. Then run the template again.',
    retry: 'after the remedy',
    onboarding: 'handed-on',
  },
  {
    code: 'CREDENTIAL_KIND_FORBIDDEN',
    signs: [
      { kind: 'http', words: ['credential type not allowed'] },
      { kind: 'http', codes: ['CredentialTypeNotAllowedAsPerAppPolicy'] },
    ],
    cause: 'A policy of the tenant forbids credentials of this kind.',
    remedy:
      'Use a certificate or a federated identity instead of a client secret. Or have a Global Administrator exempt the application in an app management policy (Entra admin center, Enterprise applications, Application policies).',
    retry: 'after the remedy',
  },
  {
    code: 'CREDENTIAL_LIFETIME_FORBIDDEN',
    signs: [
      { kind: 'http', words: ['lifetime', 'policy'] },
      { kind: 'http', words: ['passwordLifetime'] },
      { kind: 'http', words: ['asymmetricKeyLifetime'] },
      { kind: 'http', codes: ['CredentialInvalidLifetimeAsPerAppPolicy'] },
    ],
    cause:
      'A policy of the tenant does not let a credential of this kind be good for so long.',
    remedy:
      'Use a federated identity, or a client secret with fewer days. Or have a Global Administrator exempt the application in an app management policy (Entra admin center, Enterprise applications, Application policies).',
    retry: 'after the remedy',
  },
  {
    code: 'CREDENTIAL_OVERTAKEN',
    signs: [],
    cause:
      'The credential of the connector was changed by somebody else at the same moment.',
    remedy:
      'Nothing: it is looked again, and the credential that works is found. If it stays, check that the template does not run twice for the connector.',
    retry: 'by itself',
    onboarding: 'waiting',
  },
  {
    code: 'FEDERATED_ISSUER_FORBIDDEN',
    signs: [
      {
        kind: 'http',
        words: ['FederatedIdentityCredential.Issuer', 'not allowed'],
      },
    ],
    cause:
      'A policy of the tenant forbids the issuer of the federated identity.',
    remedy:
      'Use a certificate. Or have a Global Administrator allow the issuer in the app management policy of the tenant.',
    retry: 'after the remedy',
  },
  {
    code: 'APPLICATION_NOT_OURS',
    signs: [],
    cause:
      'The application was not made by this portal, or something else uses it too.',
    remedy:
      'Change or remove it yourself in the Entra admin center, under App registrations.',
    retry: 'after the remedy',
  },
  {
    code: 'APPLICATION_AMBIGUOUS',
    signs: [
      http(409, 'Request_MultipleObjectsWithSameKeyValue'),
      {
        kind: 'http',
        words: ['same value for property uniqueName already exists'],
      },
    ],
    cause:
      'The directory has another application of this name, which may be a deleted one: its name is free only when it is deleted for good.',
    remedy:
      'Look for it in the Entra admin center, under App registrations, Deleted applications. Restore it or delete it for good, or choose another name for the application.',
    retry: 'after the remedy',
  },
  {
    code: 'PERMISSION_NOT_OFFERED',
    signs: [],
    cause:
      "An API of Microsoft's does not offer a permission in this tenant that the application needs.",
    remedy:
      'Check the national cloud of the tenant: partner billing of Microsoft Graph is in the global cloud only.',
    retry: 'after the remedy',
  },
  {
    code: 'BILLING_ACCOUNT_MISSING',
    signs: [],
    cause: 'The account sees no billing account of a partner agreement.',
    remedy:
      'Check the partner tenant id and the id of the billing account. Have an owner of the billing account or a Global Administrator (Enterprise Agreement: an enrollment administrator) run the template, or assign the role by the link and run the template again.',
    retry: 'after the remedy',
    onboarding: 'handed-on',
  },
  {
    code: 'BILLING_ROLE_NOT_YET',
    signs: [],
    cause:
      'The application has its role on the billing account, and does not see the account yet.',
    remedy:
      'Nothing at first: it is waited for up to ten minutes, since a new role takes effect only after a while. If it stays, run the template again later; it goes on from what is there.',
    retry: 'by itself',
    onboarding: 'waiting',
  },
);
