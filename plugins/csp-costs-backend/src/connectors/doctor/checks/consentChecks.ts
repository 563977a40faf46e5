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
import { explain, problemOf, type ProblemCode } from '../../../errors';
import { readClaims } from '../../../microsoft/identity/readClaims';
import { requiredScopes, resourceOf } from '../../consent/scopes';
import type {
  CheckContext,
  CheckResult,
  ConnectorCheck,
} from '../ConnectorCheck';
import { fail, pass, skipped, warn } from '../verdicts';

const DAY_MS = 24 * 60 * 60_000;
/** It is renewed every week; twice that means that something is in the way. */
const OLD_DAYS = 14;

const POLICY_CODES: readonly ProblemCode[] = [
  'CONSENT_DECLINED',
  'ADMIN_APPROVAL_NEEDED',
  'ADMIN_APPROVAL_PENDING',
];
const ACCOUNT_CODES: readonly ProblemCode[] = ['WRONG_ACCOUNT'];

/** Why the latest sign-in failed, if for one of these reasons. */
function latestProblem(
  { consentProblem }: CheckContext,
  codes: readonly ProblemCode[],
): Problem | undefined {
  return codes.some(code => code === consentProblem?.code)
    ? consentProblem
    : undefined;
}

/** What failed is broken only as long as no earlier consent works. */
function failOrWarn(
  { consent }: CheckContext,
  problem: Problem,
  finding: string,
  more?: Pick<CheckResult, 'values' | 'links'>,
): CheckResult {
  return consent
    ? warn(problem, `${finding} An earlier consent is still in use.`, more)
    : fail(problem, finding, more);
}

function nobodyNeeded({ connector }: CheckContext): string {
  return connector.settings.sources.priceSheet
    ? 'Nobody has signed in with Microsoft yet.'
    : 'Nobody has signed in with Microsoft, and nothing that is switched on needs it.';
}

/** Whether the tenant let the person consent. */
export const consentPolicyCheck: ConnectorCheck = {
  checkId: 'consent-policy',
  title: 'The tenant lets the account consent',
  group: 'consent',
  why: 'Many tenants let administrators alone accept what an application may do.',
  async run(context) {
    const problem = latestProblem(context, POLICY_CODES);
    if (problem) {
      return failOrWarn(
        context,
        problem,
        'The latest sign-in got no consent.',
        {
          values: [
            {
              label: 'Link for an administrator',
              value: context.adminConsentUrl,
            },
          ],
          links: [
            {
              label: 'Approve as an administrator',
              url: context.adminConsentUrl,
            },
          ],
        },
      );
    }
    return context.consent
      ? pass('The permissions were consented.')
      : skipped(nobodyNeeded(context));
  },
};

/** Whose account the consent in use is. */
async function presentAccount(context: CheckContext): Promise<CheckResult> {
  const { connector, delegatedTokens, now } = context;
  const scope = requiredScopes(connector)[0];
  if (!delegatedTokens || !scope) {
    return skipped(nobodyNeeded(context));
  }
  let token: string;
  try {
    token = await delegatedTokens.get(resourceOf(scope), { refresh: false });
  } catch (error) {
    const problem = explain(error, now);
    return problem.code === 'WRONG_ACCOUNT'
      ? fail(problem, 'Microsoft does not find the account in the tenant.')
      : skipped('Hidden by “Delegated access works”, which fails.');
  }
  const claims = readClaims(token);
  if (!claims) {
    return warn(
      problemOf('TOKEN_UNREADABLE', now),
      'The token does not show whose it is.',
    );
  }
  const name =
    claims.upn ??
    claims.preferred_username ??
    claims.unique_name ??
    'The account';
  const tenant = connector.settings.partnerTenantId.toLowerCase();
  if (claims.tid && claims.tid.toLowerCase() !== tenant) {
    return fail(
      problemOf('WRONG_ACCOUNT', now),
      `${name} signed in at the tenant ${claims.tid}.`,
      { values: [{ label: 'Partner tenant id', value: tenant }] },
    );
  }
  const guest =
    claims.acct === 1 ||
    /#EXT#/i.test(name) ||
    (claims.idp !== undefined && !claims.idp.toLowerCase().includes(tenant));
  return guest
    ? fail(
        problemOf('WRONG_ACCOUNT', now, {
          cause: 'The account is a guest in the partner tenant.',
        }),
        `${name} is a guest.`,
      )
    : pass(`${name} is a member of the partner tenant.`);
}

/** Whether who consented is a member of the partner tenant. */
export const accountCheck: ConnectorCheck = {
  checkId: 'account',
  title: 'Work account of the partner tenant',
  group: 'consent',
  why: 'Personal accounts and guests have no roles in Partner Center, and are easily picked by a browser that knows them.',
  async run(context) {
    const refused = latestProblem(context, ACCOUNT_CODES);
    // Who is signed in counts for more than who tried to.
    const present = await presentAccount(context);
    if (!refused || present.status === 'fail') {
      return present;
    }
    return failOrWarn(
      context,
      refused,
      'The latest sign-in was by an account of somewhere else.',
      {
        values: [
          {
            label: 'Partner tenant id',
            value: context.connector.settings.partnerTenantId,
          },
        ],
      },
    );
  },
};

/** Whether access in the name of the person works, and is kept fresh. */
export const delegatedAccessCheck: ConnectorCheck = {
  checkId: 'delegated-access',
  title: 'Delegated access works',
  group: 'consent',
  why: 'What a person has given ends after 90 days without use, or when an administrator revokes it.',
  async run(context) {
    const { connector, consent, consentProblem, delegatedTokens, now } =
      context;
    const scope = requiredScopes(connector)[0];
    if (!delegatedTokens || !scope) {
      if (
        consentProblem &&
        !latestProblem(context, [...POLICY_CODES, ...ACCOUNT_CODES])
      ) {
        return fail(consentProblem, 'The latest sign-in failed.');
      }
      return connector.settings.sources.priceSheet
        ? fail(
            problemOf('CONSENT_MISSING', now, {
              cause:
                'Price sheets and exchange rates are read in the name of a person, and nobody has consented.',
              remedy: 'Sign in with Microsoft, or switch the price sheet off.',
            }),
            'Nobody has signed in with Microsoft yet.',
          )
        : skipped(nobodyNeeded(context));
    }
    try {
      await delegatedTokens.get(resourceOf(scope), { refresh: false });
    } catch (error) {
      return fail(
        explain(error, now),
        'Microsoft gives no token in the name of the person who consented.',
      );
    }
    if (!consent) {
      return pass('Microsoft gives tokens in the name of the person.');
    }
    const days = Math.floor(
      (now.getTime() - new Date(consent.renewedAt).getTime()) / DAY_MS,
    );
    return days > OLD_DAYS
      ? warn(
          problemOf('REFRESH_TOKEN_ENDING', now, {
            cause: `The delegated access had not been renewed for ${days} days, although that is done every week.`,
          }),
          'It works, but is not renewed regularly.',
        )
      : pass(
          `It works, and was renewed ${
            days === 0 ? 'today' : `${days} ${days === 1 ? 'day' : 'days'} ago`
          }.`,
        );
  },
};
