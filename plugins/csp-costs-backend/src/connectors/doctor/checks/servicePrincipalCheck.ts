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

import type { Problem } from 'backstage-plugin-csp-costs-common';
import { explain } from '../../../errors';
import type { CheckContext, ConnectorCheck } from '../ConnectorCheck';
import { fail, pass } from '../verdicts';

interface PartnerService {
  name: string;
  appId: string;
  resource: string;
}

function servicesOf({ connector }: CheckContext): PartnerService[] {
  const { settings, cloud } = connector;
  return [
    settings.sources.partnerCenter && {
      name: 'Microsoft Partner Center',
      appId: 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
      resource: cloud.resources.partnerCenter,
    },
    settings.sources.priceSheet &&
      cloud.partnerApiUrl !== undefined && {
        name: 'Microsoft Partner',
        appId: '4990cffe-04e8-4e8b-808a-1175604b879f',
        resource: cloud.resources.partnerApi,
      },
  ].filter(service => service !== false);
}

/** Whether the tenant knows Microsoft's partner APIs. */
export const servicePrincipalCheck: ConnectorCheck = {
  checkId: 'service-principals',
  title: 'Partner Center present in the tenant',
  group: 'application',
  why: 'A tenant gets no token for an API that it has no service principal of, and consent to it cannot be given.',
  hiddenBy: ['app-sign-in'],
  skip: context => {
    if (servicesOf(context).length === 0) {
      return 'Neither Partner Center nor the price sheet is switched on.';
    }
    return context.appTokens
      ? undefined
      : 'There is no credential to ask with.';
  },
  async run(context) {
    const services = servicesOf(context);
    const missing: PartnerService[] = [];
    let problem: Problem | undefined;
    for (const service of services) {
      context.signal.throwIfAborted();
      try {
        await context.appTokens!.get(service.resource, { refresh: false });
      } catch (error) {
        const found = explain(error, context.now);
        if (found.code !== 'SERVICE_PRINCIPAL_MISSING') {
          throw error;
        }
        problem ??= found;
        missing.push(service);
      }
    }
    const names = (some: PartnerService[]) =>
      some.map(({ name }) => name).join(', ');
    return problem
      ? fail(
          {
            ...problem,
            cause: `The partner tenant has no service principal of ${names(
              missing,
            )}.`,
            remedy:
              'Have an administrator of the partner tenant create it with one of the commands, then run this check again. Check before that the partner tenant id is not the one of a customer.',
          },
          `Not there: ${names(missing)}.`,
          {
            values: missing.flatMap(({ name, appId }) => [
              { label: `Application id of ${name}`, value: appId },
              {
                label: `${name}: Azure CLI`,
                value: `az ad sp create --id ${appId}`,
              },
              {
                label: `${name}: Microsoft Graph PowerShell`,
                value: `New-MgServicePrincipal -AppId ${appId}`,
              },
            ]),
          },
        )
      : pass(`The tenant has ${names(services)}.`);
  },
};
