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
import { requireSignIn } from '../steps/requireSignIn';
import { takeBack } from '../steps/takeBack';
import { runRollbackExamples } from './examples/runRollbackExamples';
import { signInIdField } from './fields';

/** Takes back what a run has made, and only that. */
export function createRunRollbackAction(tools: ActionTools) {
  return createTemplateAction({
    id: 'csp-costs:run:rollback',
    description:
      'Removes what this task, or another run, has made in a partner tenant and in CSP Costs, and only that. What was there before stays.',
    examples: runRollbackExamples,
    supportsDryRun: true,
    schema: {
      input: {
        signInId: signInIdField,
        runId: z =>
          z
            .string()
            .min(1)
            .describe('Which run: the id of its task. Default: this one')
            .optional(),
      },
      output: {
        runId: z => z.string().describe('Whose objects were removed'),
      },
    },
    async handler(ctx) {
      const runId = ctx.input.runId ?? ctx.task.id;
      if (ctx.isDryRun) {
        ctx.logger.info(
          ctx.input.runId
            ? `Would remove what the run ${runId} has made`
            : 'Would remove what this task has made; a dry run makes nothing',
        );
      } else {
        const signInId = requireSignIn(ctx.input.signInId);
        await takeBack(ctx, tools, { signInId, runId });
      }
      ctx.output('runId', runId);
    },
  });
}
