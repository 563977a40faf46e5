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

/** Which of Microsoft's services a request went to. */
export type Service =
  | 'identity'
  | 'graph'
  | 'partner-center'
  | 'partner-api'
  | 'arm'
  | 'cost-management'
  | 'storage'
  | 'admin'
  | 'unknown';

/** One answered request. */
export interface RequestLogEntry {
  service: Service;
  method: string;
  /** Path without the query. */
  path: string;
  query: string;
  /** HTTP status, 0 when the connection was cut. */
  status: number;
  /** Names of the faults that were applied. */
  faults: string[];
  /** True when a bearer token reached the storage origin. */
  leakedToken: boolean;
}

/** Selects entries; a string path matches as a prefix. */
export interface RequestFilter {
  service?: Service;
  method?: string;
  path?: string | RegExp;
  status?: number;
}

const LIMIT = 50_000;
const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Calls that are made with POST and change nothing. */
const READS = /\/(checkAccess|resolveBillingRoleAssignments|download)$/;

/** Whether a request asks to change something in the directory or in Azure. */
function isWrite({ service, method, path }: RequestLogEntry): boolean {
  return (
    method !== 'GET' &&
    ((service === 'graph' && !path.startsWith('/v1.0/reports/')) ||
      (service === 'arm' && !READS.test(path)))
  );
}

/** What was asked of the simulator. Requests to `/admin` are not recorded. */
export class RequestLog {
  #entries: RequestLogEntry[] = [];
  #writes = 0;

  /** The recorded requests, oldest first; the oldest are forgotten after 50,000. */
  get entries(): readonly RequestLogEntry[] {
    return this.#entries;
  }

  /** How many requests carried a bearer token to storage. */
  get tokenLeaks(): number {
    return this.#entries.filter(one => one.leakedToken).length;
  }

  /** How many requests asked to change something in the directory or in Azure, whether that was allowed or not. */
  get writes(): number {
    return this.#writes;
  }

  add(entry: RequestLogEntry): void {
    if (isWrite(entry)) {
      this.#writes++;
    }
    this.#entries.push(entry);
    if (this.#entries.length > LIMIT) {
      this.#entries = this.#entries.slice(LIMIT / 2);
    }
  }

  count(filter: RequestFilter = {}): number {
    return this.find(filter).length;
  }

  find(filter: RequestFilter): RequestLogEntry[] {
    const { service, method, path, status } = filter;
    return this.#entries.filter(
      one =>
        (service === undefined || one.service === service) &&
        (method === undefined || one.method === method.toUpperCase()) &&
        (status === undefined || one.status === status) &&
        (path === undefined ||
          (typeof path === 'string'
            ? one.path.startsWith(path)
            : path.test(one.path))),
    );
  }

  clear(): void {
    this.#entries = [];
    this.#writes = 0;
  }

  /** Counts by service, method, path (ids replaced by `{id}`) and status. */
  summary(): Array<
    Pick<RequestLogEntry, 'service' | 'method' | 'path' | 'status'> & {
      count: number;
    }
  > {
    const counts = new Map<string, ReturnType<RequestLog['summary']>[number]>();
    for (const { service, method, path, status } of this.#entries) {
      const general = path.replace(IDS, '{id}');
      const key = `${service} ${method} ${general} ${status}`;
      const known = counts.get(key);
      if (known) {
        known.count++;
      } else {
        counts.set(key, { service, method, path: general, status, count: 1 });
      }
    }
    return [...counts.values()];
  }
}
