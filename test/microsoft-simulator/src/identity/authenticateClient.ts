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

import type { World } from '../world/World';
import {
  RegisteredCertificate,
  verifyClientAssertion,
} from './clientAssertion';
import { EntraError } from './entraError';
import { isFederated, verifyFederatedAssertion } from './federatedAssertion';
import type { RegisteredApplication } from './RegisteredApplication';

/**
 * Checks how the application proves who it is: a secret, an assertion signed
 * with one of its certificates, or a workload's token. A public client proves
 * nothing.
 *
 * @param endpoints - Addresses that an assertion may be meant for.
 * @throws EntraError that says what is wrong with the proof.
 */
export function authenticateClient(
  world: World,
  application: RegisteredApplication,
  form: URLSearchParams,
  endpoints: readonly string[],
): void {
  const { clientId, clientSecrets, certificates, federatedCredentials } =
    application;
  const { directory } = world.tenant;
  const isLate = (credential: string) => {
    const keyId = application.details.get(credential)?.keyId;
    return keyId !== undefined && directory.isLate(keyId);
  };
  const assertion = form.get('client_assertion');
  const secret = form.get('client_secret');
  if (application.publicClient) {
    if (assertion ?? secret) {
      throw new EntraError(700025);
    }
    return;
  }
  if (assertion && isFederated(assertion)) {
    const known = federatedCredentials.filter(
      ({ issuer, subject }) => !isLate(`${issuer} ${subject}`),
    );
    if (known.length === 0 && federatedCredentials.length > 0) {
      throw new EntraError(70021);
    }
    verifyFederatedAssertion(assertion, known, directory.settings.issuers);
    return;
  }
  if (assertion) {
    verifyClientAssertion(
      assertion,
      certificates
        .filter(pem => !isLate(pem))
        .map(pem => RegisteredCertificate.create(pem)),
      { clientId, audiences: endpoints },
    );
    return;
  }
  if (!secret) {
    throw new EntraError(7000218);
  }
  const known = clientSecrets.find(({ value }) => value === secret);
  if (!known || isLate(secret)) {
    throw new EntraError(7000215, {
      detail: `A secret added to app '${clientId}'.`,
    });
  }
  if (
    known.expiresAt !== undefined &&
    new Date(known.expiresAt) <= world.clock.now()
  ) {
    throw new EntraError(7000222, { detail: `App '${clientId}'.` });
  }
}
