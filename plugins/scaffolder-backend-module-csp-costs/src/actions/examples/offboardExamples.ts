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
import type { OffboardingPart } from 'backstage-plugin-csp-costs-common';

export const offboardExamples: Record<OffboardingPart, TemplateExample[]> = {
  'billing-role': [
    {
      description: 'Remove the billing role',
      example: `steps:
  - id: billingRole
    name: Remove the billing role
    action: csp-costs:billing-role:remove
    input:
      signInId: \${{ parameters.signInId }}
      connectorId: \${{ parameters.connectorId }}
`,
    },
  ],
  consent: [
    {
      description: 'Take back what was granted',
      example: `steps:
  - id: consent
    name: Revoke consent
    action: csp-costs:consent:revoke
    input:
      signInId: \${{ parameters.signInId }}
      connectorId: \${{ parameters.connectorId }}
`,
    },
  ],
  credential: [
    {
      description: 'Remove the credential',
      example: `steps:
  - id: credential
    name: Remove the credential
    action: csp-costs:credential:remove
    input:
      signInId: \${{ parameters.signInId }}
      connectorId: \${{ parameters.connectorId }}
`,
    },
  ],
  application: [
    {
      description: 'Delete the app registration',
      example: `steps:
  - id: application
    name: Delete the app registration
    action: csp-costs:application:delete
    input:
      signInId: \${{ parameters.signInId }}
      connectorId: \${{ parameters.connectorId }}
`,
    },
  ],
  connector: [
    {
      description: 'Delete the connector and keep its numbers',
      example: `steps:
  - id: connector
    name: Delete the connector
    action: csp-costs:connector:delete
    input:
      connectorId: \${{ parameters.connectorId }}
`,
    },
  ],
};
