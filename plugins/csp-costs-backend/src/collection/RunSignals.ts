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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { CSP_COSTS_RUNS_CHANNEL } from 'backstage-plugin-csp-costs-common';

const EVERY_MS = 1000;

/**
 * Tells open pages that a run has moved, at most once a second.
 *
 * @remarks
 * Who may read connectors is for the permission policy to say, each time anew,
 * and cannot be turned into a list of recipients. So everybody is told, and
 * told nothing but to look again. Each process speaks of the jobs it works on.
 */
export class RunSignals {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: {
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#signals = dependencies.signals;
    this.#logger = dependencies.logger;
  }

  /** A job has begun, ended, or come further. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#publish();
    }, EVERY_MS);
  }

  /** Says at once what is still to be said. */
  stop(): void {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#publish();
    }
  }

  #publish(): void {
    this.#signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: CSP_COSTS_RUNS_CHANNEL,
        message: {},
      })
      // Pages look by themselves too, only less often.
      .catch(error => this.#logger.debug('Could not send a signal', error));
  }
}
