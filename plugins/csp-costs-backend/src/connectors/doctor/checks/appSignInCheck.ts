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

import { explain } from '../../../errors';
import type { ConnectorRecord } from '../../ConnectorRecord';
import { applicationIds, registrationPage } from '../adminPages';
import type { ConnectorCheck } from '../ConnectorCheck';
import { fail, pass, skipped } from '../verdicts';

/** APIs that the application itself reads, by what is switched on. */
function resourcesOf({
  settings,
  cloud,
}: ConnectorRecord): Array<{ name: string; resource: string }> {
  const { sources } = settings;
  const { graph, partnerCenter, arm } = cloud.resources;
  const wanted = [
    sources.partnerCenter && {
      name: 'Partner Center',
      resource: partnerCenter,
    },
    sources.graphBilling && { name: 'Microsoft Graph', resource: graph },
    sources.costManagement && { name: 'Azure', resource: arm },
  ].filter(one => one !== false);
  // Redeeming a person's sign-in takes a working credential, too.
  return wanted.length > 0
    ? wanted
    : [{ name: 'Microsoft Graph', resource: graph }];
}

/** Whether Microsoft accepts the credential, for each API. */
export const appSignInCheck: ConnectorCheck = {
  checkId: 'app-sign-in',
  title: 'Sign-in of the application',
  group: 'application',
  why: 'Usage, customers and invoices are read by the application itself, with no person involved.',
  async run(context) {
    const { connector, appTokens, now } = context;
    if (!appTokens) {
      return skipped('There is no credential to sign in with.');
    }
    const accepted: string[] = [];
    const absent: string[] = [];
    for (const { name, resource } of resourcesOf(connector)) {
      context.signal.throwIfAborted();
      try {
        await appTokens.get(resource, { refresh: false });
        accepted.push(name);
      } catch (error) {
        const problem = explain(error, now);
        if (problem.code === 'SERVICE_PRINCIPAL_MISSING') {
          // Not the credential's fault; there is a check of its own for it.
          absent.push(name);
          continue;
        }
        return fail(problem, `The application cannot sign in to ${name}.`, {
          values: applicationIds(connector),
          links: [
            ...registrationPage(connector, 'Overview'),
            ...registrationPage(connector, 'Credentials'),
          ],
        });
      }
    }
    return pass(
      [
        accepted.length > 0 &&
          `The application signs in to ${accepted.join(', ')}.`,
        absent.length > 0 &&
          `${absent.join(
            ', ',
          )}: not there in the tenant, which is another check.`,
      ]
        .filter(Boolean)
        .join(' '),
    );
  },
};
