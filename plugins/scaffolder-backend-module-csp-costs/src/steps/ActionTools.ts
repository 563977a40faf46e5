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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type {
  CspCostsApi,
  OnboardingApi,
} from 'backstage-plugin-csp-costs-common';

/** The csp-costs backend, in somebody's name. */
export interface CspCosts {
  onboarding: OnboardingApi;
  costs: CspCostsApi;
}

/** What the actions work with. */
export interface ActionTools {
  /** Calls the csp-costs backend in the name of whoever runs a task. */
  connect(credentials: BackstageCredentials): CspCosts;
  catalog: Pick<CatalogService, 'getEntities'>;
  /** Whether customers are entered in the catalog, as the configuration says. */
  entersCustomers: boolean;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  /** Rejects when the signal aborts. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** What of a task is needed to run a step, whatever its input. */
export type TaskContext = Pick<
  ActionContext<JsonObject>,
  'logger' | 'signal' | 'isDryRun' | 'task' | 'getInitiatorCredentials'
>;
