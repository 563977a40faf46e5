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

import { translationApiRef } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { inFieldRoot } from '../../components/FieldRoot';
import { textsOf } from '../../translation/textsOf';
import { CustomerScopeField } from './CustomerScopeField';
import { customerScopeSchema } from './customerScopeSchema';
import { tenantIdsIn } from './tenantIdsIn';

/** `ui:field: CspCustomerScope`. */
export const customerScopeFormField = createFormField({
  name: 'CspCustomerScope',
  component: inFieldRoot(CustomerScopeField),
  schema: customerScopeSchema,
  // They may come from an address, and not from the field.
  validation: (value: string[] | undefined, field, { apiHolder }) => {
    const malformed = value?.find(id => tenantIdsIn(id).length !== 1);
    if (malformed !== undefined) {
      field.addError(
        textsOf(apiHolder.get(translationApiRef))('customers.malformed', {
          value: malformed,
        }),
      );
    }
  },
});
