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

import { RegisteredCertificate } from './clientAssertion';
import { EntraError } from './entraError';
import type { FederatedCredential } from './tenantPatch';

/** Workloads may have a clock that differs from ours. */
const SKEW_SECONDS = 300;
/** The only audience that Entra takes workload tokens for. */
const AUDIENCE = 'api://AzureADTokenExchange';

function partOf(assertion: string, index: number): Record<string, unknown> {
  try {
    return Object(
      JSON.parse(
        Buffer.from(assertion.split('.')[index] ?? '', 'base64url').toString(),
      ),
    );
  } catch {
    return {};
  }
}

/**
 * Whether an assertion is a workload's token rather than one that the
 * application has signed itself: its issuer is a URL, as OpenID Connect wants it.
 */
export function isFederated(assertion: string): boolean {
  return /^https?:\/\//.test(String(partOf(assertion, 1).iss));
}

/**
 * Checks a workload's token against the federated credentials of the
 * application, and its times against real time, which is the workload's clock.
 *
 * @param issuers - PEM of the keys of issuers that a credential has none for.
 * @throws EntraError 700211, 700213 or 700212 when issuer, subject or audience
 * are of no credential, 7000272 for a signature with another key, 700024 when it
 * is too old or not good yet.
 */
export function verifyFederatedAssertion(
  assertion: string,
  credentials: readonly FederatedCredential[],
  issuers: Readonly<Record<string, string>>,
): void {
  const [head, body, signature] = assertion.split('.');
  const claims = partOf(assertion, 1);
  let found = credentials;
  // Issuer and subject are compared exactly: a slash or a capital letter matters.
  for (const [code, name, matches] of [
    [700211, 'iss', (one: FederatedCredential) => one.issuer === claims.iss],
    [700213, 'sub', (one: FederatedCredential) => one.subject === claims.sub],
    [
      700212,
      'aud',
      (one: FederatedCredential) =>
        one.audience === claims.aud && claims.aud === AUDIENCE,
    ],
  ] as const) {
    found = found.filter(matches);
    if (found.length === 0) {
      throw new EntraError(code, { detail: `'${String(claims[name])}'.` });
    }
  }
  const signed = found.some(one => {
    const publicKeyPem = one.publicKeyPem ?? issuers[one.issuer];
    return (
      publicKeyPem !== undefined &&
      RegisteredCertificate.create(publicKeyPem).verifies(
        partOf(assertion, 0).alg,
        `${head}.${body}`,
        Buffer.from(signature ?? '', 'base64url'),
      )
    );
  });
  if (!signed) {
    throw new EntraError(7000272, { detail: `'${String(claims.iss)}'.` });
  }
  const now = Date.now() / 1000;
  if (
    !(Number(claims.exp) > now - SKEW_SECONDS) ||
    (claims.nbf !== undefined && !(Number(claims.nbf) < now + SKEW_SECONDS))
  ) {
    throw new EntraError(700024);
  }
}
