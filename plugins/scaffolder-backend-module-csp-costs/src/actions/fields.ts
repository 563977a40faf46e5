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

import type { TemplateActionOptions } from '@backstage/plugin-scaffolder-node';

type Fields = NonNullable<
  NonNullable<TemplateActionOptions['schema']>['input']
>;

/** The zod that the scaffolder describes inputs and outputs with. */
type Zod = Parameters<Extract<Fields, Record<string, unknown>>[string]>[0];

/** A sign-in of the person who runs the task. */
export function signInIdField(z: Zod) {
  return z
    .string()
    .describe(
      'Sign-in with Microsoft that is used, from the field CspMicrosoftSignIn. No secret: only the person who signed in can use it. May be left out in a dry run',
    )
    .optional();
}

/** Whether a failure takes back what the task has made. */
export function rollbackField(z: Zod) {
  return z
    .boolean()
    .describe(
      'Whether to remove what this task has made, and only that, when this action fails for good. Default false',
    )
    .optional();
}

/** Whether it is an error that somebody else has to do it. */
export function requiredField(z: Zod) {
  return z
    .boolean()
    .describe(
      'Whether the task fails when somebody else has to do this. Default false: the output says so, and what comes next goes on',
    )
    .optional();
}

/** A connector. */
export function connectorIdField(z: Zod) {
  return z.string().min(1).describe('Id of the connector');
}

/** How a step ended. */
export function stateField(z: Zod) {
  return z
    .enum(['done', 'handed-on'])
    .describe(
      'done: everything is as it should be. handed-on: somebody else has to do it, with the link handOnUrl',
    );
}

/** Where somebody else does it. */
export function handOnUrlField(z: Zod) {
  return z
    .string()
    .describe(
      'Where somebody with the right role does it, if state is handed-on',
    )
    .optional();
}
