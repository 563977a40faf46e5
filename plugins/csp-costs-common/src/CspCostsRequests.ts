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

import { ResponseError } from '@backstage/errors';
import type { RequestOptions } from './CspCostsApi';

/** How a request is sent, unless it only reads. */
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Sends requests to the csp-costs backend, in the caller's name. */
export class CspCostsRequests {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /**
   * Sends a request and reads the answer, of which there may be none.
   *
   * @throws ResponseError, with the words of the backend.
   */
  async json<T>(
    path: string,
    options: RequestOptions | undefined,
    method: Method = 'GET',
    body?: unknown,
  ): Promise<T> {
    const response = await this.send(path, options, method, body);
    return response.status === 204 ? (undefined as T) : response.json();
  }

  /** Like {@link CspCostsRequests.json}, and leaves the answer unread. */
  async send(
    path: string,
    options: RequestOptions | undefined,
    method: Method = 'GET',
    body?: unknown,
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('csp-costs');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      signal: options?.signal,
      ...(body === undefined
        ? {}
        : {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    if (!response.ok) {
      const error = await ResponseError.fromResponse(response);
      // What the backend says is for people; the status alone is not.
      error.message = error.body.error.message || error.message;
      throw error;
    }
    return response;
  }
}
