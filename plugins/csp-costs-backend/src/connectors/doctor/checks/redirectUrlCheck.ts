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
import { probeRedirectUri } from '../../../microsoft/identity/probeRedirectUri';
import { applicationIds, registrationPage } from '../adminPages';
import type { ConnectorCheck } from '../ConnectorCheck';
import { fail, pass, warn } from '../verdicts';

/** Whether Microsoft would send people back here after they have signed in. */
export const redirectUrlCheck: ConnectorCheck = {
  checkId: 'redirect-url',
  title: 'Redirect URL registered',
  group: 'application',
  why: 'Microsoft sends a person who has signed in back to registered addresses only; otherwise the sign-in ends on an error page.',
  async run({ connector, redirectUrl, consent, now, signal }) {
    const { settings, cloud } = connector;
    const more = {
      values: [{ label: 'Redirect URL (platform Web)', value: redirectUrl }],
      links: registrationPage(connector, 'Authentication'),
    };
    const probe = await probeRedirectUri({
      cloud,
      tenantId: settings.partnerTenantId,
      clientId: settings.clientId,
      redirectUrl,
      signal,
    });
    switch (probe.outcome) {
      case 'registered':
        return pass('Microsoft sends people back to this portal.', more);
      case 'not-registered': {
        const problem = {
          ...explain(probe.error, now),
          ...problemOf('REDIRECT_URL_UNKNOWN', now, { error: probe.error }),
        };
        // Without anybody to sign in, nothing is broken by it.
        return settings.sources.priceSheet || consent
          ? fail(problem, 'The redirect URL is not registered.', more)
          : warn(
              problem,
              'The redirect URL is not registered; it is needed as soon as somebody signs in with Microsoft.',
              more,
            );
      }
      case 'refused':
        return fail(
          explain(probe.error, now),
          'Microsoft refuses the sign-in before it looks at the redirect URL.',
          { ...more, values: [...more.values, ...applicationIds(connector)] },
        );
      default:
        return warn(
          problemOf('REDIRECT_URL_UNPROVEN', now),
          "Microsoft's answer does not tell whether the redirect URL is registered.",
          more,
        );
    }
  },
};
