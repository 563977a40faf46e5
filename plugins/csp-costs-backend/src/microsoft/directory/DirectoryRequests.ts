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

import type { z } from 'zod';
import { checkShape } from '../http/checkShape';
import { MicrosoftApi, type MicrosoftApiAccess } from '../http/MicrosoftApi';
import type { MicrosoftRequest } from '../http/MicrosoftHttp';
import { readPages } from '../http/readPages';
import { MicrosoftError } from '../MicrosoftError';
import { pageSchema } from './schemas';

/** What a request to the directory may have besides its path. */
type More = Pick<MicrosoftRequest, 'method' | 'headers' | 'body' | 'once'>;

/** Sends requests to the directory of Microsoft Graph and checks the shape of what comes back. */
export class DirectoryRequests {
  readonly #api: MicrosoftApi;

  constructor(access: MicrosoftApiAccess) {
    this.#api = new MicrosoftApi(access, {
      service: 'graph',
      resource: 'graph',
    });
  }

  /** One object; undefined when there is none. */
  async find<T extends z.ZodType>(
    path: string,
    schema: T,
    signal: AbortSignal,
  ): Promise<z.output<T> | undefined> {
    try {
      return checkShape(path, schema, await this.#send(path, {}, signal));
    } catch (error) {
      if (isStatus(error, 404)) {
        return undefined;
      }
      throw error;
    }
  }

  /** All pages of a list. */
  async list<T extends z.ZodType>(
    path: string,
    item: T,
    signal: AbortSignal,
  ): Promise<Array<z.output<T>>> {
    return readPages(path, path, async address => {
      const answer: z.output<ReturnType<typeof pageSchema<T>>> = checkShape(
        path,
        pageSchema(item),
        await this.#send(address, {}, signal),
      );
      return {
        items: answer.value as Array<z.output<T>>,
        // Checked against the pinned origins before the token goes there.
        next: answer['@odata.nextLink'],
      };
    });
  }

  /** Makes something, and gives what came back. */
  async create<T extends z.ZodType>(
    path: string,
    body: unknown,
    schema: T,
    signal: AbortSignal,
    more: Pick<More, 'once'> = {},
  ): Promise<z.output<T>> {
    return checkShape(
      path,
      schema,
      await this.#send(path, { method: 'POST', body, ...more }, signal),
    );
  }

  /** Makes what its key names, or changes it; gives what was made, undefined when it was there. */
  async upsert<T extends z.ZodType>(
    path: string,
    body: unknown,
    schema: T,
    signal: AbortSignal,
  ): Promise<z.output<T> | undefined> {
    const answer = await this.#send(
      path,
      { method: 'PATCH', body, headers: { Prefer: 'create-if-missing' } },
      signal,
    );
    return answer === undefined ? undefined : checkShape(path, schema, answer);
  }

  async change(
    path: string,
    body: unknown,
    signal: AbortSignal,
    method: 'PATCH' | 'POST' = 'PATCH',
  ): Promise<void> {
    await this.#send(path, { method, body }, signal);
  }

  /** Gives whether it was there. */
  async remove(path: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#send(path, { method: 'DELETE' }, signal);
      return true;
    } catch (error) {
      if (isStatus(error, 404)) {
        return false;
      }
      throw error;
    }
  }

  #send(path: string, more: More, signal: AbortSignal): Promise<unknown> {
    return this.#api.http.json({
      ...this.#api.signed,
      url: path.startsWith('/')
        ? `${this.#api.cloud.graphUrl}/v1.0${path}`
        : path,
      signal,
      ...more,
    });
  }
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof MicrosoftError && error.status === status;
}
