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

import type { TemplateExample } from '@backstage/plugin-scaffolder-node';

export const runRollbackExamples: TemplateExample[] = [
  {
    description: 'Take back what this task has made, when a step has failed',
    example: `steps:
  - id: rollback
    name: Take back
    if: \${{ failure() }}
    action: csp-costs:run:rollback
    input:
      signInId: \${{ parameters.signInId }}
`,
  },
  {
    description: 'Take back what an earlier task has made',
    example: `steps:
  - id: rollback
    name: Take back
    action: csp-costs:run:rollback
    input:
      signInId: \${{ parameters.signInId }}
      runId: 0f8fad5b-d9cb-469f-a165-70867728950e
`,
  },
];
