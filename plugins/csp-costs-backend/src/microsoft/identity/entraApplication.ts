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
import { readFile } from 'node:fs/promises';
import {
  ConfidentialClientApplication,
  type ICachePlugin,
} from '@azure/msal-node';
import type { MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftError } from '../MicrosoftError';
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
        clientAssertion: () => readToken(credential.tokenFile),
      };
    default:
      return { clientCertificate: clientCertificate(credential) };
  }
}

async function readToken(tokenFile: string): Promise<string> {
  let token: string;
  try {
    token = (await readFile(tokenFile, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw unusable('token_file_unreadable', `${tokenFile}: ${code}`, error);
  }
  if (!token) {
    throw unusable('token_file_unreadable', `${tokenFile} is empty`);
  }
  return token;
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
    throw unusable(
      'certificate_unreadable',
      'The certificate or its key is not PEM',
      error,
    );
  }
}

/** A credential that no sign-in service has seen yet is no good. */
function unusable(
  code: 'token_file_unreadable' | 'certificate_unreadable',
  message: string,
  cause?: unknown,
): MicrosoftError {
  return new MicrosoftError(message, {
    kind: 'identity',
    code,
    transient: false,
    cause,
  });
}
