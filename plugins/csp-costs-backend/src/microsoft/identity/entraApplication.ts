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

import { createPrivateKey, X509Certificate } from 'node:crypto';
import {
  ConfidentialClientApplication,
  type ICachePlugin,
} from '@azure/msal-node';
import type { MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftError } from '../MicrosoftError';
import type { AppCredential } from './AppCredential';
import { entraAuthority } from './entraAuthority';
import { readTokenFile } from './readTokenFile';
import { SignInNetwork } from './SignInNetwork';

/** An application of a partner tenant, and what it signs in with. */
export interface EntraApplication {
  cloud: MicrosoftCloud;
  tenantId: string;
  clientId: string;
  credential: AppCredential;
  now: () => Date;
}

/**
 * MSAL's side of an application, and the network it uses.
 *
 * @throws MicrosoftError with `certificate_unreadable`.
 */
export function entraApplication(
  options: EntraApplication,
  cachePlugin?: ICachePlugin,
): { msal: ConfidentialClientApplication; network: SignInNetwork } {
  const { cloud, tenantId, clientId, credential, now } = options;
  const network = new SignInNetwork({ loginUrl: cloud.loginUrl, now });
  const msal = new ConfidentialClientApplication({
    auth: {
      clientId,
      ...entraAuthority(cloud, tenantId),
      ...clientCredential(credential),
    },
    cache: cachePlugin && { cachePlugin },
    system: { networkClient: network },
  });
  return { msal, network };
}

function clientCredential(credential: AppCredential) {
  switch (credential.kind) {
    case 'client-secret':
      return { clientSecret: credential.clientSecret };
    case 'federated':
      return {
        // Read every time: the platform replaces the token in the file.
        clientAssertion: () => readTokenFile(credential.tokenFile),
      };
    default:
      return { clientCertificate: clientCertificate(credential) };
  }
}

function clientCertificate(
  credential: AppCredential & { kind: 'certificate' },
): { privateKey: string; thumbprintSha256: string } {
  const { certificate, privateKey } = credential;
  try {
    // MSAL would find out only when it signs, and not say so.
    createPrivateKey(privateKey);
    return {
      privateKey,
      thumbprintSha256: new X509Certificate(
        certificate,
      ).fingerprint256.replaceAll(':', ''),
    };
  } catch (error) {
    throw new MicrosoftError('The certificate or its key is not PEM', {
      kind: 'identity',
      code: 'certificate_unreadable',
      transient: false,
      cause: error,
    });
  }
}
