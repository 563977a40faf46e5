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

import type { OwnershipRule, OwnershipSubject } from './ProviderConfig';

/** Who owns something, and which system it belongs to: full entity refs. */
export interface Ownership {
  owner: string;
  system?: string;
}

/** What the first rule that matches says; what it leaves open is as otherwise. */
export function applyRules(
  rules: readonly OwnershipRule[],
  subject: OwnershipSubject,
  otherwise: Ownership,
): Ownership {
  const rule = rules.find(({ matches }) => matches(subject));
  return {
    owner: rule?.owner ?? otherwise.owner,
    system: rule?.system ?? otherwise.system,
  };
}
