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

import { graphError, graphRefusal } from '../graph/graphError';
import type { Reply } from '../http/Reply';
import type { SimulatedRequest } from '../http/SimulatedRequest';
import { callerOf } from '../identity/authorization';
import { GRAPH } from '../identity/resources';
import type { World } from '../world/World';
import { answerPolicy } from './appManagementPolicy';
import { answerApplications, answerDeleted } from './applications';
import type { DirectoryCall } from './DirectoryCall';
import { DirectoryError } from './DirectoryError';
import type { ObjectKey } from './ObjectKey';
import { answerMe } from './me';
import { answerOrganization } from './organization';
import { answerGrants } from './permissionGrants';
import { answerPrincipals } from './servicePrincipals';

const ADDRESS =
  /^\/v1\.0\/(applications|servicePrincipals|oauth2PermissionGrants|me|organization|policies|directory)(?:\((\w+)='([^']*)'\)|\/([^()]+?))?(?:(?<=\))\/(.+))?$/;

/** The directory part of the simulated Graph: app registrations and what is granted to them. */
export class DirectoryService {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Whether a path is the directory's. */
  static owns(path: string): boolean {
    return /^\/v1\.0\/(applications|servicePrincipals|oauth2PermissionGrants|me|organization|policies|directory)\b/.test(
      path,
    );
  }

  /** Answers every request to the directory. */
  async handle(request: SimulatedRequest): Promise<Reply> {
    const caller = callerOf(
      this.#world,
      this.#world.tenant.accounts,
      GRAPH,
      request,
    );
    if (caller.kind === 'refused') {
      return graphRefusal(this.#world, request, caller.reason);
    }
    try {
      const reply = answer({ world: this.#world, request, caller });
      if (reply) {
        return reply;
      }
      throw new DirectoryError(
        404,
        'BadRequest',
        `There is no ${request.method} of this resource.`,
      );
    } catch (error) {
      if (!(error instanceof DirectoryError)) {
        throw error;
      }
      const { status, code, message, details } = error;
      return graphError(this.#world, request, status, code, message, details);
    }
  }
}

function answer(call: DirectoryCall): Reply | undefined {
  const match = ADDRESS.exec(call.request.path);
  const [, set, property, value, path, afterKey] = match ?? [];
  const [id, ...rest] = path?.split('/') ?? [];
  const under = afterKey ?? (rest.length > 0 ? rest.join('/') : undefined);
  const key = keyOf(property, value, id);
  switch (set) {
    case 'applications':
      return answerApplications(call, key, under);
    case 'servicePrincipals':
      return answerPrincipals(call, key, under);
    case 'oauth2PermissionGrants':
      return property === undefined && under === undefined
        ? answerGrants(call, id)
        : undefined;
    case 'directory':
      return id === 'deletedItems' && rest.length === 1 && rest[0]
        ? answerDeleted(call, rest[0])
        : undefined;
    case 'me':
      return answerMe(call, path);
    case 'organization':
      return path === undefined ? answerOrganization(call) : undefined;
    case 'policies':
      return path === 'defaultAppManagementPolicy'
        ? answerPolicy(call)
        : undefined;
    default:
      return undefined;
  }
}

/** @throws DirectoryError 400 for a property that is no key. */
function keyOf(
  property: string | undefined,
  value: string | undefined,
  id: string | undefined,
): ObjectKey | undefined {
  if (property === undefined) {
    return id === undefined ? undefined : { property: 'id', value: id };
  }
  if (property !== 'id' && property !== 'appId' && property !== 'uniqueName') {
    throw new DirectoryError(
      400,
      'Request_BadRequest',
      `'${property}' is not a key of this resource.`,
    );
  }
  return { property, value: value ?? '' };
}
