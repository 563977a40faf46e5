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

import type { ActionTools } from './ActionTools';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** How long a lag of Microsoft's directory is waited out. */
export const PATIENCE_MS = 10 * 60_000;

/** Waits twice as long each time, within a budget. */
export class Patience {
  readonly #tools: Pick<ActionTools, 'now' | 'wait'>;
  readonly #signal: AbortSignal | undefined;
  readonly #budgetMs: number;
  readonly #beganAt: number;
  #nextMs = FIRST_WAIT_MS;

  constructor(
    tools: Pick<ActionTools, 'now' | 'wait'>,
    signal: AbortSignal | undefined,
    budgetMs: number = PATIENCE_MS,
  ) {
    this.#tools = tools;
    this.#signal = signal;
    this.#budgetMs = budgetMs;
    this.#beganAt = tools.now();
  }

  /** Since it began. */
  get elapsedMs(): number {
    return this.#tools.now() - this.#beganAt;
  }

  /** How long is waited next; 0 when the budget is used up. */
  get nextMs(): number {
    return Math.max(0, Math.min(this.#nextMs, this.#budgetMs - this.elapsedMs));
  }

  /** Waits. Rejects when the task is cancelled. */
  async wait(): Promise<void> {
    const milliseconds = this.nextMs;
    this.#nextMs = Math.min(this.#nextMs * 2, LONGEST_WAIT_MS);
    await this.#tools.wait(milliseconds, this.#signal);
  }
}
