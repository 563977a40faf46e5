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

/**
 * What was read a while ago. Readers at the same time share one reading; a
 * failure is not remembered.
 */
export class Remembered<T> {
  readonly #read: () => Promise<T>;
  readonly #forMs: number;
  readonly #now: () => Date;
  #reading: { promise: Promise<T>; since: number } | undefined;

  constructor(options: {
    read: () => Promise<T>;
    /** How long it is good for. */
    forMs: number;
    now: () => Date;
  }) {
    this.#read = options.read;
    this.#forMs = options.forMs;
    this.#now = options.now;
  }

  async get(): Promise<T> {
    const now = this.#now().getTime();
    if (!this.#reading || now - this.#reading.since >= this.#forMs) {
      const reading = { promise: this.#read(), since: now };
      this.#reading = reading;
      reading.promise.catch(() => {
        if (this.#reading === reading) {
          this.#reading = undefined;
        }
      });
    }
    return this.#reading.promise;
  }
}
