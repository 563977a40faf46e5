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
import type { World } from '../world/World';
import type { DirectoryCall } from './DirectoryCall';
import {
  badRequest,
  conflict,
  DirectoryError,
  notFound,
} from './DirectoryError';
import { checkRight } from './directoryRights';
import { collection, entity, readBody, readFilter } from './odata';
import { principalOf, principalsOf } from './principals';
import { resourceApis, type ResourceApi } from './resourceApis';

const SET = 'oauth2PermissionGrants';

const newGrant = z.strictObject({
  clientId: z.guid(),
  consentType: z.literal('AllPrincipals'),
  principalId: z.null().optional(),
  resourceId: z.guid(),
  scope: z.string().min(1),
});

const changedGrant = z.strictObject({ scope: z.string() });

interface PermissionGrant {
  id: string;
  application: RegisteredApplication;
  api: ResourceApi;
  printed: {
    id: string;
    clientId: string;
    consentType: string;
    principalId: null;
    resourceId: string;
    scope: string;
  };
}

function grantOf(
  clientId: string,
  application: RegisteredApplication,
  api: ResourceApi,
): PermissionGrant {
  const id = Buffer.from(
    `${clientId}${api.servicePrincipalId}`.replace(/-/g, ''),
    'hex',
  ).toString('base64url');
  return {
    id,
    application,
    api,
    printed: {
      id,
      clientId,
      consentType: 'AllPrincipals',
      principalId: null,
      resourceId: api.servicePrincipalId,
      scope: application.consents.approvedOf(api.resource.uri).join(' '),
    },
  };
}

/** Every delegated permission that an administrator has granted for everybody. */
export function permissionGrantsOf(world: World): PermissionGrant[] {
  const apis = resourceApis(world.tenant).filter(one => one.isPresent);
  return principalsOf(world).flatMap(principal =>
    principal.kind === 'application'
      ? apis
          .map(api => grantOf(principal.id, principal.application, api))
          .filter(one => one.printed.scope !== '')
      : [],
  );
}

/** Answers `/oauth2PermissionGrants` and what is under it. */
export function answerGrants(
  { world, request, caller }: DirectoryCall,
  id: string | undefined,
): Reply | undefined {
  const { directory } = world.tenant;
  checkRight(caller, request.method === 'GET' ? 'read' : 'grant-scopes');
  const all = permissionGrantsOf(world);
  if (id === undefined) {
    switch (request.method) {
      case 'GET': {
        const wanted = Object.entries(
          readFilter(request, ['clientId', 'consentType', 'resourceId']),
        );
        return collection(
          request,
          SET,
          all
            .filter(
              one =>
                wanted.every(
                  ([name, value]) =>
                    new Map<string, unknown>(Object.entries(one.printed)).get(
                      name,
                    ) === value,
                ) && !directory.isLate(one.id),
            )
            .map(one => one.printed),
        );
      }
      case 'POST':
        return entity(
          request,
          SET,
          add(world, readBody(request, newGrant)),
          201,
        );
      default:
        return undefined;
    }
  }
  const found = all.find(one => one.id === id);
  if (!found || directory.isLate(id)) {
    throw notFound(id);
  }
  const { consents } = found.application;
  const { uri } = found.api.resource;
  switch (request.method) {
    case 'GET':
      return entity(request, SET, found.printed);
    case 'PATCH': {
      const scopes = scopesOf(found.api, readBody(request, changedGrant).scope);
      consents.revoke(uri);
      consents.approve(scopes);
      return { status: 204 };
    }
    case 'DELETE':
      consents.revoke(uri);
      return { status: 204 };
    default:
      return undefined;
  }
}

function add(world: World, body: z.infer<typeof newGrant>): object {
  const { directory } = world.tenant;
  const client = principalOf(world, body.clientId);
  const resource = principalOf(world, body.resourceId);
  for (const [principal, kind, id] of [
    [client, 'application', body.clientId],
    [resource, 'api', body.resourceId],
  ] as const) {
    if (principal?.kind !== kind || directory.isLate(id)) {
      throw new DirectoryError(
        404,
        'Directory_ObjectNotFound',
        `Unable to find the service principal '${id}' in the directory.`,
      );
    }
  }
  if (client?.kind !== 'application' || resource?.kind !== 'api') {
    throw notFound(body.clientId);
  }
  const { application } = client;
  if (application.consents.approvedOf(resource.api.resource.uri).length > 0) {
    throw conflict('Permission entry already exists.');
  }
  application.consents.approve(scopesOf(resource.api, body.scope));
  const made = grantOf(client.id, application, resource.api);
  directory.begin(made.id);
  return made.printed;
}

/** @throws DirectoryError 400 for a permission that the API does not have. */
function scopesOf(api: ResourceApi, text: string): string[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map(name => {
      if (!api.scopes.some(one => one.value === name)) {
        throw badRequest(
          `The scope '${name}' is not one of ${api.displayName}.`,
        );
      }
      return `${api.resource.uri}/${name}`;
    });
}
