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
  INetworkModule,
  NetworkRequestOptions,
  NetworkResponse,
} from '@azure/msal-node';
import { MicrosoftError } from '../MicrosoftError';
import { PinnedOrigins } from '../http/PinnedOrigins';
import { retryAfter } from '../http/retryAfter';

/** Longest wait for an answer of the sign-in service. */
const TIMEOUT_MS = 30_000;

/** How the sign-in service answered last. */
export interface SignInAnswer {
  status: number;
  /** How long Microsoft asks to wait, in ms. */
  retryAfterMs?: number;
  /** What it refused with: OAuth's word, and Microsoft's text, which names ids but no secret. */
  refusal?: { error: string; description?: string };
}

/**
 * What MSAL sends its requests with: to the sign-in service alone, with an end
 * to every wait, and without following redirects, which would carry a secret
 * along.
 */
export class SignInNetwork implements INetworkModule {
  readonly #origins: PinnedOrigins;
  readonly #now: () => Date;
  #lastAnswer: SignInAnswer | undefined;

  constructor(options: { loginUrl: string; now: () => Date }) {
    this.#origins = new PinnedOrigins({
      apis: [options.loginUrl],
      downloads: [],
    });
    this.#now = options.now;
  }

  /**
   * MSAL drops status and headers of a refusal; they say whether to try again.
   * While it waits for a person, it drops the text too.
   */
  get lastAnswer(): SignInAnswer | undefined {
    return this.#lastAnswer;
  }

  sendGetRequestAsync<T>(
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> {
    return this.#send('GET', url, options);
  }

  sendPostRequestAsync<T>(
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> {
    return this.#send('POST', url, options);
  }

  async #send<T>(
    method: 'GET' | 'POST',
    address: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> {
    this.#lastAnswer = undefined;
    const url = this.#origins.check(address, { withToken: true });
    const response = await fetch(url, {
      method,
      headers: options.headers,
      body: options.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    this.#lastAnswer = {
      status: response.status,
      retryAfterMs: retryAfter(response.headers, this.#now()),
    };
    const text = await response.text();
    let body: T;
    try {
      body = JSON.parse(text);
    } catch {
      // Its text is left out: nobody knows what a broken answer repeats.
      throw new MicrosoftError('The sign-in service did not answer in JSON', {
        kind: 'identity',
        status: response.status,
        transient: response.status >= 500 || response.status === 429,
      });
    }
    this.#lastAnswer.refusal = readRefusal(body);
    return {
      headers: Object.fromEntries(response.headers),
      body,
      status: response.status,
    };
  }
}

function readRefusal(body: unknown): SignInAnswer['refusal'] {
  const { error, error_description: description } = (body ?? {}) as Record<
    string,
    unknown
  >;
  return typeof error === 'string'
    ? {
        error,
        description: typeof description === 'string' ? description : undefined,
      }
    : undefined;
}
