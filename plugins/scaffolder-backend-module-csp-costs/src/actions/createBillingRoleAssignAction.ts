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
import { billingRoleAssignExamples } from './examples/billingRoleAssignExamples';
import {
  connectorIdField,
  handOnUrlField,
  requiredField,
  rollbackField,
  signInIdField,
  stateField,
} from './fields';

/** Lets a connector's application read the billing account, or says who can. */
export function createBillingRoleAssignAction(tools: ActionTools) {
  return createTemplateAction({
    id: 'csp-costs:billing-role:assign',
    description:
      "Makes a connector's application a billing account reader of the partner's billing account, and waits until it can read it. Where the person may not, the output has the link for somebody who may.",
    examples: billingRoleAssignExamples,
    supportsDryRun: true,
    schema: {
      input: {
        signInId: signInIdField,
        connectorId: connectorIdField,
        billingAccountId: z =>
          z
            .string()
            .describe(
              'Name or id of the billing account. Default: the one of the partner agreement',
            )
            .optional(),
        required: requiredField,
        rollback: rollbackField,
      },
      output: {
        state: stateField,
        handOnUrl: handOnUrlField,
        billingAccountId: z =>
          z.string().describe('Name of the billing account').optional(),
        agreementType: z =>
          z
            .string()
            .describe('Its agreement, such as MicrosoftPartnerAgreement')
            .optional(),
      },
    },
    async handler(ctx) {
      const { connectorId, billingAccountId, required } = ctx.input;
      const step = await runOnboardingStep(ctx, tools, {
        name: 'The billing role',
        required,
        plan: `make the application of the connector ${connectorId} a billing account reader`,
        ask: (onboarding, input, options) =>
          onboarding.onboardBillingRole(
            { ...input, connectorId, billingAccountId },
            options,
          ),
      });
      ctx.output('state', step?.state ?? 'done');
      ctx.output('handOnUrl', step?.handOnUrl);
      ctx.output('billingAccountId', step?.billingAccount?.billingAccountId);
      ctx.output('agreementType', step?.billingAccount?.agreementType);
    },
  });
}
