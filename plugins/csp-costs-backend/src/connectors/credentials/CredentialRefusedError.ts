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

import { InputError } from '@backstage/errors';
import type { MicrosoftError } from '../../microsoft/MicrosoftError';

/** Microsoft was asked with a credential, and does not accept it. */
export class CredentialRefusedError extends InputError {
  // Private, so that no answer that is made of this error holds it.
  readonly #refusal: MicrosoftError;

  constructor(message: string, refusal: MicrosoftError) {
    super(message);
    this.#refusal = refusal;
  }

  /** What Microsoft has against it. */
  get refusal(): MicrosoftError {
    return this.#refusal;
  }
}
