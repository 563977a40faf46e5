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

import { createHash } from 'node:crypto';

const PREFIX = 'csp-costs-';

/** Microsoft allows 120 characters; a name need not be that long to be told apart. */
const MAX_SLUG = 60;

/**
 * The unique name of the app registration that onboarding makes under a name:
 * the same for the same name, so that it is found again and never made twice.
 */
export function uniqueNameOf(displayName: string): string {
  const slug = displayName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  // Names that differ in other letters, or at their end, are different names.
  const isWhole =
    slug.length <= MAX_SLUG && !/[^\x20-\x7e]/.test(displayName) && slug !== '';
  if (isWhole) {
    return `${PREFIX}${slug}`;
  }
  const hash = createHash('sha256').update(displayName).digest('hex');
  return [`${PREFIX}${hash.slice(0, 12)}`, slug.slice(0, MAX_SLUG)]
    .filter(Boolean)
    .join('-');
}

/** Whether an app registration was made by onboarding. */
export function isOurs(uniqueName: string | undefined): boolean {
  return uniqueName?.startsWith(PREFIX) ?? false;
}
