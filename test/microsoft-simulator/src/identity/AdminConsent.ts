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

import { html, redirect, type Reply } from '../http/Reply';
import type { World } from '../world/World';
import { approvalPage } from './approvalPage';
import { checkConsentable } from './checkConsentable';
import { checkRedirectUri } from './checkRedirectUri';
import { describeEntraError, EntraError } from './entraError';
import { declaredPermissions } from './declaredPermissions';
import type { RegisteredApplication } from './RegisteredApplication';
import { parseScopes, scopeNames } from './resources';

/** The page on which an administrator approves permissions for everybody. */
export class AdminConsent {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /**
   * Shows what to approve, or ends the approval.
   *
   * @throws EntraError 50011 when the answer must not be sent to the redirect
   * URI, 500113 when there is no such URI, 500011 or 70011 for scopes that do not exist.
   */
  answer(
    application: RegisteredApplication,
    path: string,
    parameters: URLSearchParams,
  ): Reply {
    const { partner, tenant } = this.#world;
    // Who makes the link may leave the address out: the first registered one is used.
    const redirectUri =
      parameters.get('redirect_uri') ?? application.redirectUris?.[0];
    if (redirectUri === undefined) {
      throw new EntraError(500113);
    }
    checkRedirectUri(application, redirectUri);
    const text = parameters.get('scope') ?? '';
    const scopes = parseScopes(text);
    // Without scopes it is about everything that the registration lists.
    const declared = declaredPermissions(application, tenant);
    const everything = text === '';
    const asked = everything ? declared.scopes : scopeNames(scopes);
    const roles = everything ? declared.roles : [];
    const decision = parameters.get('simulated_decision');
    if (decision !== 'approve' && decision !== 'decline') {
      const href = (choice: string) => {
        const query = new URLSearchParams(parameters);
        query.set('simulated_decision', choice);
        return `${path}?${query}`;
      };
      return html(
        200,
        approvalPage(partner.name, [...asked, ...roles], {
          approve: href('approve'),
          decline: href('decline'),
        }),
      );
    }
    const target = new URL(redirectUri);
    const state = parameters.get('state');
    const finish = (values: Record<string, string>): Reply => {
      target.searchParams.set('admin_consent', 'True');
      Object.entries(values).forEach(([name, value]) =>
        target.searchParams.set(name, value),
      );
      if (state !== null) {
        target.searchParams.set('state', state);
      }
      return redirect(target.toString());
    };
    try {
      if (decision === 'decline') {
        throw new EntraError(65004);
      }
      checkConsentable(tenant, scopes);
    } catch (error) {
      if (!(error instanceof EntraError)) {
        throw error;
      }
      const described = describeEntraError(this.#world, error);
      return finish({
        error: described.error,
        error_description: described.error_description,
      });
    }
    application.consents.approve(asked);
    application.applicationRoles = [
      ...new Set([...application.applicationRoles, ...roles]),
    ];
    application.servicePrincipalId ??= tenant.directory.newId();
    return finish({ tenant: partner.tenantId, scope: text });
  }
}
