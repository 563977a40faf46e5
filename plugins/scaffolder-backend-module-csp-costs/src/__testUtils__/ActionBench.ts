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

import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import type {
  CspCostsApi,
  OnboardingApi,
} from 'backstage-plugin-csp-costs-common';
import { createActions } from '../actions/createActions';
import type { ActionTools } from '../steps/ActionTools';
import { FakePace } from './FakePace';

/** Runs actions of one task against a backend that answers as a test says. */
export class ActionBench {
  readonly pace = new FakePace();
  /** Level and text of every line. */
  readonly log: string[] = [];
  /** Of the action that ran last. */
  outputs: JsonObject = {};
  readonly #tools: ActionTools;

  constructor(
    answers: {
      onboarding?: Partial<OnboardingApi>;
      costs?: Partial<CspCostsApi>;
    },
    tools: Partial<Pick<ActionTools, 'catalog' | 'entersCustomers'>> = {},
  ) {
    this.#tools = {
      // What a test does not expect to be called is not there.
      connect: () => ({
        onboarding: answers.onboarding as OnboardingApi,
        costs: answers.costs as CspCostsApi,
      }),
      catalog: catalogServiceMock(),
      entersCustomers: true,
      now: () => this.pace.now(),
      wait: (milliseconds, signal) => this.pace.wait(milliseconds, signal),
      ...tools,
    };
  }

  /** Runs an action as a step of the task `task-1`. */
  async run(
    id: string,
    input: JsonObject,
    options: { isDryRun?: boolean; signal?: AbortSignal } = {},
  ): Promise<JsonObject> {
    const action = createActions(this.#tools).find(one => one.id === id);
    if (!action) {
      throw new Error(`There is no action ${id}`);
    }
    const outputs: JsonObject = {};
    this.outputs = outputs;
    const note = (level: string) => (message: string) => {
      this.log.push(`${level}: ${message}`);
    };
    const context: ActionContext<JsonObject> = {
      ...createMockActionContext({
        input,
        task: { id: 'task-1' },
        logger: mockServices.logger.mock({
          info: note('info'),
          warn: note('warn'),
          error: note('error'),
        }),
        // Nothing is written there.
        workspacePath: '/workspace',
      }),
      output: (name, value) => {
        outputs[String(name)] = value;
      },
      ...options,
    };
    // Each action has a type of its own for its input; the scaffolder knows none of them either.
    const handler = action.handler as unknown as (
      ctx: ActionContext<JsonObject>,
    ) => Promise<void>;
    await handler(context);
    return outputs;
  }
}
