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
import { requiredScopes, resourceOf } from '../../consent/scopes';
import { registrationPage } from '../adminPages';
import type { CheckContext, ConnectorCheck } from '../ConnectorCheck';
import { fail, pass, warn } from '../verdicts';

/**
 * What tokens may carry besides: signing in itself. Every app registration is
 * made with User.Read, which shows the person's own profile.
 */
const HARMLESS = new Set([
  'openid',
  'profile',
  'email',
  'offline_access',
  'User.Read',
]);

interface Granted {
  missing: string[];
  extra: string[];
  unreadable: string[];
}

/** Whether the person's consent covers what is read, and nothing else. */
export const delegatedPermissionCheck: ConnectorCheck = {
  checkId: 'delegated-permissions',
  title: 'Consented permissions',
  group: 'consent',
  why: 'A source that is switched on later, or an administrator, can make what was consented differ from what is needed.',
  hiddenBy: ['delegated-access'],
  skip: ({ delegatedTokens }) =>
    delegatedTokens ? undefined : 'Nobody has signed in with Microsoft.',
  async run(context) {
    const { connector, consent, adminConsentUrl, now } = context;
    const { missing, extra, unreadable } = await readGranted(context);
    const links = [
      { label: 'Approve as an administrator', url: adminConsentUrl },
      ...registrationPage(connector, 'CallAnAPI'),
    ];
    if (missing.length > 0) {
      const list = missing.join(', ');
      const lost = missing.every(scope => consent?.scopes.includes(scope));
      return fail(
        lost
          ? problemOf('PERMISSIONS_CHANGED', now, {
              cause: `Permissions that were consented are gone: ${list}.`,
            })
          : problemOf('CONSENT_INCOMPLETE', now, {
              cause: `What is switched on needs permissions that were not consented: ${list}.`,
            }),
        `Not there: ${list}.`,
        {
          values: missing.map(value => ({ label: 'Missing', value })),
          links,
        },
      );
    }
    if (extra.length > 0) {
      return warn(
        problemOf('PERMISSIONS_EXCESSIVE', now, {
          cause: `The application may do more in the name of the person than it needs: ${extra.join(
            ', ',
          )}.`,
        }),
        `Also there: ${extra.join(', ')}.`,
        { values: extra.map(value => ({ label: 'Not needed', value })), links },
      );
    }
    return unreadable.length > 0
      ? warn(
          problemOf('TOKEN_UNREADABLE', now),
          `The permissions for ${unreadable.join(', ')} cannot be seen.`,
          { links },
        )
      : pass(
          `Consented is what is needed and nothing else: ${requiredScopes(
            connector,
          ).join(', ')}.`,
        );
  },
};

async function readGranted({
  connector,
  delegatedTokens,
  now,
  signal,
}: CheckContext): Promise<Granted> {
  const granted: Granted = { missing: [], extra: [], unreadable: [] };
  const required = requiredScopes(connector);
  for (const resource of new Set(required.map(resourceOf))) {
    signal.throwIfAborted();
    const wanted = required.filter(scope => resourceOf(scope) === resource);
    let token: string;
    try {
      token = await delegatedTokens!.get(resource, { refresh: false });
    } catch (error) {
      if (explain(error, now).code !== 'CONSENT_MISSING') {
        throw error;
      }
      granted.missing.push(...wanted);
      continue;
    }
    const scopes = readClaims(token)?.scp;
    if (!scopes) {
      granted.unreadable.push(resource);
      continue;
    }
    const has = scopes.map(scope => `${resource}/${scope}`);
    granted.missing.push(...wanted.filter(scope => !has.includes(scope)));
    granted.extra.push(
      ...scopes
        .filter(scope => !HARMLESS.has(scope))
        .map(scope => `${resource}/${scope}`)
        .filter(scope => !wanted.includes(scope)),
    );
  }
  return granted;
}
