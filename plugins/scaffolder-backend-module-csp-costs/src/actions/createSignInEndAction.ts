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

import { isError, stringifyError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ActionTools } from '../steps/ActionTools';
import { askPatiently } from '../steps/askPatiently';
import { requireSignIn } from '../steps/requireSignIn';
import { StepError } from '../steps/StepError';
import { signInEndExamples } from './examples/signInEndExamples';
import { signInIdField } from './fields';

/** Nobody needs to wait longer: it ends by itself. */
const PATIENCE_MS = 60_000;

/** Has the backend forget a person's sign-in and its tokens. */
export function createSignInEndAction(tools: ActionTools) {
  return createTemplateAction({
    id: 'csp-costs:sign-in:end',
    description:
      'Ends a sign-in with Microsoft: its tokens are removed from the vault at once, unless another task uses them. The last step of a template, as this task can do nothing with the sign-in afterwards.',
    examples: signInEndExamples,
    supportsDryRun: true,
    schema: { input: { signInId: signInIdField } },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.logger.info('Would end the sign-in with Microsoft');
        return;
      }
      const signInId = requireSignIn(ctx.input.signInId);
      const { onboarding } = tools.connect(await ctx.getInitiatorCredentials());
      try {
        await askPatiently(
          ctx,
          tools,
          'Ending the sign-in',
          async () => {
            await onboarding.endSignIn(
              signInId,
              { runId: ctx.task.id },
              { signal: ctx.signal },
            );
            return { result: undefined };
          },
          PATIENCE_MS,
        );
        ctx.logger.info(
          'The sign-in with Microsoft has ended, unless another task uses it',
        );
      } catch (error) {
        const status = statusOf(error);
        if (ctx.signal?.aborted || [400, 401, 403].includes(status ?? 0)) {
          throw error;
        }
        // All that the task was for is done.
        if (status === 404) {
          ctx.logger.info('The sign-in with Microsoft is not there any more');
        } else {
          const why =
            error instanceof StepError ? '' : ` ${stringifyError(error)}`;
          ctx.logger.warn(
            `The sign-in with Microsoft could not be ended; it ends by itself within the hour.${why}`,
          );
        }
      }
    },
  });
}

function statusOf(error: unknown): number | undefined {
  return isError(error) && error.name === 'ResponseError'
    ? Number(error.statusCode)
    : undefined;
}
