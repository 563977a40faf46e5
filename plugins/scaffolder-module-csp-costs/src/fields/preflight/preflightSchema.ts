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

import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { fieldNames } from '../fieldNames';

/** Options of the preflight, which has no value. */
export const preflightSchema = makeFieldSchema({
  output: z => z.string().optional().describe('Nothing'),
  uiOptions: z =>
    z.object({
      signInField: z
        .string()
        .optional()
        .describe(
          `Name of the field that holds the sign-in; default ${fieldNames.signIn}`,
        ),
      applicationNameField: z
        .string()
        .optional()
        .describe(
          `Name of the field that holds the name of the app registration; default ${fieldNames.applicationName}`,
        ),
      credentialKindField: z
        .string()
        .optional()
        .describe(
          `Name of the field that holds the kind of credential; default ${fieldNames.credentialKind}`,
        ),
      billingAccountField: z
        .string()
        .optional()
        .describe(
          `Name of the field that holds the billing account; default ${fieldNames.billingAccount}`,
        ),
      displayName: z
        .string()
        .optional()
        .describe(
          'Name of the app registration, in a template that does not ask for it',
        ),
    }),
});
