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

import { z } from 'zod';
import type { Reply } from '../http/Reply';
import type { World } from '../world/World';
import { answerRoleAssignments } from './appRoleAssignments';
import type { DirectoryCall } from './DirectoryCall';
import {
  badRequest,
  conflict,
  DirectoryError,
  notFound,
} from './DirectoryError';
import { checkRight } from './directoryRights';
import type { ObjectKey } from './ObjectKey';
import { collection, entity, readBody, readFilter } from './odata';
import { principalsOf, type Principal } from './principals';
import { resourceApis, type ApiPermission } from './resourceApis';

const SET = 'servicePrincipals';

const schema = z.strictObject({
  appId: z.guid(),
  displayName: z.string().optional(),
  tags: z.array(z.string()).optional(),
});

/** A service principal as Graph shows it. */
export function printedPrincipal(world: World, principal: Principal): object {
  const { roles, scopes } =
    principal.kind === 'api'
      ? principal.api
      : { roles: [] as ApiPermission[], scopes: [] as ApiPermission[] };
  return {
    id: principal.id,
    appId: principal.appId,
    displayName: principal.displayName,
    appDisplayName: principal.displayName,
    accountEnabled:
      principal.kind === 'api' ? true : principal.application.enabled,
    appOwnerOrganizationId:
      principal.kind === 'api'
        ? 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'
        : world.partner.tenantId,
    servicePrincipalType: 'Application',
    servicePrincipalNames: [principal.appId],
    tags: [],
    appRoles: roles.map(({ id, value }) => ({
      allowedMemberTypes: ['Application'],
      description: value,
      displayName: value,
      id,
      isEnabled: true,
      origin: 'Application',
      value,
    })),
    oauth2PermissionScopes: scopes.map(({ id, value }) => ({
      adminConsentDescription: value,
      adminConsentDisplayName: value,
      id,
      isEnabled: true,
      type: value === 'User.Read' ? 'User' : 'Admin',
      userConsentDescription: null,
      userConsentDisplayName: null,
      value,
    })),
  };
}

/** Answers `/servicePrincipals` and what is under it. */
export function answerPrincipals(
  call: DirectoryCall,
  key: ObjectKey | undefined,
  under: string | undefined,
): Reply | undefined {
  const { world, request, caller } = call;
  if (!key) {
    switch (request.method) {
      case 'GET':
        checkRight(caller, 'read');
        return list(call);
      case 'POST':
        checkRight(caller, 'write-applications');
        return entity(request, SET, create(call), 201);
      default:
        return undefined;
    }
  }
  const [part, rest] = under?.split('/') ?? [];
  if (part === undefined) {
    checkRight(
      caller,
      request.method === 'GET' ? 'read' : 'write-applications',
    );
  }
  const principal = principalsOf(world).find(
    one => (key.property === 'appId' ? one.appId : one.id) === key.value,
  );
  if (
    !principal ||
    key.property === 'uniqueName' ||
    world.tenant.directory.isLate(principal.id)
  ) {
    throw notFound(key.value);
  }
  if (part === 'appRoleAssignedTo' || part === 'appRoleAssignments') {
    return answerRoleAssignments(call, principal, part, rest);
  }
  switch (`${request.method} ${under ?? ''}`) {
    case 'GET ':
      return entity(request, SET, printedPrincipal(world, principal));
    case 'DELETE ':
      remove(world, principal);
      return { status: 204 };
    default:
      return undefined;
  }
}

function list({ world, request }: DirectoryCall): Reply {
  const wanted = readFilter(request, ['appId', 'displayName']);
  const found = principalsOf(world).filter(
    one =>
      (wanted.appId ?? one.appId) === one.appId &&
      (wanted.displayName ?? one.displayName) === one.displayName &&
      !world.tenant.directory.isLate(one.id),
  );
  return collection(
    request,
    SET,
    found.map(one => printedPrincipal(world, one)),
  );
}

function create({ world, request }: DirectoryCall): object {
  const { tenant } = world;
  const { directory } = tenant;
  const appId = readBody(request, schema).appId.toLowerCase();
  if (principalsOf(world).some(one => one.appId === appId)) {
    throw conflict(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  }
  const api = resourceApis(tenant).find(one => one.resource.appId === appId);
  if (api) {
    setPresent(world, appId, true);
    directory.begin(api.servicePrincipalId);
  } else {
    const application = directory.application(appId);
    const left = application
      ? directory.usesLeft(application.applicationObjectId)
      : 1;
    // Two of Microsoft's checks find out that it is late, and say so differently.
    if (left > 0 && left % 2 === 0) {
      throw new DirectoryError(
        403,
        'Authorization_RequestDenied',
        'When using this permission, the backing application of the service principal being created must be in the local tenant',
      );
    }
    if (!application || left > 0) {
      const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
      throw new DirectoryError(400, 'Request_BadRequest', message, [
        { code: 'NoBackingApplicationObject', message },
      ]);
    }
    application.servicePrincipalId = directory.newId();
    directory.begin(application.servicePrincipalId);
  }
  const made = principalsOf(world).find(one => one.appId === appId);
  if (!made) {
    throw notFound(appId);
  }
  return printedPrincipal(world, made);
}

function setPresent(world: World, appId: string, isPresent: boolean): void {
  const { servicePrincipals } = world.tenant;
  const flag = (
    [
      ['partnerCenter', 'Microsoft Partner Center'],
      ['partnerApi', 'Microsoft Partner'],
    ] as const
  ).find(([, name]) =>
    resourceApis(world.tenant).some(
      one => one.displayName === name && one.resource.appId === appId,
    ),
  )?.[0];
  if (!flag) {
    throw badRequest('The service principal of this API cannot be removed.');
  }
  servicePrincipals[flag] = isPresent;
}

function remove(world: World, principal: Principal): void {
  if (principal.kind === 'application') {
    principal.application.servicePrincipalId = undefined;
    principal.application.applicationRoles = [];
    principal.application.consents.revoke();
    return;
  }
  setPresent(world, principal.appId, false);
  world.tenant.directory.applications.forEach(one =>
    one.consents.revoke(principal.api.resource.uri),
  );
}
