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

import type { Check } from 'backstage-plugin-csp-costs-common';
import type { ConnectorRecord } from '../ConnectorRecord';

type Link = NonNullable<Check['links']>[number];

const REGISTRATION_PAGES = {
  Overview: 'Overview of the app registration',
  Authentication: 'Redirect URLs of the app registration',
  Credentials: 'Certificates & secrets of the app registration',
  CallAnAPI: 'API permissions of the app registration',
} as const;

/** A page of the app registration. Empty in clouds whose portal has other addresses. */
export function registrationPage(
  { settings }: Pick<ConnectorRecord, 'settings'>,
  page: keyof typeof REGISTRATION_PAGES,
): Link[] {
  const portal =
    settings.nationalCloud === 'us-government'
      ? 'https://entra.microsoft.us'
      : 'https://entra.microsoft.com';
  return settings.nationalCloud === 'china'
    ? []
    : [
        {
          label: REGISTRATION_PAGES[page],
          url: `${portal}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/${page}/appId/${encodeURIComponent(
            settings.clientId,
          )}`,
        },
      ];
}

/** Where applications are registered in Partner Center. */
export const APP_MANAGEMENT: Link = {
  label: 'App management in Partner Center',
  url: 'https://partner.microsoft.com/pcv/apiintegration/appmanagement',
};

/** What identifies the application, to compare it. */
export function applicationIds({
  settings,
}: Pick<ConnectorRecord, 'settings'>): NonNullable<Check['values']> {
  return [
    { label: 'Client id', value: settings.clientId },
    { label: 'Partner tenant id', value: settings.partnerTenantId },
  ];
}
