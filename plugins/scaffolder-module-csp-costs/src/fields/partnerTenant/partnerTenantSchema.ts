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

/** Value and options of the tenant field. */
export const partnerTenantSchema = makeFieldSchema({
  output: z =>
    z.object({
      partnerTenantId: z.string().describe('Tenant id'),
      nationalCloud: z.string().describe("Which of Microsoft's clouds"),
      domain: z
        .string()
        .optional()
        .describe('What was entered, if it was a domain'),
    }),
  uiOptions: z =>
    z.object({
      nationalCloud: z
        .string()
        .optional()
        .describe("The one of Microsoft's clouds to look in; default all"),
      connectorsPath: z
        .string()
        .optional()
        .describe(
          'Where connectors are shown in the app; default /costs/connectors',
        ),
    }),
});
