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

/** Value and options of the connector field. */
export const connectorSchema = makeFieldSchema({
  output: z => z.string().describe('Id of the connector'),
  uiOptions: z =>
    z.object({
      origin: z
        .enum(['portal', 'app-config'])
        .optional()
        .describe(
          'Only connectors that are set up there can be chosen; default all',
        ),
      connectorsPath: z
        .string()
        .optional()
        .describe(
          'Where connectors are shown in the app; default /costs/connectors',
        ),
    }),
});
