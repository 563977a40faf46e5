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

import { InputError } from '@backstage/errors';
import type { OperatorTokens } from 'backstage-plugin-csp-costs-common';
import type { PersonTokens } from '../../microsoft/identity/DeviceCodeSignIn';
import { readClaims } from '../../microsoft/identity/readClaims';
import type { MicrosoftCloud } from '../../microsoft/MicrosoftCloud';

/** Other names that Microsoft has for the audience of a token. */
const ALIASES = {
  graph: ['00000003-0000-0000-c000-000000000000'],
  arm: [
    '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    'https://management.core.windows.net',
    'https://management.core.usgovcloudapi.net',
    'https://management.core.chinacloudapi.cn',
  ],
} as const;

/**
 * Reads what the access tokens of a person say, and refuses those that are of
 * no use.
 *
 * @remarks
 * Their signatures are not verified: they are sent to nobody but the APIs that
 * they are for, and those do it.
 *
 * @throws InputError that names the field; it never repeats a token.
 */
export function readOperatorTokens(
  tokens: OperatorTokens,
  wanted: { cloud: MicrosoftCloud; partnerTenantId: string; now: Date },
): PersonTokens {
  const { objectId, ...graph } = read('graph', tokens, wanted);
  const arm = read('arm', tokens, wanted);
  if (objectId !== arm.objectId) {
    throw new InputError(
      'tokens.arm is of another person than tokens.graph; get both in one sign-in',
    );
  }
  return {
    ...tokens,
    ...graph,
    lifetimeMs: Math.min(graph.lifetimeMs, arm.lifetimeMs),
  };
}

function read(
  name: 'graph' | 'arm',
  tokens: OperatorTokens,
  wanted: { cloud: MicrosoftCloud; partnerTenantId: string; now: Date },
): Omit<PersonTokens, 'graph' | 'arm'> & {
  /** Of the person in the tenant. */
  objectId: string;
} {
  const { cloud, partnerTenantId, now } = wanted;
  const resource = cloud.resources[name];
  const claims = readClaims(tokens[name]);
  const refuse = (reason: string): never => {
    throw new InputError(`tokens.${name} ${reason}`);
  };
  if (!claims?.aud || !claims.tid || !claims.oid || !claims.exp) {
    return refuse(
      `is not an access token of a person for ${resource}; sign in with Microsoft again`,
    );
  }
  const audience = claims.aud.replace(/\/$/, '').toLowerCase();
  if (![resource, ...ALIASES[name]].includes(audience)) {
    return refuse(
      `is an access token for something else; ask for scopes of ${resource}`,
    );
  }
  if (claims.tid.toLowerCase() !== partnerTenantId) {
    return refuse(
      `is of another tenant than ${partnerTenantId}; use "Sign in with a code", since the Microsoft provider of the portal may belong to another tenant`,
    );
  }
  const lifetimeMs = claims.exp * 1000 - now.getTime();
  if (lifetimeMs <= 0) {
    return refuse('has ended; sign in with Microsoft again');
  }
  if (claims.roles && !claims.scp) {
    return refuse("is an application's own; sign in as a person");
  }
  return {
    account:
      claims.upn ??
      claims.preferred_username ??
      claims.unique_name ??
      claims.oid,
    objectId: claims.oid,
    tenantId: partnerTenantId,
    lifetimeMs,
  };
}
