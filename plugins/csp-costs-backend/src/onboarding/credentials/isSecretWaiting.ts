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

import type { CredentialWork } from './CredentialWork';
import { isUnlistedYet } from './isUnlistedYet';

/** Whether a client secret is in the vault that Microsoft may not know everywhere yet. */
export async function isSecretWaiting({
  context,
  keeper,
  connector,
  application,
}: CredentialWork): Promise<boolean> {
  const next = await keeper.kept(connector, 'app-next');
  if (
    next?.kind !== 'client-secret' ||
    new Date(next.expiresAt!) <= context.now()
  ) {
    return false;
  }
  return (
    application.passwordCredentials.some(({ keyId }) => keyId === next.keyId) ||
    isUnlistedYet(next, context.now)
  );
}
