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

import { rows, signIn } from './ErrorRow';

/** How the sign-in of the application itself fails. */
export const APPLICATION_ERRORS = rows(
  {
    code: 'CREDENTIAL_MISSING',
    signs: [signIn('credential_missing')],
    cause: 'The connector has no credential to sign in with.',
    remedy:
      'Set a client secret, a certificate or a federated identity for the connector.',
    retry: 'after the remedy',
  },
  {
    code: 'TOKEN_FILE_UNREADABLE',
    signs: [signIn('token_file_unreadable')],
    cause: 'The file with the token of the federated identity cannot be read.',
    remedy:
      'Check that the platform mounts the token at the path of the connector (federatedTokenFile, or cspCosts.federatedTokenFiles), and that the user the backend runs as may read it. It is read anew at the next sign-in.',
    retry: 'after the remedy',
  },
  {
    code: 'CERTIFICATE_UNREADABLE',
    signs: [signIn('certificate_unreadable')],
    cause: 'The certificate of the connector, or its key, cannot be read.',
    remedy:
      'Set the certificate again, both halves in PEM: -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----, the key without a password.',
    retry: 'after the remedy',
  },
  {
    code: 'CLIENT_SECRET_WRONG',
    signs: [signIn(7000215)],
    cause: 'Microsoft does not accept the client secret.',
    remedy:
      'Enter the value of the client secret, not its id. When the value is lost, create a new secret in the app registration (Certificates & secrets) and enter that one.',
    retry: 'after the remedy',
    onboarding: 'waiting',
  },
  {
    code: 'CLIENT_SECRET_EXPIRED',
    signs: [signIn(7000222)],
    cause: 'The client secret has expired.',
    remedy:
      'Create a new client secret or, better, a certificate in the app registration (Certificates & secrets), and enter it here. Consents stay as they are.',
    retry: 'after the remedy',
  },
  {
    code: 'CREDENTIAL_EXPIRED',
    signs: [],
    cause: 'The credential of the connector has expired.',
    remedy:
      'Create a new client secret or, better, a certificate in the app registration (Certificates & secrets), and enter it here. Consents stay as they are.',
    retry: 'after the remedy',
  },
  {
    code: 'CREDENTIAL_EXPIRING',
    signs: [],
    cause: 'The credential of the connector expires soon.',
    remedy:
      'Create a new one in the app registration (Certificates & secrets), and set it here before the old one ends.',
    retry: 'after the remedy',
  },
  {
    code: 'CERTIFICATE_WRONG',
    signs: [signIn(700027)],
    cause: 'Microsoft does not accept the certificate.',
    remedy:
      'Upload the public half of the certificate to the app registration (Certificates & secrets, Certificates), and check that the private key belongs to it. A certificate that was uploaded just now may take some minutes.',
    retry: 'after the remedy',
    onboarding: 'waiting',
  },
  {
    code: 'FEDERATED_IDENTITY_UNKNOWN',
    signs: [signIn(70021, 700211, 700212, 700213)],
    cause:
      'No federated credential of the application matches the token of the workload.',
    remedy:
      'Add a federated credential to the app registration (Certificates & secrets, Federated credentials) whose issuer, subject and audience (api://AzureADTokenExchange) are exactly those of the workload. It may take some minutes.',
    retry: 'after the remedy',
    onboarding: 'waiting',
  },
  {
    code: 'CREDENTIAL_REFUSED',
    signs: [signIn('invalid_client', 7000218)],
    cause:
      'Microsoft wants a credential of the application, and got none that it accepts.',
    remedy:
      'Set a client secret, a certificate or a federated identity that belongs to the client id of the connector.',
    retry: 'after the remedy',
  },
  {
    code: 'PLATFORM_WRONG',
    signs: [signIn(700025)],
    cause:
      'The application is registered as a public client, which may not have a credential.',
    remedy:
      'In the app registration, under Authentication, move the redirect URL from "Mobile and desktop applications" to the platform Web.',
    retry: 'after the remedy',
  },
  {
    code: 'APPLICATION_UNKNOWN',
    signs: [signIn(700016, 7000229, 'unauthorized_client')],
    cause: 'The partner tenant has no application with this client id.',
    remedy:
      'Compare client id and partner tenant id with the overview page of the app registration. Register the application in the partner tenant if it is in another one. An application that was registered just now may take some minutes.',
    retry: 'after the remedy',
    onboarding: 'waiting',
  },
  {
    code: 'APPLICATION_DISABLED',
    signs: [signIn(7000112, 70001)],
    cause: 'The application is disabled in the partner tenant.',
    remedy:
      'In the Entra admin center, under Enterprise applications, open the application, then Properties, and set "Enabled for users to sign-in" to Yes.',
    retry: 'after the remedy',
  },
  {
    code: 'CLOUD_NOT_CONFIGURED',
    signs: [],
    cause: 'The national cloud of the connector is not set up in this portal.',
    remedy:
      'Choose another national cloud in the settings of the connector, or have whoever runs the portal put the cloud back below cspCosts.clouds. Credentials and figures are kept; the connector can also be disconnected or deleted.',
    retry: 'after the remedy',
  },
  {
    code: 'TENANT_CHANGED',
    signs: [],
    cause:
      'The figures of the connector are those of another partner tenant than its settings name.',
    remedy:
      'Put the former partner tenant id back, and connect the other partner tenant as a connector of its own, with another id.',
    retry: 'after the remedy',
  },
  {
    code: 'TENANT_UNKNOWN',
    signs: [signIn(90002)],
    cause: 'Microsoft does not know the partner tenant.',
    remedy:
      'Compare the partner tenant id with the Microsoft ID in Partner Center (Account settings, Organization profile), and check the national cloud.',
    retry: 'after the remedy',
  },
  {
    code: 'TENANT_GONE',
    signs: [signIn(5000224, 900023)],
    cause: 'The tenant is not available, or was deleted.',
    remedy:
      'Check that the tenant still exists and that its id is right. For a customer tenant, check the customer in Partner Center.',
    retry: 'after the remedy',
  },
  {
    code: 'CLOUD_WRONG',
    signs: [signIn(90038)],
    cause: "The tenant is in another one of Microsoft's clouds.",
    remedy: 'Choose the national cloud of the tenant in the connector.',
    retry: 'after the remedy',
  },
  {
    code: 'TENANT_NOT_NAMED',
    signs: [signIn(50194)],
    cause:
      'The application belongs to one tenant, and was asked for without naming it.',
    remedy:
      'Enter the id of the partner tenant in the connector, not "common" or "organizations".',
    retry: 'after the remedy',
  },
  {
    code: 'SERVICE_PRINCIPAL_MISSING',
    signs: [signIn(500011, 650052, 'invalid_resource')],
    cause:
      'The partner tenant has no service principal of an API that the connector uses.',
    remedy:
      'Create the service principal, for Partner Center with: az ad sp create --id fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd. Then check that the partner tenant id is the one of the partner, not of a customer.',
    retry: 'after the remedy',
  },
  {
    code: 'API_PERMISSION_NOT_DECLARED',
    signs: [signIn(650057, 65005)],
    cause: 'The app registration does not list an API that the connector uses.',
    remedy:
      'Add the permission to the app registration (API permissions, Add a permission), grant admin consent, and sign in again.',
    retry: 'after the remedy',
  },
  {
    code: 'REDIRECT_URL_UNKNOWN',
    signs: [signIn(50011, 500113)],
    cause:
      'The redirect URL of this portal is not registered with the application.',
    remedy:
      'In the app registration, under Authentication, add exactly this redirect URL (scheme, host, port, path) to the platform Web.',
    retry: 'after the remedy',
  },
  {
    code: 'REDIRECT_URL_AS_SPA',
    signs: [signIn(700084)],
    cause:
      'The redirect URL is registered for a single-page application, whose access ends after 24 hours.',
    remedy:
      'In the app registration, under Authentication, remove the redirect URL from "Single-page application", add it to the platform Web, and sign in again.',
    retry: 'after the remedy',
  },
  {
    code: 'SIGN_IN_REQUEST_WRONG',
    signs: [
      signIn(70011, 28002, 700022, 700005, 900144, 70003, 1002012),
      signIn('invalid_scope', 'unsupported_grant_type'),
    ],
    cause: "Microsoft finds the connector's request for a token wrong.",
    remedy:
      'Report it to the maintainers of this plugin, with the code and the request id.',
    retry: 'after the remedy',
  },
);
