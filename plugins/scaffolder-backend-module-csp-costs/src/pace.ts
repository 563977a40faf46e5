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

import { setTimeout as delay } from 'node:timers/promises';
import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { ActionTools } from './steps/ActionTools';

/** Time, as the actions wait in it. */
export type Pace = Pick<ActionTools, 'now' | 'wait'>;

/**
 * How time passes for the actions. A service of its own so that ten minutes can
 * be tried out without waiting for them.
 */
export const paceServiceRef = createServiceRef<Pace>({
  id: 'csp-costs.scaffolder-pace',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => ({
        now: () => performance.now(),
        wait: (milliseconds, signal) =>
          delay(milliseconds, undefined, { signal }),
      }),
    }),
});
