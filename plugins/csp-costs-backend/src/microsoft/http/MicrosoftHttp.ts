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

import { randomUUID } from 'node:crypto';
import { MicrosoftError } from '../MicrosoftError';
import type { MicrosoftService } from './MicrosoftService';
import type { PinnedOrigins } from './PinnedOrigins';
import type { RateBudget } from './RateBudget';
import { readError } from './readError';
import { requestIdOf } from './requestIdOf';
import type { RequestObserver } from './RequestObserver';
import { wait } from './wait';

/** How a {@link MicrosoftHttp} treats failures that may pass. */
export interface RetryPolicy {
  /** Tries of one request, the first included. */
  attempts: number;
  /** Wait before the second try when Microsoft names no time, in ms; doubles with every try. */
  baseDelayMs: number;
  /** The longest a single request may spend waiting, in ms. */
  waitBudgetMs: number;
  /**
   * Longest wait for the head of an answer, in ms; default three minutes.
   * Bodies may take their time, and end when they fall silent.
   */
  answerTimeoutMs?: number;
}

/** A request to one of Microsoft's APIs. */
export interface MicrosoftRequest {
  /** Whose limits the request counts against. */
  service: MicrosoftService;
  url: string | URL;
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Gives the bearer token; left out for addresses that carry a signature of their own. */
  token?: (options: { refresh: boolean }) => Promise<string>;
  /**
   * Whether it must not be sent again when Microsoft may have done it, such as
   * after an answer that was lost.
   */
  once?: boolean;
  signal: AbortSignal;
}

const ANSWER_TIMEOUT_MS = 180_000;

/**
 * Sends requests to pinned origins, and sends them again when a failure may
 * pass: throttling, 408, 5xx and broken connections.
 *
 * @remarks
 *
 * Redirects are not followed: a `Location` is data that the caller checks, and
 * a token must not travel along. A 401 is tried once more with a new token,
 * because tokens end early when a role or a policy changes.
 *
 * Every try takes its place in the rate budget first. When Microsoft still
 * finds it too many, the service is closed for everybody until the time that
 * it names.
 */
export class MicrosoftHttp {
  readonly #origins: PinnedOrigins;
  readonly #retry: RetryPolicy;
  readonly #budget: RateBudget | undefined;
  readonly #observer: RequestObserver | undefined;
  readonly #now: () => Date;

  constructor(options: {
    origins: PinnedOrigins;
    retry: RetryPolicy;
    /** Without one, nothing but Microsoft's own waits is kept to. */
    budget?: RateBudget;
    observer?: RequestObserver;
    now: () => Date;
  }) {
    this.#origins = options.origins;
    this.#retry = options.retry;
    this.#budget = options.budget;
    this.#observer = options.observer;
    this.#now = options.now;
  }

