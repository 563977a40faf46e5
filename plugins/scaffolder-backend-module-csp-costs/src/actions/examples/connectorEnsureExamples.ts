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

export const connectorEnsureExamples: TemplateExample[] = [
  {
    description:
      'Collect from a partner tenant with the app registration of the step before',
    example: `steps:
  - id: connector
    name: Connector
    action: csp-costs:connector:ensure
    input:
      title: Fabrikam
      partnerTenantId: \${{ parameters.partnerTenant.partnerTenantId }}
      nationalCloud: \${{ parameters.partnerTenant.nationalCloud }}
      clientId: \${{ steps.application.output.clientId }}
`,
  },
  {
    description:
      'Show the costs of some customers only, and say who is notified',
    example: `steps:
  - id: connector
    name: Connector
    action: csp-costs:connector:ensure
    input:
      title: Fabrikam
      partnerTenantId: \${{ parameters.partnerTenant.partnerTenantId }}
      nationalCloud: \${{ parameters.partnerTenant.nationalCloud }}
      clientId: \${{ steps.application.output.clientId }}
      customerIds: \${{ parameters.customerIds }}
      billingCurrencies: [EUR, USD]
      productLanguage: de-DE
      ownerEntityRefs: [group:default/platform]
`,
  },
];
