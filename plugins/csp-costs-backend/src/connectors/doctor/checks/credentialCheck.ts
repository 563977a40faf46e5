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
import { registrationPage } from '../adminPages';
import type { ConnectorCheck } from '../ConnectorCheck';
import { fail, pass, warn } from '../verdicts';

const DAY_MS = 24 * 60 * 60_000;
const WARN_DAYS = 30;

const NAMES = {
  'client-secret': 'client secret',
  certificate: 'certificate',
  federated: 'federated identity',
} as const;

/** Whether the application has something to sign in with, and for how long. */
export const credentialCheck: ConnectorCheck = {
  checkId: 'credential',
  title: 'Credential of the application',
  group: 'application',
  why: 'Client secrets and certificates end on a day that is set when they are made, and then everything stops at once.',
  async run({ connector, credential, now }) {
    const links = registrationPage(connector, 'Credentials');
    if (!credential) {
      return fail(
        problemOf('CREDENTIAL_MISSING', now),
        'There is no credential.',
        { links },
      );
    }
    const name = NAMES[credential.kind];
    const values = credential.thumbprint
      ? [{ label: 'Thumbprint (SHA-256)', value: credential.thumbprint }]
      : undefined;
    if (credential.kind === 'federated') {
      return pass(
        'A federated identity signs the application in; it has no secret that ends.',
      );
    }
    if (!credential.expiresAt) {
      return pass(
        `There is a ${name}; the day on which it ends was not entered, so nobody is told before.`,
        { links },
      );
    }
    const days = Math.ceil(
      (new Date(credential.expiresAt).getTime() - now.getTime()) / DAY_MS,
    );
    const day = credential.expiresAt.slice(0, 10);
    if (days <= 0) {
      return fail(
        problemOf('CREDENTIAL_EXPIRED', now, {
          cause: `The ${name} has expired.`,
        }),
        `The ${name} ended on ${day}.`,
        { values, links },
      );
    }
    return days <= WARN_DAYS
      ? warn(
          problemOf('CREDENTIAL_EXPIRING', now, {
            cause: `The ${name} expires soon.`,
          }),
          `The ${name} ends on ${day}, in ${days} ${
            days === 1 ? 'day' : 'days'
          }.`,
          { values, links },
        )
      : pass(`The ${name} is good until ${day}.`, { values });
  },
};
