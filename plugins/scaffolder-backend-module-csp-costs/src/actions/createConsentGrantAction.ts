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
import { consentGrantExamples } from './examples/consentGrantExamples';
import {
  handOnUrlField,
  requiredField,
  rollbackField,
  signInIdField,
  stateField,
} from './fields';

/** Grants the application what it needs, or says who can. */
export function createConsentGrantAction(tools: ActionTools) {
  return createTemplateAction({
    id: 'csp-costs:consent:grant',
    description:
      "Grants an app registration what it needs to read the partner's billing data. Where the person may not, the output has the link for somebody who may.",
    examples: consentGrantExamples,
    supportsDryRun: true,
    schema: {
      input: {
        signInId: signInIdField,
        clientId: z =>
          z
            .string()
            .min(1)
            .describe('Application (client) id of the app registration'),
        required: requiredField,
        rollback: rollbackField,
      },
      output: { state: stateField, handOnUrl: handOnUrlField },
    },
    async handler(ctx) {
      const { clientId, required } = ctx.input;
      const step = await runOnboardingStep(ctx, tools, {
        name: 'Admin consent',
        required,
        plan: `grant the application ${clientId} what it needs`,
        ask: (onboarding, input, options) =>
          onboarding.onboardConsent({ ...input, clientId }, options),
      });
      ctx.output('state', step?.state ?? 'done');
      ctx.output('handOnUrl', step?.handOnUrl);
    },
  });
}
