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

/** Value and options of the sign-in field. */
export const microsoftSignInSchema = makeFieldSchema({
  output: z =>
    z
      .string()
      .describe(
        'Id of the sign-in; no secret, as it is of use only to who began it',
      ),
  uiOptions: z =>
    z.object({
      tenantField: z
        .string()
        .optional()
        .describe(
          `Name of the field that holds the tenant; default ${fieldNames.tenant}`,
        ),
      connectorField: z
        .string()
        .optional()
        .describe(
          'Name of the field that holds a connector whose tenant it is, where there is no field for the tenant',
        ),
    }),
});
