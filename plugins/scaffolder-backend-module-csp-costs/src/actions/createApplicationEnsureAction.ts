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

import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ActionTools } from '../steps/ActionTools';
import { runOnboardingStep } from '../steps/runOnboardingStep';
import { applicationEnsureExamples } from './examples/applicationEnsureExamples';
import { rollbackField, signInIdField, stateField } from './fields';
import { NOT_MADE_YET } from './notMadeYet';

/** Finds or creates the app registration and its service principal. */
export function createApplicationEnsureAction(tools: ActionTools) {
  return createTemplateAction({
    id: 'csp-costs:application:ensure',
    description:
      'Finds or creates the app registration of CSP Costs in a partner tenant, with its service principal and those of the APIs that it reads from.',
    examples: applicationEnsureExamples,
    supportsDryRun: true,
    schema: {
      input: {
        signInId: signInIdField,
        displayName: z =>
          z
            .string()
            .min(1)
            .max(120)
            .describe(
              'Name of the app registration. One of this name that was made here is found again',
            ),
        rollback: rollbackField,
      },
      output: {
        state: stateField,
        clientId: z => z.string().describe('Application (client) id'),
        applicationObjectId: z =>
          z.string().describe('Object id of the app registration'),
        servicePrincipalId: z =>
          z.string().describe('Object id of the service principal'),
      },
    },
    async handler(ctx) {
      const { displayName } = ctx.input;
      const step = await runOnboardingStep(ctx, tools, {
        name: 'The app registration',
        required: true,
        plan: `find or create the app registration ${displayName} and its service principal`,
        ask: (onboarding, input, options) =>
          onboarding.onboardApplication({ ...input, displayName }, options),
      });
      const application = step?.application;
      ctx.output('state', 'done');
      ctx.output('clientId', application?.clientId ?? NOT_MADE_YET);
      ctx.output(
        'applicationObjectId',
        application?.applicationObjectId ?? NOT_MADE_YET,
      );
      ctx.output(
        'servicePrincipalId',
        application?.servicePrincipalId ?? NOT_MADE_YET,
      );
    },
  });
}
