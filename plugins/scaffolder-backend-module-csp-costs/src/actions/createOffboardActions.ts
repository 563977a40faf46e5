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

import {
  createTemplateAction,
  type TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import type { OffboardingPart } from 'backstage-plugin-csp-costs-common';
import type { ActionTools } from '../steps/ActionTools';
import { requireSignIn } from '../steps/requireSignIn';
import { runStep } from '../steps/runStep';
import { offboardExamples } from './examples/offboardExamples';
import {
  connectorIdField,
  handOnUrlField,
  requiredField,
  signInIdField,
  stateField,
} from './fields';

/** An action that takes one part of a connector's access away. */
interface Offboarding {
  id: string;
  part: OffboardingPart;
  description: string;
  /** To begin sentences with. */
  name: string;
  /** What a dry run says that cannot look. */
  plan: string;
}

const OFFBOARDINGS: Offboarding[] = [
  {
    id: 'csp-costs:billing-role:remove',
    part: 'billing-role',
    description:
      "Takes the billing roles of a connector's application away. What was collected stays.",
    name: 'Removing the billing role',
    plan: 'remove the billing role',
  },
  {
    id: 'csp-costs:consent:revoke',
    part: 'consent',
    description:
      "Takes back what was granted to a connector's application. What was collected stays.",
    name: 'Revoking consent',
    plan: 'revoke what was granted',
  },
  {
    id: 'csp-costs:credential:remove',
    part: 'credential',
    description:
      "Removes the credential of a connector's application, from the app registration and from the vault. What was collected stays.",
    name: 'Removing the credential',
    plan: 'remove the credential',
  },
  {
    id: 'csp-costs:application:delete',
    part: 'application',
    description:
      'Deletes the app registration of a connector and its service principal. What was collected stays.',
    name: 'Deleting the app registration',
    plan: 'delete the app registration',
  },
  {
    id: 'csp-costs:connector:delete',
    part: 'connector',
    description:
      'Deletes a connector. Nothing more is collected; the numbers that it has collected stay. Needs no sign-in with Microsoft.',
    name: 'Deleting the connector',
    plan: 'delete the connector',
  },
];

/** The actions that take a connector's access away, one for each part. */
export function createOffboardActions(tools: ActionTools) {
  return OFFBOARDINGS.map(offboarding =>
    createOffboardAction(
      tools,
      offboarding,
      offboardExamples[offboarding.part],
    ),
  );
}

function createOffboardAction(
  tools: ActionTools,
  { id, part, description, name, plan }: Offboarding,
  examples: TemplateExample[],
) {
  return createTemplateAction({
    id,
    description,
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        signInId: signInIdField,
        connectorId: connectorIdField,
        required: requiredField,
      },
      output: { state: stateField, handOnUrl: handOnUrlField },
    },
    async handler(ctx) {
      const { connectorId, required, signInId } = ctx.input;
      const dryRun = ctx.isDryRun === true;
      if (dryRun && !signInId && part !== 'connector') {
        ctx.logger.info(
          `Would ${plan} of the connector ${connectorId}. What exists is not known: there is no sign-in`,
        );
        ctx.output('state', 'done');
        return;
      }
      const input =
        part === 'connector' ? {} : { signInId: requireSignIn(signInId) };
      const { onboarding } = tools.connect(await ctx.getInitiatorCredentials());
      const step = await runStep(ctx, tools, {
        name,
        required,
        ask: options =>
          onboarding.offboard(
            { ...input, runId: ctx.task.id, part, connectorId, dryRun },
            options,
          ),
      });
      ctx.output('state', step.state);
      ctx.output('handOnUrl', step.handOnUrl);
    },
  });
}
