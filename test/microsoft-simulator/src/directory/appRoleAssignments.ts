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
import type { RegisteredApplication } from '../identity/RegisteredApplication';
import { GRAPH } from '../identity/resources';
import { guid, hashText } from '../world/random';
import type { World } from '../world/World';
import type { DirectoryCall } from './DirectoryCall';
import { badRequest, notFound } from './DirectoryError';
import { checkRight } from './directoryRights';
import { printedTime } from './printedTime';
import { collection, entity, readBody } from './odata';
import { principalOf, principalsOf, type Principal } from './principals';
import { resourceApis, type ApiPermission } from './resourceApis';

const SET = 'appRoleAssignments';

const schema = z.strictObject({
  principalId: z.guid(),
  resourceId: z.guid(),
  appRoleId: z.guid(),
});

interface RoleAssignment {
  id: string;
  application: RegisteredApplication;
  principalId: string;
  resourceId: string;
  role: ApiPermission;
  printed: object;
}

/** Every application permission that was granted; only Graph has some. */
export function roleAssignmentsOf(world: World): RoleAssignment[] {
  const graph = resourceApis(world.tenant).find(one => one.resource === GRAPH);
  return principalsOf(world).flatMap(principal => {
    if (principal.kind !== 'application' || !graph) {
      return [];
    }
    const { application } = principal;
    return application.applicationRoles.flatMap(value => {
      const role = graph.roles.find(one => one.value === value);
      return role ? [assignment(principal.id, application, graph, role)] : [];
    });
  });
}

function assignment(
  principalId: string,
  application: RegisteredApplication,
  graph: { servicePrincipalId: string; displayName: string },
  role: ApiPermission,
): RoleAssignment {
  const id = guid(hashText(principalId), hashText(role.id));
  const resourceId = graph.servicePrincipalId;
  return {
    id,
    application,
    principalId,
    resourceId,
    role,
    printed: {
      id,
      appRoleId: role.id,
      createdDateTime: printedTime(application.createdAt),
      deletedDateTime: null,
      principalDisplayName: application.displayName,
      principalId,
      principalType: 'ServicePrincipal',
      resourceDisplayName: graph.displayName,
      resourceId,
    },
  };
}

/** Answers the assignments of an API's permissions, and those of a principal. */
export function answerRoleAssignments(
  call: DirectoryCall,
  owner: Principal,
  part: 'appRoleAssignedTo' | 'appRoleAssignments',
  id: string | undefined,
): Reply | undefined {
  const { world, request, caller } = call;
  const { directory } = world.tenant;
  checkRight(caller, request.method === 'GET' ? 'read' : 'grant-roles');
  const side = part === 'appRoleAssignedTo' ? 'resourceId' : 'principalId';
  const all = roleAssignmentsOf(world).filter(one => one[side] === owner.id);
  if (id === undefined) {
    switch (request.method) {
      case 'GET':
        return collection(
          request,
          SET,
          all.filter(one => !directory.isLate(one.id)).map(one => one.printed),
        );
      case 'POST': {
        const body = readBody(request, schema);
        if (body[side] !== owner.id) {
          throw badRequest(`Property '${side}' differs from the address.`);
        }
        return entity(request, SET, grant(world, body), 201);
      }
      default:
        return undefined;
    }
  }
  const found = all.find(one => one.id === id);
  if (!found || directory.isLate(id)) {
    throw notFound(id);
  }
  switch (request.method) {
    case 'GET':
      return entity(request, SET, found.printed);
    case 'DELETE':
      found.application.applicationRoles =
        found.application.applicationRoles.filter(
          one => one !== found.role.value,
        );
      return { status: 204 };
    default:
      return undefined;
  }
}

function grant(world: World, body: z.infer<typeof schema>): object {
  const { directory } = world.tenant;
  const principal = principalOf(world, body.principalId);
  const resource = principalOf(world, body.resourceId);
  if (
    principal?.kind !== 'application' ||
    resource?.kind !== 'api' ||
    directory.isLate(principal.id) ||
    directory.isLate(resource.id)
  ) {
    throw badRequest(
      'Not a valid reference update: a referenced object does not exist.',
    );
  }
  const role = resource.api.roles.find(one => one.id === body.appRoleId);
  if (!role) {
    throw badRequest('Permission being assigned was not found on application.');
  }
  const { application } = principal;
  if (application.applicationRoles.includes(role.value)) {
    throw badRequest('Permission being assigned already exists on the object');
  }
  application.applicationRoles = [...application.applicationRoles, role.value];
  const made = assignment(principal.id, application, resource.api, role);
  directory.begin(made.id);
  return made.printed;
}
