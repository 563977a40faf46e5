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

import type { MicrosoftCloud } from '../MicrosoftCloud';

/**
 * Where an administrator of a tenant approves permissions for everybody in it.
 *
 * @param request - Without `scopes` it is about everything that the app
 * registration lists, permissions of the application itself included.
 * @remarks It brings nothing back that may be believed, so it needs no secret
 * and can be sent to somebody.
 */
export function adminConsentUrl(request: {
  cloud: MicrosoftCloud;
  tenantId: string;
  clientId: string;
  scopes?: readonly string[];
  redirectUrl: string;
}): string {
  const { cloud, tenantId, clientId, scopes, redirectUrl } = request;
  const url = new URL(
    `/${tenantId}/${scopes ? 'v2.0/' : ''}adminconsent`,
    cloud.loginUrl,
  );
  url.searchParams.set('client_id', clientId);
  if (scopes) {
    url.searchParams.set('scope', scopes.join(' '));
  }
  url.searchParams.set('redirect_uri', redirectUrl);
  return url.toString();
}
