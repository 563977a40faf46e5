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
import { MicrosoftError } from '../../../microsoft/MicrosoftError';
import type { ConnectorCheck } from '../ConnectorCheck';
import { fail, pass } from '../verdicts';

const NO_OPERATION = '00000000-0000-0000-0000-000000000000';

/** Whether exports of usage and reconciliation can be asked for. */
export const graphBillingCheck: ConnectorCheck = {
  checkId: 'data-graph-billing',
  title: 'Usage and reconciliation lines',
  group: 'data',
  why: 'All charges come from exports of Microsoft Graph partner billing.',
  hiddenBy: ['app-sign-in', 'app-permissions'],
  skip: ({ connector, appTokens }) => {
    if (!connector.settings.sources.graphBilling) {
      return 'Usage and reconciliation lines are switched off.';
    }
    return appTokens ? undefined : 'There is no credential to ask with.';
  },
  async run({ connector, appTokens, http, now, signal }) {
    const { cloud } = connector;
    if (!cloud.hasPartnerBilling) {
      return fail(
        problemOf('SOURCE_NOT_IN_CLOUD', now),
        `The cloud "${cloud.name}" has no exports of partner billing.`,
      );
    }
    const answer = 'Microsoft Graph lets the application read partner billing.';
    try {
      await http.json({
        service: 'graph',
        url: `${cloud.graphUrl}/v1.0/reports/partners/billing/operations/${NO_OPERATION}`,
        token: ({ refresh }) =>
          appTokens!.get(cloud.resources.graph, { refresh }),
        signal,
      });
    } catch (error) {
      // Who may not read is refused before it is looked for; asking for an
      // export would cost Microsoft minutes of work.
      if (error instanceof MicrosoftError && error.status === 404) {
        return pass(answer);
      }
      throw error;
    }
    return pass(answer);
  },
};
