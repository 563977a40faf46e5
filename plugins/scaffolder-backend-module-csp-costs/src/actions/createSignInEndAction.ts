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

import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ActionTools } from '../steps/ActionTools';
import { askPatiently } from '../steps/askPatiently';
import { requireSignIn } from '../steps/requireSignIn';
import { signInEndExamples } from './examples/signInEndExamples';
import { signInIdField } from './fields';

/** Has the backend forget a person's sign-in and its tokens. */
export function createSignInEndAction(tools: ActionTools) {
  return createTemplateAction({
    id: 'csp-costs:sign-in:end',
    description:
      'Ends a sign-in with Microsoft: its tokens are removed from the vault at once. The last step of a template, as nothing can be done with the sign-in afterwards.',
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
      await askPatiently(ctx, tools, 'Ending the sign-in', async () => ({
        result: await onboarding
          .endSignIn(signInId, { signal: ctx.signal })
          .catch(passIfGone),
      }));
      ctx.logger.info('The sign-in with Microsoft has ended');
    },
  });
}

/** One that is not there has ended already. */
function passIfGone(error: unknown): void {
  if (
    !isError(error) ||
    error.name !== 'ResponseError' ||
    error.statusCode !== 404
  ) {
    throw error;
  }
}
