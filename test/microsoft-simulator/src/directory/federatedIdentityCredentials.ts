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
import type { SimulatedRequest } from '../http/SimulatedRequest';
import type { RegisteredApplication } from '../identity/RegisteredApplication';
import type { FederatedCredential } from '../identity/tenantPatch';
import { guid, hashText } from '../world/random';
import type { World } from '../world/World';
import { badRequest, conflict, notFound } from './DirectoryError';
import { checkRight } from './directoryRights';
import type { DirectoryCall } from './DirectoryCall';
import { printedTime } from './printedTime';
import { collection, entity, readBody } from './odata';

const SET = 'applications/federatedIdentityCredentials';
const MOST = 20;

const schema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,120}$/),
  issuer: z.string().min(1).max(600),
  subject: z.string().min(1).max(600),
  audiences: z.tuple([z.literal('api://AzureADTokenExchange')]),
  description: z.string().max(600).nullable().optional(),
});

/** What the details of a federated credential are kept under. */
function keyOf({ issuer, subject }: FederatedCredential): string {
  return `${issuer} ${subject}`;
}

/** The federated credentials of an application as Graph shows them. */
export function printedFederated(
  application: RegisteredApplication,
): Array<{ id: string; name: string; [property: string]: unknown }> {
  return application.federatedCredentials.map(one => {
    const details = application.details.get(keyOf(one));
    const id =
      details?.keyId ??
      guid(hashText(keyOf(one)), hashText(application.clientId));
    return {
      id,
      name: details?.name ?? id,
      issuer: one.issuer,
      subject: one.subject,
      description: details?.description ?? null,
      audiences: [one.audience],
    };
  });
}

/** Answers `/applications/{id}/federatedIdentityCredentials` and what is under it. */
export function answerFederated(
  { world, request, caller }: DirectoryCall,
  application: RegisteredApplication,
  key: string | undefined,
): Reply | undefined {
  const all = printedFederated(application);
  if (key === undefined) {
    switch (request.method) {
      case 'GET':
        checkRight(caller, 'read');
        return collection(request, SET, all);
      case 'POST':
        checkRight(caller, 'write-applications');
        return entity(request, SET, add(world, request, application), 201);
      default:
        return undefined;
    }
  }
  const item = all.find(one => one.id === key || one.name === key);
  if (!item) {
    throw notFound(key);
  }
  switch (request.method) {
    case 'GET':
      checkRight(caller, 'read');
      return entity(request, SET, item);
    case 'DELETE': {
      checkRight(caller, 'write-applications');
      const index = all.indexOf(item);
      application.federatedCredentials =
        application.federatedCredentials.filter((_, at) => at !== index);
      return { status: 204 };
    }
    default:
      return undefined;
  }
}

function add(
  world: World,
  request: SimulatedRequest,
  application: RegisteredApplication,
): object {
  const { name, issuer, subject, audiences, description } = readBody(
    request,
    schema,
  );
  const { directory } = world.tenant;
  if (directory.settings.issuerForbidden) {
    throw badRequest(
      `FederatedIdentityCredential.Issuer '${issuer}' is not allowed as per assigned policy.`,
    );
  }
  const all = printedFederated(application);
  if (all.length >= MOST) {
    throw badRequest(
      `An application cannot have more than ${MOST} federated identity credentials.`,
    );
  }
  if (
    all.some(
      one =>
        one.name === name || (one.issuer === issuer && one.subject === subject),
    )
  ) {
    throw conflict(
      `FederatedIdentityCredential with name ${name}, or with this issuer and subject, already exists.`,
    );
  }
  const credential = { issuer, subject, audience: audiences[0] };
  const keyId = directory.newId();
  application.federatedCredentials = [
    ...application.federatedCredentials,
    credential,
  ];
  const now = printedTime(world.clock.now());
  application.details.set(keyOf(credential), {
    keyId,
    name,
    description: description ?? null,
    startDateTime: now,
    endDateTime: now,
  });
  directory.begin(keyId);
  return { id: keyId, name, issuer, subject, audiences, description };
}
