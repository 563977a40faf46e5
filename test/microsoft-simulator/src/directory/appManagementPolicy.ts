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
import type { DirectoryCall } from './DirectoryCall';
import { checkRight } from './directoryRights';
import { entity } from './odata';

/** Answers `/policies/defaultAppManagementPolicy`. */
export function answerPolicy({
  world,
  request,
  caller,
}: DirectoryCall): Reply | undefined {
  if (request.method !== 'GET') {
    return undefined;
  }
  checkRight(caller, 'read-policies');
  const { secretsForbidden, certificatesForbidden } =
    world.tenant.directory.settings;
  const restriction = (restrictionType: string, isForbidden: boolean) => ({
    restrictionType,
    state: isForbidden ? 'enabled' : 'disabled',
    maxLifetime: null,
    restrictForAppsCreatedAfterDateTime: '2019-10-19T10:37:00Z',
  });
  const restrictions = {
    passwordCredentials: [restriction('passwordAddition', secretsForbidden)],
    keyCredentials: [
      restriction('asymmetricKeyAddition', certificatesForbidden),
    ],
  };
  return entity(request, 'policies/defaultAppManagementPolicy', {
    id: '00000000-0000-0000-0000-000000000000',
    displayName: 'Default app management tenant policy',
    isEnabled: secretsForbidden || certificatesForbidden,
    applicationRestrictions: restrictions,
    servicePrincipalRestrictions: {
      passwordCredentials: [],
      keyCredentials: [],
    },
  });
}
