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

import { explain, problemOf } from '../../../errors';
import { MicrosoftError } from '../../../microsoft/MicrosoftError';
import { APP_MANAGEMENT } from '../adminPages';
import type { CheckContext, ConnectorCheck } from '../ConnectorCheck';
import { forbidden, partnerCenterGet } from '../partnerCenterGet';
import { fail, pass } from '../verdicts';

function skipPartnerCenter({
  connector,
  appTokens,
}: CheckContext): string | undefined {
  if (!connector.settings.sources.partnerCenter) {
    return 'Partner Center is switched off.';
  }
  return appTokens ? undefined : 'There is no credential to ask with.';
}

/** Whether Partner Center knows the application. */
export const registrationCheck: ConnectorCheck = {
  checkId: 'partner-center-registration',
  title: 'Application registered in Partner Center',
  group: 'application',
  why: 'Partner Center keeps a list of its own of applications that it answers, besides the app registration.',
  hiddenBy: ['app-sign-in', 'service-principals'],
  skip: skipPartnerCenter,
  async run(context) {
    const { connector, appTokens, now } = context;
    try {
      await partnerCenterGet(
        context,
        appTokens!,
        'profiles/legalbusiness?vettingVersion=Current',
      );
    } catch (error) {
      if (error instanceof MicrosoftError && error.status === 401) {
        return fail(
          problemOf('APPLICATION_UNREGISTERED', now, { error }),
          'Partner Center does not accept the application.',
          {
            values: [
              {
                label: 'Client id to register',
                value: connector.settings.clientId,
              },
            ],
            links: [APP_MANAGEMENT],
          },
        );
      }
      // Whoever is refused for what it may read is known.
      forbidden(error);
    }
    return pass('Partner Center answers the application.');
  },
};

/** Whether the tenant is one of a partner that Partner Center gives data to. */
export const partnerTypeCheck: ConnectorCheck = {
  checkId: 'partner-type',
  title: 'Direct-bill partner or indirect provider',
  group: 'application',
  why: 'Indirect resellers have no access to this API: their provider has the data.',
  hiddenBy: [
    'app-sign-in',
    'service-principals',
    'partner-center-registration',
  ],
  skip: skipPartnerCenter,
  async run(context) {
    const { connector, appTokens, now } = context;
    try {
      await partnerCenterGet(context, appTokens!, 'customers?size=1');
    } catch (error) {
      const refusal = forbidden(error);
      const explained = explain(refusal, now);
      return fail(
        ['PARTNER_PROGRAM_INACTIVE', 'AGREEMENT_NOT_ACCEPTED'].includes(
          explained.code,
        )
          ? explained
          : problemOf('PARTNER_PROGRAM_INACTIVE', now, {
              error: refusal,
              cause:
                'Partner Center gives this tenant no customers: it is no direct-bill partner and no indirect provider, or its program is not active.',
            }),
        'Partner Center refuses the list of customers.',
        {
          values: [
            {
              label: 'Partner tenant id',
              value: connector.settings.partnerTenantId,
            },
          ],
        },
      );
    }
    const answeredFor = await tenantOfPartnerCenter(context);
    if (
      answeredFor &&
      answeredFor.toLowerCase() !==
        connector.settings.partnerTenantId.toLowerCase()
    ) {
      return fail(
        problemOf('TENANT_MISMATCH', now),
        `Partner Center answers for the tenant ${answeredFor}.`,
        { values: [{ label: 'Microsoft ID', value: answeredFor }] },
      );
    }
    return pass(
      'Partner Center gives this tenant its customers, which it does for direct-bill partners and indirect providers only.',
    );
  },
};

/** Only a person is told whose Partner Center it is. */
async function tenantOfPartnerCenter(
  context: CheckContext,
): Promise<string | undefined> {
  if (!context.delegatedTokens) {
    return undefined;
  }
  try {
    const { body } = await partnerCenterGet<{ tenantId?: unknown }>(
      context,
      context.delegatedTokens,
      'profiles/organization',
    );
    return typeof body.tenantId === 'string' ? body.tenantId : undefined;
  } catch (error) {
    if (error instanceof MicrosoftError) {
      // What is wrong with the person's access has checks of its own.
      return undefined;
    }
    throw error;
  }
}
