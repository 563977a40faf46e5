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

import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  ConfidentialClientApplication,
  type ICachePlugin,
} from '@azure/msal-node';
import type { MicrosoftCloud } from '../MicrosoftCloud';
import type { AppCredential } from './AppCredential';
import { SignInNetwork } from './SignInNetwork';

/** An application of a partner tenant, and what it signs in with. */
export interface EntraApplication {
  cloud: MicrosoftCloud;
  tenantId: string;
  clientId: string;
  credential: AppCredential;
  now: () => Date;
}

/** MSAL's side of an application, and the network it uses. */
export function entraApplication(
  options: EntraApplication,
  cachePlugin?: ICachePlugin,
): { msal: ConfidentialClientApplication; network: SignInNetwork } {
  const { cloud, tenantId, clientId, credential, now } = options;
  const network = new SignInNetwork({ loginUrl: cloud.loginUrl, now });
  const msal = new ConfidentialClientApplication({
    auth: {
      clientId,
      ...authority(cloud, tenantId),
      ...clientCredential(credential),
    },
    cache: cachePlugin && { cachePlugin },
    system: { networkClient: network },
  });
  return { msal, network };
}

/**
 * MSAL takes only https authorities and looks up their endpoints on the
 * network. All of Microsoft's clouds use the same paths, so the endpoints are
 * given and nothing has to be looked up.
 */
function authority(cloud: MicrosoftCloud, tenantId: string) {
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

function clientCredential(credential: AppCredential) {
  switch (credential.kind) {
    case 'client-secret':
      return { clientSecret: credential.clientSecret };
    case 'federated':
      return {
        // Read every time: the platform replaces the token in the file.
        clientAssertion: async () =>
          (await readFile(credential.tokenFile, 'utf8')).trim(),
      };
    default:
      return {
        clientCertificate: {
          privateKey: credential.privateKey,
          thumbprintSha256: new X509Certificate(
            credential.certificate,
          ).fingerprint256.replaceAll(':', ''),
        },
      };
  }
}
