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
 * The sign-in service of a tenant, as MSAL wants to be told it.
 *
 * @remarks
 * MSAL takes only https authorities and looks up their endpoints on the
 * network. All of Microsoft's clouds use the same paths, so the endpoints are
 * given and nothing has to be looked up.
 */
export function entraAuthority(
  cloud: Pick<MicrosoftCloud, 'loginUrl'>,
  tenantId: string,
): {
  authority: string;
  knownAuthorities: string[];
  authorityMetadata: string;
} {
  const { host } = new URL(cloud.loginUrl);
  const base = `${new URL(cloud.loginUrl).origin}/${tenantId}`;
  return {
    authority: `https://${host}/${tenantId}`,
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify({
      issuer: `https://${host}/${tenantId}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    }),
  };
}
