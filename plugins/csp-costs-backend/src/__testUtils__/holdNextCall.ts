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

/** A call that waits in the middle of what a test is about. */
export interface HeldCall {
  /** Fulfilled when the call is made. */
  made: Promise<void>;
  /** Lets it go on. */
  goOn: () => void;
}

/**
 * Holds the next call of a method up, so that a test can act in the middle of
 * something without waiting for any time.
 *
 * @param prototype - Of the class, all of whose instances this is for.
 */
export function holdNextCall<
  Name extends string,
  Class extends { [name in Name]: (...input: never[]) => Promise<unknown> },
>(prototype: Class, name: Name): HeldCall {
  let wasMade!: () => void;
  const made = new Promise<void>(resolve => {
    wasMade = resolve;
  });
  let goOn!: () => void;
  const goesOn = new Promise<void>(resolve => {
    goOn = resolve;
  });
  const original = prototype[name];
  async function held(this: Class, ...input: never[]): Promise<unknown> {
    prototype[name] = original;
    wasMade();
    await goesOn;
    return original.apply(this, input);
  }
  prototype[name] = held as Class[Name];
  return { made, goOn };
}
