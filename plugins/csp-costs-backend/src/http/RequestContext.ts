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

import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import type { CustomerRights } from '../rights/CustomerRights';
import type { CustomerRightsReader } from '../rights/CustomerRightsReader';

/** A request of any route. */
export type AnyRequest = Request<any, any, any, any, any>;

/** What every route begins with: who asks, whether they may, and a note of it. */
export class RequestContext {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;
  readonly #auditor: AuditorService;
  readonly #customerRights: CustomerRightsReader;

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    auditor: AuditorService;
    customerRights: CustomerRightsReader;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
    this.#auditor = options.auditor;
    this.#customerRights = options.customerRights;
  }

  /**
   * Whose costs the caller may see, who is a user unless others are allowed.
   *
   * @throws AuthenticationError, NotAllowedError
   */
  async authorizeCosts(
    request: AnyRequest,
    allow: Array<'user' | 'service'> = ['user'],
  ): Promise<CustomerRights> {
    return this.#customerRights.read(
      await this.#httpAuth.credentials(request, { allow }),
    );
  }

  /**
   * Who asks, when they have one of the permissions.
   *
   * @throws AuthenticationError, NotAllowedError
   */
  async authorize(
    request: AnyRequest,
    ...permissions: [BasicPermission, ...BasicPermission[]]
  ): Promise<BackstageCredentials<BackstageUserPrincipal>> {
    const credentials = await this.#httpAuth.credentials(request, {
      allow: ['user'],
    });
    const has = await this.#which(credentials, permissions);
    if (!has.includes(true)) {
      const names = permissions.map(({ name }) => name).join(' or ');
      throw new NotAllowedError(
        `This needs the permission ${names}, which you do not have`,
      );
    }
    return credentials;
  }

  /** Whether the caller has a permission. @throws AuthenticationError */
  async may(
    request: AnyRequest,
    permission: BasicPermission,
  ): Promise<boolean> {
    const credentials = await this.#httpAuth.credentials(request, {
      allow: ['user'],
    });
    return (await this.#which(credentials, [permission])).includes(true);
  }

  /**
   * Does something that has to be on record, whether it succeeds or not.
   *
   * Nothing secret may be in it: ids and kinds only.
   *
   * @param describe - What the result adds; `refusal` says that it is a
   * failure although nothing was thrown.
   */
  async audited<T>(
    event: {
      eventId: string;
      request: AnyRequest;
      severityLevel?: AuditorServiceEventSeverityLevel;
      meta: JsonObject;
    },
    act: () => Promise<T>,
    describe?: (result: T) => { meta?: JsonObject; refusal?: string },
  ): Promise<T> {
    const recorded = await this.#auditor.createEvent({
      severityLevel: 'medium',
      ...event,
    });
    try {
      const result = await act();
      const { meta, refusal } = describe?.(result) ?? {};
      await (refusal
        ? recorded.fail({ meta, error: new Error(refusal) })
        : recorded.success({ meta }));
      return result;
    } catch (error) {
      await recorded.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }

  async #which(
    credentials: BackstageCredentials,
    permissions: BasicPermission[],
  ): Promise<boolean[]> {
    const decisions = await this.#permissions.authorize(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
  }
}
