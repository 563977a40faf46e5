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
import { readClaims } from '../../../microsoft/identity/readClaims';
import type { CheckContext, ConnectorCheck } from '../ConnectorCheck';
import { forbidden, partnerCenterGet } from '../partnerCenterGet';
import { fail, pass, warn } from '../verdicts';

/** Whether the person's sign-in counts as one with multifactor authentication. */
export const mfaCheck: ConnectorCheck = {
  checkId: 'mfa',
  title: 'Multifactor authentication',
  group: 'consent',
  why: 'Partner Center refuses access in the name of a person who has signed in with a password alone; a consent keeps what the sign-in had.',
  hiddenBy: [
    'service-principals',
    'partner-center-registration',
    'delegated-access',
  ],
  skip: ({ connector, delegatedTokens }) => {
    if (!connector.settings.sources.partnerCenter) {
      return 'Partner Center is switched off.';
    }
    return delegatedTokens ? undefined : 'Nobody has signed in with Microsoft.';
  },
  async run(context) {
    const { connector, delegatedTokens, now } = context;
    let compliant: string | undefined;
    try {
      compliant = await askPartnerCenter(context);
    } catch (error) {
      const problem = explain(error, now);
      if (problem.code === 'MFA_MISSING') {
        return fail(problem, 'Partner Center refuses the access for it.');
      }
      throw error;
    }
    const claims = readClaims(
      await delegatedTokens!.get(connector.cloud.resources.partnerCenter, {
        refresh: false,
      }),
    );
    // Some methods have names of their own that end like this.
    const inToken =
      claims?.amr?.some(method => method.endsWith('mfa')) ?? false;
    if (compliant === 'false') {
      return fail(
        problemOf('MFA_MISSING', now, {
          cause:
            'Partner Center says that the access is without multifactor authentication; it may refuse it at any time.',
        }),
        'Partner Center finds the access not compliant.',
      );
    }
    if (compliant === 'true' || inToken) {
      const proofs = [
        compliant === 'true' && 'Partner Center finds the access compliant',
        inToken && 'the token says so (amr)',
      ].filter(Boolean);
      return pass(`Used: ${proofs.join(', ')}.`);
    }
    return warn(
      problemOf('MFA_UNPROVEN', now),
      'Neither the token nor Partner Center says that it was used.',
    );
  },
};

/** Partner Center's opinion, when it gives one. */
async function askPartnerCenter(
  context: CheckContext,
): Promise<string | undefined> {
  try {
    const { headers } = await partnerCenterGet(
      context,
      context.delegatedTokens!,
      'customers?size=1',
      { ValidateMfa: 'true' },
    );
    return headers.get('isMfaCompliant')?.toLowerCase();
  } catch (error) {
    // Missing roles are another matter, and leave only the token to look at.
    forbidden(error);
    return undefined;
  }
}
