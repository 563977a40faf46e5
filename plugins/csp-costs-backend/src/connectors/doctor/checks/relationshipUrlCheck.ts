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

import { z } from 'zod';
import { problemOf } from '../../../errors';
import type { ConnectorCheck } from '../ConnectorCheck';
import { partnerCenterGet } from '../partnerCenterGet';
import { fail, pass } from '../verdicts';

const relationshipRequest = z.object({ url: z.url() });

/** Finds the address where customers accept the relationship to this partner. */
export const relationshipUrlCheck: ConnectorCheck = {
  checkId: 'relationship-url',
  title: 'Reseller relationship URL',
  group: 'data',
  why: 'A new customer accepts the relationship to you at this address; only then are there costs of it.',
  hiddenBy: [
    'service-principals',
    'partner-center-registration',
    'delegated-access',
    'mfa',
    'partner-roles',
  ],
  skip: ({ connector, delegatedTokens }) => {
    const { sources, resellerRelationshipUrl } = connector.settings;
    if (!sources.partnerCenter) {
      return 'Partner Center is switched off.';
    }
    if (resellerRelationshipUrl) {
      return 'The settings name one.';
    }
    return delegatedTokens ? undefined : 'Nobody has signed in with Microsoft.';
  },
  async run(context) {
    const { body } = await partnerCenterGet(
      context,
      context.delegatedTokens!,
      'customers/relationshiprequests',
    );
    const found = relationshipRequest.safeParse(body);
    return found.success
      ? pass('Partner Center gives it.', {
          values: [
            { label: 'Reseller relationship URL', value: found.data.url },
          ],
        })
      : fail(
          problemOf('ANSWER_UNREADABLE', context.now),
          'The answer of Partner Center has an unknown shape.',
        );
  },
};
