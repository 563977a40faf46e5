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

import type { DirectoryRole } from '../microsoft/directory/schemas';

const GLOBAL = '62e90394-69f5-4237-9190-012177145e10';

/** Ids that roles of Microsoft Entra have in every tenant. */
const ROLES = {
  application: [
    GLOBAL,
    // Application Administrator, Cloud Application Administrator
    '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    '158c047a-c907-4556-b7ef-446551a6b5f7',
  ],
  // Privileged Role Administrator
  grant: [GLOBAL, 'e8611ab8-c189-46e8-94e1-60213ab1f814'],
  billing: [GLOBAL],
} as const;

/** Whether somebody has a role that lets them register applications, grant permissions, or manage all billing accounts. */
export function mayBy(
  roles: DirectoryRole[],
  right: keyof typeof ROLES,
): boolean {
  const ids: readonly string[] = ROLES[right];
  return roles.some(({ roleTemplateId }) =>
    ids.includes(roleTemplateId?.toLowerCase() ?? ''),
  );
}
