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
import { explain, problemOf } from '../../../errors';
import { ROLE_PAIRS } from '../../../errors/apiErrors';
import type { CheckContext, ConnectorCheck } from '../ConnectorCheck';
import { forbidden, partnerCenterGet } from '../partnerCenterGet';
import { fail, pass, skipped, warn } from '../verdicts';

const DAY_MS = 24 * 60 * 60_000;

const PARTNER_CENTER_ACCESS: Pick<ConnectorCheck, 'hiddenBy' | 'skip'> = {
  hiddenBy: [
    'service-principals',
    'partner-center-registration',
    'delegated-access',
    'mfa',
  ],
  skip: ({ connector, delegatedTokens }) => {
    if (!connector.settings.sources.partnerCenter) {
      return 'Partner Center is switched off.';
    }
    return delegatedTokens ? undefined : 'Nobody has signed in with Microsoft.';
  },
};

interface Readable {
  customers: boolean;
  invoices: boolean;
  problem?: Problem;
}

/** What the roles of the person let through. */
async function whatIsReadable(context: CheckContext): Promise<Readable> {
  let problem: Problem | undefined;
  const mayRead = async (path: string): Promise<boolean> => {
    try {
      await partnerCenterGet(context, context.delegatedTokens!, path);
      return true;
    } catch (error) {
      problem ??= explain(forbidden(error), context.now);
      return false;
    }
  };
  const customers = await mayRead('customers?size=1');
  const invoices = await mayRead('invoices?size=1&offset=0');
  return { customers, invoices, problem };
}

/** Whether the person's roles are enough. */
export const rolesCheck: ConnectorCheck = {
  checkId: 'partner-roles',
  title: 'Roles of the account',
  group: 'roles',
  why: 'Which roles read billing data in Partner Center is not what their names suggest.',
  ...PARTNER_CENTER_ACCESS,
  async run(context) {
    const { customers, invoices, problem } = await whatIsReadable(context);
    if (!problem) {
      return pass('The account may read customers and invoices.');
    }
    const values = [
      { label: 'Works', value: 'Billing admin + Sales agent' },
      { label: 'Works', value: 'Global admin + Admin agent' },
      { label: 'Does not work', value: 'Global admin + Sales agent' },
    ];
    if (customers) {
      return fail(
        problem,
        'The account may read customers but no invoices, as Global admin with Sales agent would.',
        { values },
      );
    }
    return fail(
      problem,
      invoices
        ? 'The account may read invoices but no customers: Admin agent or Sales agent is missing.'
        : `The account may read neither customers nor invoices. ${ROLE_PAIRS}`,
      { values },
    );
  },
};

/** Whether the roles are there without anybody activating them. */
export const permanentRolesCheck: ConnectorCheck = {
  checkId: 'permanent-roles',
  title: 'Roles are permanent',
  group: 'roles',
  why: 'Privileged Identity Management gives roles for some hours after somebody asks; a connector works at night, when nobody does.',
  ...PARTNER_CENTER_ACCESS,
  async run(context) {
    const { consent, now } = context;
    const { problem } = await whatIsReadable(context);
    if (problem) {
      return usedToWork(context)
        ? fail(
            problemOf('ROLE_NOT_PERMANENT', now, {
              microsoft: problem.microsoft,
            }),
            'The roles worked before, and no longer do.',
          )
        : skipped('Hidden by “Roles of the account”, which fails.');
    }
    if (!consent) {
      return skipped('It is not known since when the account is in use.');
    }
    const proven = new Date(new Date(consent.consentedAt).getTime() + DAY_MS);
    return now > proven
      ? pass(
          'The roles still work more than a day after the consent, with nobody signed in.',
        )
      : warn(
          problemOf('ROLES_UNPROVEN', now),
          'The roles work, less than a day after the consent.',
          {
            values: [
              {
                label: 'Run again after',
                value: `${proven
                  .toISOString()
                  .slice(0, 16)
                  .replace('T', ' ')} UTC`,
              },
            ],
          },
        );
  },
};

function usedToWork({ earlier = [] }: CheckContext): boolean {
  return earlier.some(
    ({ checkId, status, problem }) =>
      (checkId === 'partner-roles' && status === 'pass') ||
      (checkId === 'permanent-roles' &&
        (status === 'pass' ||
          problem?.code === 'ROLES_UNPROVEN' ||
          problem?.code === 'ROLE_NOT_PERMANENT')),
  );
}
