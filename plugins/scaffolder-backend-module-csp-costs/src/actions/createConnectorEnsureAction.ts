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
import { runStep } from '../steps/runStep';
import { withRollback } from '../steps/withRollback';
import { connectorPath } from './connectorPath';
import { connectorEnsureExamples } from './examples/connectorEnsureExamples';
import {
  connectorIdField,
  rollbackField,
  signInIdField,
  stateField,
} from './fields';
import { NOT_MADE_YET } from './notMadeYet';

/** Finds or creates the connector of an app registration. */
export function createConnectorEnsureAction(tools: ActionTools) {
  return createTemplateAction({
    id: 'csp-costs:connector:ensure',
    description:
      'Finds or creates the connector that collects from a partner tenant with an app registration. It has no credential yet.',
    examples: connectorEnsureExamples,
    supportsDryRun: true,
    schema: {
      input: {
        title: z => z.string().min(1).describe('What people call it'),
        partnerTenantId: z =>
          z.string().min(1).describe('Tenant id of the partner (Microsoft ID)'),
        clientId: z =>
          z
            .string()
            .min(1)
            .describe('Application (client) id of the app registration'),
        connectorId: z =>
          connectorIdField(z)
            .describe(
              'Id that a new connector gets. Default: one that is made of the title. A connector that is there keeps its own',
            )
            .optional(),
        nationalCloud: z =>
          z
            .string()
            .describe(
              "Which of Microsoft's clouds the tenant is in. Default: cspCosts.defaultNationalCloud",
            )
            .optional(),
        customerIds: z =>
          z
            .array(z.string())
            .describe(
              'Tenant ids of the customers whose costs are shown. Default: all',
            )
            .optional(),
        billingCurrencies: z =>
          z
            .array(z.string())
            .describe('ISO 4217. Default: those of the invoices')
            .optional(),
        productLanguage: z =>
          z
            .string()
            .describe(
              'BCP 47 tag of the language that Microsoft names products in',
            )
            .optional(),
        ownerEntityRefs: z =>
          z
            .array(z.string())
            .describe(
              'Entity refs of the people and groups that are notified. Default: whoever runs the task',
            )
            .optional(),
        signInId: z =>
          signInIdField(z).describe(
            'Sign-in with Microsoft. Needed with rollback only',
          ),
        rollback: rollbackField,
      },
      output: {
        state: stateField,
        connectorId: connectorIdField,
        connectorUrl: z =>
          z.string().describe('Where the portal shows it: a path'),
      },
    },
    async handler(ctx) {
      const { rollback: _, signInId: __, ...settings } = ctx.input;
      const dryRun = ctx.isDryRun === true;
      const { onboarding } = tools.connect(await ctx.getInitiatorCredentials());
      const step = await withRollback(ctx, tools, () =>
        runStep(ctx, tools, {
          name: 'The connector',
          required: true,
          ask: options =>
            onboarding.onboardConnector(
              { ...settings, runId: ctx.task.id, dryRun },
              options,
            ),
        }),
      );
      const connectorId = step.connectorId ?? NOT_MADE_YET;
      ctx.output('state', 'done');
      ctx.output('connectorId', connectorId);
      ctx.output('connectorUrl', connectorPath(connectorId));
    },
  });
}
