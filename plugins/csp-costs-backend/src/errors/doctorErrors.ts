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

import { rows } from './ErrorRow';

/** What only the doctor finds: things that work, or are hidden, and are not right. */
export const DOCTOR_ERRORS = rows(
  {
    code: 'PERMISSIONS_EXCESSIVE',
    signs: [],
    cause: 'The application has more permissions than it needs.',
    remedy:
      'Remove the others from the app registration (API permissions) and revoke them at the enterprise application (Permissions), unless something else uses the same application.',
    retry: 'after the remedy',
  },
  {
    code: 'PERMISSIONS_CHANGED',
    signs: [],
    cause: 'The permissions are no longer those that were consented.',
    remedy:
      'Look who changed them (Enterprise applications, Audit logs), then update the consent: sign in with Microsoft once more.',
    retry: 'after the remedy',
  },
  {
    code: 'REDIRECT_URL_UNPROVEN',
    signs: [],
    cause: 'Microsoft did not say whether the redirect URL is registered.',
    remedy:
      'Compare it yourself: the app registration, under Authentication, must have exactly this redirect URL with the platform Web.',
    retry: 'after the remedy',
  },
  {
    code: 'TENANT_MISMATCH',
    signs: [],
    cause:
      'Partner Center answers for another tenant than the connector names.',
    remedy:
      'Compare the partner tenant id of the connector with the Microsoft ID in Partner Center (Account settings, Organization profile).',
    retry: 'after the remedy',
  },
  {
    code: 'MFA_UNPROVEN',
    signs: [],
    cause:
      'Nothing shows that multifactor authentication was used, and Partner Center did not refuse yet.',
    remedy:
      'Sign in with Microsoft again, with multifactor authentication for every sign-in of the account (Conditional Access or security defaults).',
    retry: 'after the remedy',
  },
  {
    code: 'ROLES_UNPROVEN',
    signs: [],
    cause:
      'The roles work, but may have been activated for some hours only (Privileged Identity Management).',
    remedy:
      'Check that the account has its roles as active and permanent, not as eligible. Run this check again a day after the consent.',
    retry: 'after the remedy',
  },
  {
    code: 'ROLE_NOT_PERMANENT',
    signs: [],
    cause:
      'The roles of the account worked and no longer do: they were removed, or had been activated for some hours only (Privileged Identity Management).',
    remedy:
      'Make the roles of the account permanent (Entra admin center, Privileged Identity Management, Assignments, Active), or exclude it there. A new sign-in is not needed.',
    retry: 'after the remedy',
  },
  {
    code: 'BILLING_ROLE_MISSING',
    signs: [],
    cause: 'The application sees no billing account.',
    remedy:
      'Have a Global admin of the partner make the application Billing account reader: in the Azure portal, under Cost Management + Billing, open the billing account of the partner agreement, then Access control (IAM), Add; or send the call that is shown here.',
    retry: 'after the remedy',
  },
  {
    code: 'BILLING_ROLE_EXCESSIVE',
    signs: [],
    cause:
      'The application may change the billing account, and only has to read it.',
    remedy:
      'Make it Billing account reader, and remove the other role (Cost Management + Billing, Access control).',
    retry: 'after the remedy',
  },
  {
    code: 'BILLING_ACCOUNT_WRONG',
    signs: [],
    cause: 'The application does not see the billing account of the settings.',
    remedy:
      'Choose the one that was found, or make the application Billing account reader of the one in the settings.',
    retry: 'after the remedy',
  },
  {
    code: 'BILLING_ACCOUNT_AMBIGUOUS',
    signs: [],
    cause:
      'The application sees several billing accounts of partner agreements.',
    remedy: 'Enter the id of the right one in the settings of the connector.',
    retry: 'after the remedy',
  },
  {
    code: 'BILLING_ACCOUNT_NOT_PARTNER',
    signs: [],
    cause:
      'The application sees billing accounts, but none of a Microsoft Partner Agreement.',
    remedy:
      'Make the application Billing account reader of the billing account whose agreement is the Microsoft Partner Agreement.',
    retry: 'after the remedy',
  },
  {
    code: 'PRICE_SHEET_REFUSED',
    signs: [],
    cause: 'The Partner API does not accept the way the connector signs in.',
    remedy:
      'Add the API "Microsoft Partner" (4990cffe-04e8-4e8b-808a-1175604b879f) with the delegated permission user_impersonation to the app registration, grant admin consent, and sign in with Microsoft again.',
    retry: 'after the remedy',
  },
  {
    code: 'SOURCE_NOT_IN_CLOUD',
    signs: [],
    cause: 'The national cloud of the connector does not have this source.',
    remedy: 'Switch the source off for this connector.',
    retry: 'after the remedy',
  },
  {
    code: 'TOKEN_UNREADABLE',
    signs: [],
    cause: 'Microsoft gave a token whose permissions cannot be read here.',
    remedy:
      'Look at the permissions yourself: Entra admin center, Enterprise applications, the application, Permissions.',
    retry: 'after the remedy',
  },
  {
    code: 'CHECK_TIMED_OUT',
    signs: [],
    cause: 'Microsoft did not answer in time.',
    remedy: 'Run the check again. If it stays, see whether others answer.',
    retry: 'by itself',
  },
);
