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

/** Microsoft allows 120 characters; a name need not be that long to be told apart. */
const MAX_SLUG = 60;

/**
 * The unique name of the app registration that onboarding makes under a name:
 * the same for the same name, so that it is found again and never made twice.
 *
 * @param installationId - Another portal makes an application of its own.
 */
export function uniqueNameOf(
  installationId: string,
  displayName: string,
): string {
  const name = displayName.trim().toLowerCase();
  const slug = name.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const isWhole =
    slug.length <= MAX_SLUG && /^[a-z0-9]+( [a-z0-9]+)*$/.test(name);
  // Names that differ in what is left out are different names.
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return [
    prefixOf(installationId),
    isWhole ? [] : hash,
    slug.slice(0, MAX_SLUG) || [],
  ]
    .flat()
    .join('-');
}

/** Whether an app registration was made by onboarding, in this portal. */
export function isOurs(
  installationId: string,
  uniqueName: string | undefined,
): boolean {
  return uniqueName?.startsWith(`${prefixOf(installationId)}-`) ?? false;
}

function prefixOf(installationId: string): string {
  return `csp-costs-${installationId}`;
}
