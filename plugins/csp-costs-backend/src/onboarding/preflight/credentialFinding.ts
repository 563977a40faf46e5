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

import type {
  CredentialKind,
  PreflightFinding,
} from 'backstage-plugin-csp-costs-common';
import type { AppManagementPolicy } from '../../microsoft/directory/schemas';
import { CREDENTIAL_NAMES } from '../credentials/credentialNames';
import { directoryOf } from '../directoryOf';
import type { Looked } from './Looked';
import { HIDDEN, visible } from './visible';

/** What the step that makes a credential will meet. */
export async function credentialFinding(
  { access, signal }: Looked,
  kind: CredentialKind = 'certificate',
  connector?: { title?: string },
): Promise<PreflightFinding> {
  const step = 'credential';
  if (connector) {
    return {
      step,
      outcome: 'exists',
      text: `The connector ${
        connector.title ?? 'that is there'
      } has a credential of this application, which is kept as long as it works.`,
    };
  }
  const name = CREDENTIAL_NAMES[kind];
  if (kind === 'federated') {
    return {
      step,
      outcome: 'will-create',
      text: 'The application will trust the federated identity of this portal.',
    };
  }
  const policy = await visible(directoryOf(access).appManagementPolicy(signal));
  if (policy === HIDDEN) {
    return {
      step,
      outcome: 'unknown',
      text: `A ${name} will be made, unless a policy of the tenant forbids it, which this sign-in cannot look at. Then the next best is made.`,
    };
  }
  return policy && forbids(policy, kind)
    ? {
        step,
        outcome: 'not-allowed',
        text: `A policy of the tenant forbids a ${name} of this kind. The next best that it allows will be made.`,
        whoCan:
          'A Global Administrator, who can exempt the application from the policy',
      }
    : {
        step,
        outcome: 'will-create',
        text: `A ${name} will be made, and kept in the vault of this portal.`,
      };
}

function forbids(policy: AppManagementPolicy, kind: CredentialKind): boolean {
  const { passwordCredentials, keyCredentials } =
    policy.applicationRestrictions;
  // What is good for too long is refused when it is made; other rules are those of who signs a certificate, which ours does itself.
  const forbidding =
    kind === 'client-secret'
      ? passwordCredentials.filter(
          ({ restrictionType }) => restrictionType === 'passwordAddition',
        )
      : keyCredentials.filter(
          ({ restrictionType }) => restrictionType !== 'asymmetricKeyLifetime',
        );
  return (
    policy.isEnabled && forbidding.some(({ state }) => state !== 'disabled')
  );
}
