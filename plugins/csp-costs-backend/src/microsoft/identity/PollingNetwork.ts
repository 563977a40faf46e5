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
import { wait } from '../http/wait';
import { MicrosoftError } from '../MicrosoftError';
import type { SignInNetwork } from './SignInNetwork';

/** By how much polls are slower each time that Microsoft finds them too fast. */
const SLOWER_MS = 5_000;

/**
 * Lets MSAL go on asking whether a person has entered a code when one of its
 * polls fails in a way that may pass: MSAL itself would give up, and the
 * person would have to begin anew.
 */
export class PollingNetwork implements INetworkModule {
  readonly #network: SignInNetwork;
  readonly #signal: AbortSignal;
  #slowerMs = 0;

  /** @param options - The signal ends the wait before a poll. */
  constructor(options: { network: SignInNetwork; signal: AbortSignal }) {
    this.#network = options.network;
    this.#signal = options.signal;
  }

  sendGetRequestAsync<T>(
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> {
    return this.#network.sendGetRequestAsync(url, options);
  }

  async sendPostRequestAsync<T>(
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> {
    const form = new URLSearchParams(options?.body);
    if (!form.has('device_code')) {
      return this.#network.sendPostRequestAsync(url, options);
    }
    if (this.#slowerMs > 0) {
      await wait(this.#slowerMs, this.#signal);
    }
    try {
      const response = await this.#network.sendPostRequestAsync<T>(
        url,
        options,
      );
      if (this.#network.lastAnswer?.refusal?.error === 'slow_down') {
        this.#slowerMs += SLOWER_MS;
        return pending();
      }
      return response.status === 429 || response.status >= 500
        ? pending()
        : response;
    } catch (error) {
      if (error instanceof MicrosoftError && !error.transient) {
        throw error;
      }
      return pending();
    }
  }
}

/** The answer on which MSAL asks again, until the code has expired. */
function pending<T>(): NetworkResponse<T> {
  return {
    headers: {},
    body: { error: 'authorization_pending' } as T,
    status: 400,
  };
}
