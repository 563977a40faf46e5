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

import type { Reply } from '../http/Reply';
import { directoryRolesOf } from '../identity/accounts';
import { ROLE_TEMPLATES } from '../identity/directoryRoles';
import { guid, hashText } from '../world/random';
import type { DirectoryCall } from './DirectoryCall';
import { DirectoryError } from './DirectoryError';
import { collection, entity } from './odata';

/** Answers `/me` and the roles of who calls. */
export function answerMe(
  { world, request, caller }: DirectoryCall,
  under: string | undefined,
): Reply | undefined {
  if (request.method !== 'GET') {
    return undefined;
  }
  if (caller.kind === 'app') {
    throw new DirectoryError(
      400,
      'BadRequest',
      '/me request is only valid with delegated authentication flow.',
    );
  }
  const { account } = caller;
  switch (under) {
    case undefined:
      return entity(request, 'users', {
        id: account.objectId,
        displayName: account.name,
        mail: account.username,
        userPrincipalName: account.username,
      });
    case 'memberOf/microsoft.graph.directoryRole':
    case 'transitiveMemberOf/microsoft.graph.directoryRole':
      return collection(
        request,
        'directoryRoles',
        directoryRolesOf(account).map(role => ({
          id: guid(hashText(world.partner.tenantId), hashText(role)),
          displayName: ROLE_TEMPLATES[role].displayName,
          roleTemplateId: ROLE_TEMPLATES[role].id,
        })),
      );
    default:
      return undefined;
  }
}
