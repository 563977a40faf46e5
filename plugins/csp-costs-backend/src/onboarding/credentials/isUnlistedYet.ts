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

import type { CredentialDetails } from '../../connectors/vault/CredentialVault';

/** How long Microsoft may not list a client secret that it has made. */
const UNLISTED_MS = 15 * 60_000;

/** Whether Microsoft may not list a client secret yet, although it has made it. */
export function isUnlistedYet(
  { kind, keptAt }: Pick<CredentialDetails, 'kind' | 'keptAt'>,
  now: () => Date,
): boolean {
  return (
    kind === 'client-secret' &&
    keptAt !== undefined &&
    now().getTime() - new Date(keptAt).getTime() < UNLISTED_MS
  );
}
