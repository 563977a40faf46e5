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

/**
 * Checks how the application proves who it is: a secret, an assertion signed
 * with one of its certificates, or a workload's token.
 *
 * @param endpoints - Addresses that an assertion may be meant for.
 * @throws EntraError that says what is wrong with the proof.
 */
export function authenticateClient(
  world: World,
  form: URLSearchParams,
  endpoints: readonly string[],
): void {
  const { clientId } = world.partner;
  const { clientSecrets, certificates, federatedCredentials } = world.tenant;
  const assertion = form.get('client_assertion');
  if (assertion && isFederated(assertion)) {
    verifyFederatedAssertion(assertion, federatedCredentials);
    return;
  }
  if (assertion) {
    verifyClientAssertion(
      assertion,
      certificates.map(pem => RegisteredCertificate.create(pem)),
      { clientId, audiences: endpoints },
    );
    return;
  }
  const secret = form.get('client_secret');
  if (!secret) {
    throw new EntraError(7000218);
  }
  const known = clientSecrets.find(({ value }) => value === secret);
  if (!known) {
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
