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

import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { MicrosoftError } from '../MicrosoftError';
import type { MicrosoftHttp, MicrosoftRequest } from '../http/MicrosoftHttp';

/**
 * Gives the clients of Microsoft's packages our way to Microsoft: pinned
 * origins, rate budget, every header that asks to wait, ids of requests,
 * metrics.
 *
 * @remarks
 * A package's pipeline has to be without policies of its own that sign, retry
 * or redirect: that is done here, in one place for all of Microsoft's APIs.
 */
export class MicrosoftTransport implements HttpClient {
  readonly #http: MicrosoftHttp;
  readonly #request: Pick<
    MicrosoftRequest,
    'service' | 'headers' | 'token' | 'signal'
  >;

  /** @param request - What every request has in common. */
  constructor(
    http: MicrosoftHttp,
    request: Pick<MicrosoftRequest, 'service' | 'headers' | 'token' | 'signal'>,
  ) {
    this.#http = http;
    this.#request = request;
  }

  /** @throws MicrosoftError when Microsoft refuses, or stays unavailable. */
  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const { signal } = this.#request;
    const response = await this.#http.send({
      ...this.#request,
      url: request.url,
      method: request.method === 'POST' ? 'POST' : 'GET',
      body:
        typeof request.body === 'string' ? JSON.parse(request.body) : undefined,
    });
    const bodyAsText = await response.text().catch(cause => {
      signal.throwIfAborted();
      throw new MicrosoftError('The answer broke off', {
        kind: 'network',
        transient: true,
        cause,
      });
    });
    return {
      request,
      status: response.status,
      headers: createHttpHeaders(Object.fromEntries(response.headers)),
      bodyAsText,
    };
  }
}