  /**
   * Sends a request until it succeeds.
   *
   * @returns The answer, with status 2xx and its body unread.
   * @throws MicrosoftError when Microsoft refuses, or stays unavailable.
   */
  async send(request: MicrosoftRequest): Promise<Response> {
    const url = this.#origins.check(request.url, {
      withToken: request.token !== undefined,
    });
    const requestId = randomUUID();
    let waited = 0;
    let refreshToken = false;
    for (let attempt = 1; ; attempt++) {
      waited += await this.#takePlace(
        request,
        this.#retry.waitBudgetMs - waited,
      );
      const outcome = await this.#try(url, request, requestId, refreshToken);
      if (outcome instanceof Response) {
        return outcome;
      }
      if (outcome.status === 401 && request.token && !refreshToken) {
        refreshToken = true;
        continue;
      }
      if (outcome.status === 429 && outcome.retryAfterMs) {
        await this.#budget?.close(request.service, outcome.retryAfterMs);
      }
      const delay =
        outcome.retryAfterMs === undefined
          ? this.#retry.baseDelayMs * 2 ** (attempt - 1) * (0.5 + Math.random())
          : outcome.retryAfterMs + this.#retry.baseDelayMs * Math.random();
      if (
        !outcome.transient ||
        (request.once && outcome.status !== 429) ||
        attempt >= this.#retry.attempts ||
        waited + delay > this.#retry.waitBudgetMs
      ) {
        throw outcome;
      }
      waited += delay;
      await wait(delay, request.signal);
    }
  }

  /**
   * Like {@link MicrosoftHttp.send}, and reads the answer as JSON; undefined
   * when Microsoft says that it has none (204).
   *
   * @param decimalFields - Names of fields whose numbers are given as the text
   * they were sent as, so that no digit of an amount is lost.
   */
  async json<T>(
    request: MicrosoftRequest,
    decimalFields: readonly string[] = [],
  ): Promise<T> {
    const { body } = await this.jsonWithHeaders<T>(request, decimalFields);
    return body;
  }

  /** Like {@link MicrosoftHttp.json}, and gives the headers of the answer too. */
  async jsonWithHeaders<T>(
    request: MicrosoftRequest,
    decimalFields: readonly string[] = [],
  ): Promise<{ body: T; headers: Headers }> {
    const response = await this.send(request);
    const text = await readText(request, response);
    if (response.status === 204) {
      return { body: undefined as T, headers: response.headers };
    }
    try {
      const body = parseJson(text, decimalFields) as T;
      return { body, headers: response.headers };
    } catch (cause) {
      throw new MicrosoftError('The answer is not JSON', {
        kind: 'content',
        status: response.status,
        transient: false,
        cause,
      });
    }
  }

  /** Like {@link MicrosoftHttp.send}, and reads the answer as text, without a byte order mark. */
  async text(request: MicrosoftRequest): Promise<string> {
    return readText(request, await this.send(request));
  }

  /** Waits for the request's place in the rate budget; gives how long that took, in ms. */
  async #takePlace(
    { service, signal }: MicrosoftRequest,
    maxWaitMs: number,
  ): Promise<number> {
    if (!this.#budget) {
      return 0;
    }
    let waited = 0;
    for (;;) {
      const { kind, waitMs } = await this.#budget.reserve(
        service,
        maxWaitMs - waited,
      );
      if (kind === 'full') {
        throw new MicrosoftError(
          `No more may be asked of ${service} for ${Math.ceil(
            waitMs / 1000,
          )} seconds`,
          { kind: 'budget', transient: true, retryAfterMs: waitMs },
        );
      }
      if (waitMs === 0) {
        return waited;
      }
      await wait(waitMs, signal);
      waited += waitMs;
      this.#observer?.waited(service, waitMs);
      // Somebody may have been refused meanwhile.
      if ((await this.#budget.closedMs(service)) === 0) {
        return waited;
      }
    }
  }

  async #try(
    url: URL,
    request: MicrosoftRequest,
    requestId: string,
    refreshToken: boolean,
  ): Promise<Response | MicrosoftError> {
    const token = await request.token?.({ refresh: refreshToken });
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(),
      this.#retry.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
    );
    const startedAt = performance.now();
    const ended = (response?: Response) =>
      this.#observer?.ended({
        service: request.service,
        status: response?.status,
        clientRequestId: requestId,
        requestId: response && requestIdOf(response.headers),
        durationMs: performance.now() - startedAt,
      });
    let response: Response;
    try {
      response = await fetch(url, {
        method: request.method ?? 'GET',
        redirect: 'manual',
        signal: AbortSignal.any([request.signal, late.signal]),
        headers: {
          Accept: 'application/json',
          'client-request-id': requestId,
          'x-ms-client-request-id': requestId,
          'MS-RequestId': requestId,
          'MS-CorrelationId': requestId,
          ...(request.body === undefined
            ? {}
            : { 'Content-Type': 'application/json' }),
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...request.headers,
        },
        body:
          request.body === undefined ? undefined : JSON.stringify(request.body),
      });
    } catch (cause) {
      request.signal.throwIfAborted();
      ended();
      return new MicrosoftError(`No answer from ${url.host}`, {
        kind: 'network',
        code: nameFailure(cause),
        transient: true,
        requestId,
        cause,
      });
    } finally {
      clearTimeout(timer);
    }
    ended(response);
    if (response.ok) {
      return response;
    }
    return readError(url, response, requestId, this.#now());
  }
}

/** How the name of a host could not be resolved, if that was it. */
function nameFailure(error: unknown): string | undefined {
  const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? code : undefined;
}

/** `text()` removes a byte order mark, which Partner Center may send. */
async function readText(
  request: MicrosoftRequest,
  response: Response,
): Promise<string> {
  return response.text().catch(cause => {
    request.signal.throwIfAborted();
    throw new MicrosoftError('The answer broke off', {
      kind: 'network',
      transient: true,
      cause,
    });
  });
}

type SourceAwareReviver = (
  key: string,
  value: unknown,
  // In the language since ES2025, not yet in TypeScript's types.
  context: { source?: string },
) => unknown;

function parseJson(text: string, decimalFields: readonly string[]): unknown {
  const reviver: SourceAwareReviver = (key, value, { source }) =>
    typeof value === 'number' && decimalFields.includes(key) ? source : value;
  return decimalFields.length === 0
    ? JSON.parse(text)
    : JSON.parse(text, reviver as Parameters<typeof JSON.parse>[1]);
}
