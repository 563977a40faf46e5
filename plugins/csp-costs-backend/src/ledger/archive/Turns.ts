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

/** Lets only so many do something at the same time; the others wait their turn. */
export class Turns {
  #free: number;
  readonly #waiting: Array<() => void> = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Does something when it is its turn. @throws The signal's reason when that is too late. */
  async take<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T> {
    await this.#wait(signal);
    try {
      signal.throwIfAborted();
      return await act();
    } finally {
      const next = this.#waiting.shift();
      if (next) {
        // The turn is handed over, so that nobody slips in between.
        next();
      } else {
        this.#free += 1;
      }
    }
  }

  async #wait(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    let giveUp = () => {};
    const turn = new Promise<void>((resolve, reject) => {
      this.#waiting.push(resolve);
      giveUp = () => {
        const place = this.#waiting.indexOf(resolve);
        if (place >= 0) {
          this.#waiting.splice(place, 1);
          reject(signal.reason);
        }
      };
    });
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await turn;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }
}
