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
import { CurrenciesField } from './CurrenciesField';
import { currenciesSchema } from './currenciesSchema';

const CURRENCY = /^[A-Z]{3}$/;

/** `ui:field: CspCurrencies`. */
export const currenciesFormField = createFormField({
  name: 'CspCurrencies',
  component: inFieldRoot(CurrenciesField),
  schema: currenciesSchema,
  // They may come from an address, and not from the field.
  validation: (value: string[] | undefined, field, { apiHolder }) => {
    const malformed = value?.find(currency => !CURRENCY.test(currency));
    if (malformed !== undefined) {
      field.addError(
        textsOf(apiHolder.get(translationApiRef))('currencies.malformed', {
          value: malformed,
        }),
      );
    }
  },
});
