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

import { problemOf } from '../../../errors';
import { readClaims } from '../../../microsoft/identity/readClaims';
import { PARTNER_BILLING } from '../../consent/scopes';
import { registrationPage } from '../adminPages';
import type { ConnectorCheck } from '../ConnectorCheck';
import { fail, pass, warn } from '../verdicts';

const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
const APPLICATION_PERMISSION_ID = '7c3e1994-38ff-4412-a99b-9369f6bb7706';

/** Whether the application has the one permission of Graph it needs, and no other. */
export const applicationPermissionCheck: ConnectorCheck = {
  checkId: 'app-permissions',
  title: 'Permissions of the application',
  group: 'application',
  why: 'Usage lines take one permission of Microsoft Graph. Every other one makes a stolen credential worse.',
  hiddenBy: ['app-sign-in'],
  skip: ({ appTokens }) =>
    appTokens ? undefined : 'There is no credential to ask with.',
  async run({ connector, appTokens, adminConsentUrl, now }) {
    const { settings, cloud } = connector;
    const token = await appTokens!.get(cloud.resources.graph, {
      refresh: false,
    });
    const links = registrationPage(connector, 'CallAnAPI');
    const claims = readClaims(token);
    if (!claims) {
      return warn(
        problemOf('TOKEN_UNREADABLE', now),
        'The token of Microsoft Graph does not show its permissions.',
        { links },
      );
    }
    const roles = claims.roles ?? [];
    if (settings.sources.graphBilling && !roles.includes(PARTNER_BILLING)) {
      return fail(
        problemOf('PERMISSION_MISSING', now, {
          cause: `The application does not have ${PARTNER_BILLING} of Microsoft Graph.`,
          remedy: `Add ${PARTNER_BILLING} as an application permission of Microsoft Graph to the app registration (API permissions), and have a Global Administrator grant admin consent. It may take some minutes.`,
        }),
        roles.length === 0
          ? 'The application has no permission of Microsoft Graph.'
          : `The application has ${roles.join(', ')} only.`,
        {
          values: [
            { label: 'Application permission', value: PARTNER_BILLING },
            { label: 'Its id', value: APPLICATION_PERMISSION_ID },
            {
              label: 'Azure CLI',
              value: `az ad app permission add --id ${settings.clientId} --api ${GRAPH_APP_ID} --api-permissions ${APPLICATION_PERMISSION_ID}=Role`,
            },
            {
              label: 'Azure CLI, as an administrator',
              value: `az ad app permission admin-consent --id ${settings.clientId}`,
            },
          ],
          links: [
            ...links,
            { label: 'Approve as an administrator', url: adminConsentUrl },
          ],
        },
      );
    }
    const others = roles.filter(role => role !== PARTNER_BILLING);
    return others.length > 0
      ? warn(
          problemOf('PERMISSIONS_EXCESSIVE', now, {
            cause: `The application has permissions that it does not need: ${others.join(
              ', ',
            )}.`,
          }),
          `The application also has ${others.join(', ')}.`,
          {
            values: others.map(value => ({ label: 'Not needed', value })),
            links,
          },
        )
      : pass(
          roles.length > 0
            ? `The application has ${PARTNER_BILLING} and nothing else.`
            : 'The application has no permission of Microsoft Graph, and needs none.',
        );
  },
};
