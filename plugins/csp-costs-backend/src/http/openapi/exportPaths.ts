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

import {
  billingCurrency,
  billingPeriodParameter,
  day,
  error,
  scopeParameters,
} from './schemas';

/** Charges as a file. */
export const exportPaths = {
  '/costs/export': {
    get: {
      operationId: 'exportCharges',
      description:
        'The charges of a scope as a file with FOCUS 1.2 columns: CSV, or Parquet. Refused with 400 when they are too many, and with 409 when some of their lines are no longer kept.',
      parameters: [
        billingPeriodParameter,
        {
          name: 'format',
          in: 'query',
          required: true,
          schema: { type: 'string', enum: ['csv', 'parquet'] },
        },
        {
          name: 'billingCurrency',
          in: 'query',
          required: false,
          schema: billingCurrency,
        },
        { name: 'date', in: 'query', required: false, schema: day },
        ...scopeParameters,
      ],
      responses: {
        '200': { description: 'The file' },
        default: error,
      },
    },
  },
} as const;
