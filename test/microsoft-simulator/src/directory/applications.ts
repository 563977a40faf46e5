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
import { header } from '../http/SimulatedRequest';
import type { RegisteredApplication } from '../identity/RegisteredApplication';
import type { World } from '../world/World';
import type { DirectoryCall } from './DirectoryCall';
import { badRequest, notFound } from './DirectoryError';
import { checkRight } from './directoryRights';
import { answerFederated } from './federatedIdentityCredentials';
import { printedKeys } from './keyCredentials';
import {
  addPassword,
  newPasswordSchema,
  printedSecrets,
  removePassword,
} from './passwordCredentials';
import { printedTime } from './printedTime';
import {
  applicationSchema,
  changeApplication,
  createApplication,
} from './writeApplication';
import type { ObjectKey } from './ObjectKey';
import { collection, entity, readBody, readFilter } from './odata';

const SET = 'applications';

/** An app registration as Graph shows it. */
export function printedApplication(
  world: World,
  application: RegisteredApplication,
  withKeys = false,
): object {
  return {
    id: application.applicationObjectId,
    appId: application.clientId,
    displayName: application.displayName,
    uniqueName: application.uniqueName ?? null,
    createdDateTime: printedTime(application.createdAt),
    signInAudience: application.signInAudience,
    publisherDomain: world.partner.domain,
    identifierUris: [],
    tags: application.tags,
    web: { redirectUris: application.redirectUris ?? [] },
    requiredResourceAccess: application.requiredResourceAccess,
    keyCredentials: printedKeys(application, withKeys),
    passwordCredentials: printedSecrets(application),
  };
}

/** Answers `/applications` and what is under it. */
export function answerApplications(
  call: DirectoryCall,
  key: ObjectKey | undefined,
  under: string | undefined,
): Reply | undefined {
  const { world, request, caller } = call;
  const { directory } = world.tenant;
  if (!key) {
    switch (request.method) {
      case 'GET':
        checkRight(caller, 'read');
        return list(call);
      case 'POST':
        checkRight(caller, 'write-applications');
        return entity(
          request,
          SET,
          printedApplication(
            world,
            createApplication(world, readBody(request, applicationSchema)),
          ),
          201,
        );
      default:
        return undefined;
    }
  }
  if (request.method === 'PATCH' && key.property === 'uniqueName') {
    checkRight(caller, 'write-applications');
    return upsert(call, key.value);
  }
  checkRight(caller, request.method === 'GET' ? 'read' : 'write-applications');
  const application = find(world, key);
  if (!application || directory.isLate(application.applicationObjectId)) {
    throw notFound(key.value);
  }
  const [part, rest] = under?.split('/') ?? [];
  if (part === 'federatedIdentityCredentials') {
    return answerFederated(call, application, rest);
  }
  switch (`${request.method} ${under ?? ''}`) {
    case 'GET ':
      return entity(
        request,
        SET,
        printedApplication(
          world,
          application,
          request.query.get('$select')?.split(',').includes('keyCredentials'),
        ),
      );
    case 'PATCH ':
      changeApplication(
        world,
        application,
        readBody(request, applicationSchema),
      );
      return { status: 204 };
    case 'DELETE ':
      directory.remove(application);
      return { status: 204 };
    case 'POST addPassword':
      return entity(
        request,
        'microsoft.graph.passwordCredential',
        addPassword(
          world,
          application,
          readBody(request, newPasswordSchema).passwordCredential,
        ),
      );
    case 'POST removePassword':
      removePassword(
        application,
        readBody(request, z.strictObject({ keyId: z.guid() })).keyId,
      );
      return { status: 204 };
    default:
      return undefined;
  }
}

/** Answers `/directory/deletedItems/{id}`. */
export function answerDeleted(
  { world, request, caller }: DirectoryCall,
  id: string,
): Reply | undefined {
  checkRight(caller, request.method === 'GET' ? 'read' : 'write-applications');
  const { directory } = world.tenant;
  const application = directory.deleted.find(
    one => one.applicationObjectId === id,
  );
  if (!application) {
    throw notFound(id);
  }
  switch (request.method) {
    case 'GET':
      return entity(
        request,
        'directoryObjects',
        printedApplication(world, application),
      );
    case 'DELETE':
      directory.forget(application);
      return { status: 204 };
    default:
      return undefined;
  }
}

function find(
  world: World,
  { property, value }: ObjectKey,
): RegisteredApplication | undefined {
  return world.tenant.directory.applications.find(
    one =>
      ({
        id: one.applicationObjectId,
        appId: one.clientId,
        uniqueName: one.uniqueName,
      }[property] === value),
  );
}

function list({ world, request }: DirectoryCall): Reply {
  const { directory } = world.tenant;
  const wanted = Object.entries(
    readFilter(request, ['displayName', 'appId', 'uniqueName']),
  );
  const found = directory.applications
    .map(one => ({
      one,
      printed: new Map(Object.entries(printedApplication(world, one))),
    }))
    .filter(
      ({ one, printed }) =>
        wanted.every(([name, value]) => printed.get(name) === value) &&
        !directory.isLate(one.applicationObjectId),
    );
  return collection(
    request,
    SET,
    found.map(({ one }) => printedApplication(world, one)),
  );
}

/** Changes what has the name, or makes it. A name is never late: it is what keeps two from being made. */
function upsert({ world, request }: DirectoryCall, uniqueName: string): Reply {
  const body = readBody(request, applicationSchema);
  const known = find(world, { property: 'uniqueName', value: uniqueName });
  if (known) {
    changeApplication(world, known, body);
    return { status: 204 };
  }
  const prefers = header(request, 'prefer')?.split(',') ?? [];
  if (!prefers.some(one => one.trim() === 'create-if-missing')) {
    throw notFound(uniqueName);
  }
  if (body.uniqueName !== undefined && body.uniqueName !== uniqueName) {
    throw badRequest("Property 'uniqueName' differs from the key.");
  }
  return entity(
    request,
    SET,
    printedApplication(
      world,
      createApplication(world, { ...body, uniqueName }),
    ),
    201,
  );
}
