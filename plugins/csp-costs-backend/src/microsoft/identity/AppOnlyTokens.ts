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
import { AuthError, ConfidentialClientApplication } from '@azure/msal-node';
import type { MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftError } from '../MicrosoftError';

/** What an application signs in with. */
export type AppCredential =
  | { kind: 'client-secret'; clientSecret: string }
  | { kind: 'certificate'; certificate: string; privateKey: string };

/** AADSTS codes of failures that pass by themselves. */
const TRANSIENT_CODES = new Set([
  50033, 50196, 90006, 90012, 90024, 90033, 90055,
]);

/**
 * Gets access tokens for an application itself (client credentials), one
 * resource at a time, and keeps them in memory until they end.
 */
export class AppOnlyTokens {
  readonly #application: ConfidentialClientApplication;

  constructor(options: {
    cloud: MicrosoftCloud;
    tenantId: string;
    clientId: string;
    credential: AppCredential;
  }) {
    const { cloud, tenantId, clientId, credential } = options;
    this.#application = new ConfidentialClientApplication({
      auth: {
        clientId,
        ...authority(cloud, tenantId),
        ...clientCredential(credential),
      },
    });
  }

  /**
   * An access token for a resource, such as `https://graph.microsoft.com`.
   *
   * @param refresh - Asks for a new one even when one is at hand.
   * @throws MicrosoftError of kind `identity`.
   */
  async get(
    resource: string,
    { refresh }: { refresh: boolean },
  ): Promise<string> {
    let token: string | undefined;
    try {
      const result = await this.#application.acquireTokenByClientCredential({
        scopes: [`${resource}/.default`],
        skipCache: refresh,
      });
      token = result?.accessToken;
    } catch (error) {
      throw identityError(error);
    }
    if (!token) {
      throw new MicrosoftError('The sign-in service gave no token', {
        kind: 'identity',
        transient: false,
      });
    }
    return token;
  }
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
  if (credential.kind === 'client-secret') {
    return { clientSecret: credential.clientSecret };
  }
  return {
    clientCertificate: {
      privateKey: credential.privateKey,
      thumbprintSha256: new X509Certificate(
        credential.certificate,
      ).fingerprint256.replaceAll(':', ''),
    },
  };
}

/**
 * @remarks MSAL's message repeats Microsoft's text, which names ids but never a
 * secret; its `claims` and request are left behind.
 */
function identityError(error: unknown): MicrosoftError {
  if (!(error instanceof AuthError)) {
    return new MicrosoftError('The sign-in service could not be reached', {
      kind: 'identity',
      transient: true,
      cause: error,
    });
  }
  const text = `${error.errorMessage}`;
  const number = Number(/AADSTS(\d+)/.exec(text)?.[1]) || undefined;
  const network = ['network_error', 'endpoints_resolution_error'].includes(
    error.errorCode,
  );
  const code = number ? `AADSTS${number}` : error.errorCode;
  return new MicrosoftError(`The sign-in service refused a token (${code})`, {
    kind: 'identity',
    code,
    words: /AADSTS\d+:.*?(?=\s*Trace ID|$)/s.exec(text)?.[0].slice(0, 500),
    requestId: error.correlationId || undefined,
    transient: network || (number ? TRANSIENT_CODES.has(number) : false),
  });
}
