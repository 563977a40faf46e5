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

import type { DirectoryClient } from '../../microsoft/directory/DirectoryClient';
import type { ServicePrincipal } from '../../microsoft/directory/schemas';
import type { StepContext } from '../StepContext';
import { grantFor } from './grants';

/** What is taken back from whom. */
interface Grant {
  /** Service principal of the application. Absent when there is none. */
  principal: ServicePrincipal | undefined;
  /** Service principal of the API. Absent when there is none. */
  resource: ServicePrincipal | undefined;
}

/** Takes an application permission back. What is not there is a success. */
export async function takeBackRole(
  { signal, effects, dryRun }: StepContext,
  directory: DirectoryClient,
  { principal, resource }: Grant,
  permission: string,
): Promise<void> {
  const object = 'application-permission';
  const role = resource?.appRoles.find(({ value }) => value === permission);
  const assignment =
    principal &&
    (await directory.appRoleAssignments(principal.id, signal)).find(
      ({ resourceId, appRoleId }) =>
        resourceId === resource?.id && appRoleId === role?.id,
    );
  if (!assignment) {
    effects.push({
      object,
      outcome: 'absent',
      text: `The application permission ${permission} is not granted.`,
    });
    return;
  }
  if (!dryRun) {
    await directory.removeAppRoleAssignment(
      principal.id,
      assignment.id,
      signal,
    );
  }
  effects.push(
    dryRun
      ? {
          object,
          outcome: 'would-remove',
          text: `The application permission ${permission} would be taken back.`,
        }
      : {
          object,
          outcome: 'removed',
          text: `The application permission ${permission} was taken back.`,
        },
  );
}

/** Takes delegated permissions back, and leaves those of the same grant that are others. */
export async function takeBackScopes(
  { signal, effects, dryRun }: StepContext,
  directory: DirectoryClient,
  { principal, resource }: Grant,
  scopes: string[],
): Promise<void> {
  const object = 'delegated-grant';
  const name = `${scopes.join(', ')} of ${resource?.displayName ?? 'the API'}`;
  const grant =
    principal &&
    grantFor(
      await directory.delegatedGrants(principal.id, signal),
      resource?.id,
    );
  const left = grant?.scopes.filter(scope => !scopes.includes(scope)) ?? [];
  if (!grant || left.length === grant.scopes.length) {
    effects.push({
      object,
      outcome: 'absent',
      text: `The delegated permission ${name} is not granted.`,
    });
    return;
  }
  if (dryRun) {
    effects.push({
      object,
      outcome: 'would-remove',
      text: `The delegated permission ${name} would be taken back.`,
    });
    return;
  }
  if (left.length > 0) {
    await directory.changeDelegated(grant.id, left, signal);
  } else {
    await directory.removeDelegated(grant.id, signal);
  }
  effects.push({
    object,
    outcome: 'removed',
    text: `The delegated permission ${name} was taken back.`,
  });
}
