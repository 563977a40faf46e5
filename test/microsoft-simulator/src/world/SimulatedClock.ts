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
 * The simulated time. It runs with real time, or stands still when it was
 * created with a moment; either way it can be set and advanced.
 */
export class SimulatedClock {
  readonly #standing: boolean;
  #offset: number;

  private constructor(standing: boolean, offset: number) {
    this.#standing = standing;
    this.#offset = offset;
  }

  static create(now?: Date): SimulatedClock {
    return now
      ? new SimulatedClock(true, SimulatedClock.#check(now))
      : new SimulatedClock(false, 0);
  }

  static #check(date: Date): number {
    const time = date.getTime();
    if (Number.isNaN(time)) {
      throw new Error('Not a date');
    }
    return time;
  }

  now(): Date {
    return new Date(this.#standing ? this.#offset : Date.now() + this.#offset);
  }

  /** Jumps to a moment. A running clock runs on from there. */
  set(date: Date): void {
    const time = SimulatedClock.#check(date);
    this.#offset = this.#standing ? time : time - Date.now();
  }

  /** Moves by milliseconds. */
  advance(milliseconds: number): void {
    if (!Number.isFinite(milliseconds)) {
      throw new Error('Not a number of milliseconds');
    }
    this.#offset += milliseconds;
  }
}
