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

import { signInRefusal } from '../../../microsoft/identity/identityError';
import type { TokenSource } from '../../../microsoft/identity/TokenSource';
import type { MicrosoftSimulator } from '@internal/microsoft-simulator';

/** Where the sign-ins of tests lead back to. */
export const REDIRECT_URL = 'https://portal.example/callback';

/** Gives tokens of a simulated tenant, as its token endpoint does. */
export class SimulatedTokens implements TokenSource {
  readonly #simulator: MicrosoftSimulator;
  readonly #grant: Record<string, string>;

  private constructor(
    simulator: MicrosoftSimulator,
    grant: Record<string, string>,
  ) {
    this.#simulator = simulator;
    this.#grant = grant;
  }

  /** Of the application itself. */
  static ofApp(
    simulator: MicrosoftSimulator,
    clientSecret = simulator.partner.clientSecret,
  ): SimulatedTokens {
    return new SimulatedTokens(simulator, {
      grant_type: 'client_credentials',
      client_secret: clientSecret,
    });
  }

  /**
   * Of a person, who signs in on the page and consents.
   *
   * @throws MicrosoftError when the page sends back an error.
   */
  static async ofPerson(
    simulator: MicrosoftSimulator,
    account: string,
    scopes: readonly string[],
  ): Promise<SimulatedTokens> {
    const { tenantId, clientId } = simulator.partner;
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: REDIRECT_URL,
      scope: [...scopes, 'openid profile offline_access'].join(' '),
      state: 'test',
      simulated_account: account,
    });
    const answer = await fetch(
      `${simulator.url}/${tenantId}/oauth2/v2.0/authorize?${query}`,
      { redirect: 'manual' },
    );
    const back = new URL(answer.headers.get('location') ?? '').searchParams;
    const code = back.get('code');
    if (!code) {
      throw signInRefusal({
        error: back.get('error') ?? '',
        description: back.get('error_description') ?? undefined,
      });
    }
    const { clientSecret } = simulator.partner;
    const { refresh_token: refreshToken } = await requestToken(simulator, {
      grant_type: 'authorization_code',
      client_secret: clientSecret,
      code,
      redirect_uri: REDIRECT_URL,
      scope: `${scopes[0]} openid profile offline_access`,
    });
    return new SimulatedTokens(simulator, {
      grant_type: 'refresh_token',
      client_secret: clientSecret,
      refresh_token: refreshToken ?? '',
    });
  }

  async get(resource: string): Promise<string> {
    const answer = await requestToken(this.#simulator, {
      ...this.#grant,
      scope: `${resource}/.default`,
    });
    return answer.access_token;
  }
}

async function requestToken(
  simulator: MicrosoftSimulator,
  form: Record<string, string>,
): Promise<{ access_token: string; refresh_token?: string }> {
  const { tenantId, clientId } = simulator.partner;
  const response = await fetch(
    `${simulator.url}/${tenantId}/oauth2/v2.0/token`,
    {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, ...form }),
    },
  );
  const body = await response.json();
  if (!response.ok) {
    throw signInRefusal({
      error: body.error,
      description: body.error_description,
      lastAnswer: { status: response.status },
    });
  }
  return body;
}
