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

import type { Service } from '../RequestLog';

/** At most so many requests in any stretch of real time so long. */
export interface SimulatedRateLimit {
  requests: number;
  windowMs: number;
}

/** Which services refuse too many requests, and how many these are. */
export type SimulatedRateLimits = Partial<
  Record<Service, readonly SimulatedRateLimit[]>
>;

/**
 * Counts requests as Microsoft does: over a window that slides, by real time,
 * and with those that it refuses.
 */
export class RateLimiter {
  #limits: SimulatedRateLimits = {};
  readonly #seen = new Map<string, number[]>();

  constructor(limits: SimulatedRateLimits) {
    this.set(limits);
  }

  /**
   * Takes the place of the limits so far, and forgets what was asked.
   *
   * @throws Error when a limit makes no sense.
   */
  set(limits: SimulatedRateLimits): void {
    for (const { requests, windowMs } of Object.values(limits).flat()) {
      if (!(Number.isInteger(requests) && requests > 0 && windowMs > 0)) {
        throw new Error(
          'A rate limit needs requests, a whole number, and windowMs, both above 0',
        );
      }
    }
    this.#limits = limits;
    this.#seen.clear();
  }

  /**
   * Counts a request.
   *
   * @param client - Who asks, where each has a quota of its own.
   * @returns For how long the service wants no more, in ms; undefined when the
   * request is not too many.
   */
  count(service: Service, client = ''): number | undefined {
    const limits = this.#limits[service] ?? [];
    if (limits.length === 0) {
      return undefined;
    }
    const now = performance.now();
    const longest = Math.max(...limits.map(({ windowMs }) => windowMs));
    const key = `${service} ${client}`;
    const seen = (this.#seen.get(key) ?? []).filter(at => at > now - longest);
    seen.push(now);
    this.#seen.set(key, seen);
    const full = limits.filter(
      ({ requests, windowMs }) =>
        seen.filter(at => at > now - windowMs).length > requests,
    );
    return full.length === 0
      ? undefined
      : Math.max(...full.map(({ windowMs }) => windowMs));
  }
}
