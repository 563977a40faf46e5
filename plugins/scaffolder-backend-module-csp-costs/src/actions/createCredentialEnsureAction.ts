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
import { credentialEnsureExamples } from './examples/credentialEnsureExamples';
import {
  connectorIdField,
  rollbackField,
  signInIdField,
  stateField,
} from './fields';

/** Gives a connector's application something to sign in with. */
export function createCredentialEnsureAction(tools: ActionTools) {
  return createTemplateAction({
    id: 'csp-costs:credential:ensure',
    description:
      "Gives a connector's application something to sign in with. It goes straight into the vault: no input, output or log has it.",
    examples: credentialEnsureExamples,
    supportsDryRun: true,
    schema: {
      input: {
        signInId: signInIdField,
        connectorId: connectorIdField,
        kind: z =>
          z
            .enum(['certificate', 'federated', 'client-secret'])
            .describe(
              "What to try first. Default: certificate. What the tenant's policy forbids is followed by the next best",
            )
            .optional(),
        tokenFile: z =>
          z
            .string()
            .describe(
              'Of a federated identity: one of cspCosts.federatedTokenFiles',
            )
            .optional(),
        secretDays: z =>
          z
            .number()
            .int()
            .min(1)
            .max(730)
            .describe('How long a client secret is good for. Default: 180')
            .optional(),
        rollback: rollbackField,
      },
      output: {
        state: stateField,
        kind: z =>
          z
            .enum(['certificate', 'federated', 'client-secret'])
            .describe('What the application signs in with now'),
        expiresAt: z =>
          z
            .string()
            .describe('When it expires, where that is known; ISO 8601')
            .optional(),
      },
    },
    async handler(ctx) {
      const { connectorId, kind, tokenFile, secretDays } = ctx.input;
      const wanted = kind ?? 'certificate';
      const step = await runOnboardingStep(ctx, tools, {
        name: 'The credential',
        required: true,
        plan: `give the application of the connector ${connectorId} a credential (${wanted})`,
        ask: (onboarding, input, options) =>
          onboarding.onboardCredential(
            { ...input, connectorId, kind, tokenFile, secretDays },
            options,
          ),
      });
      ctx.output('state', 'done');
      ctx.output('kind', step?.credential?.kind ?? wanted);
      ctx.output('expiresAt', step?.credential?.expiresAt);
    },
  });
}
