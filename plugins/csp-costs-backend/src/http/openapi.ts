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

import { budgetPaths } from './openapi/budgetPaths';
import { chargePaths } from './openapi/chargePaths';
import { connectorPaths } from './openapi/connectorPaths';
import { costPaths } from './openapi/costPaths';
import { exportPaths } from './openapi/exportPaths';
import { directoryPaths } from './openapi/directoryPaths';
import { entityPaths } from './openapi/entityPaths';
import { generationPaths } from './openapi/generationPaths';
import { invoicePaths } from './openapi/invoicePaths';
import { onboardingPaths } from './openapi/onboardingPaths';
import { pricePaths } from './openapi/pricePaths';
import { restatementPaths } from './openapi/restatementPaths';
import { retailPaths } from './openapi/retailPaths';
import { runPaths } from './openapi/runPaths';
import { trendPaths } from './openapi/trendPaths';
import { subscriptionPaths } from './openapi/subscriptionPaths';

/** The API of the plugin; requests are checked against it. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'csp-costs',
    version: '1',
    description: "Costs of a Microsoft CSP partner's customers",
    license: {
      name: 'Apache-2.0',
      url: 'http://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths: {
    ...costPaths,
    ...trendPaths,
    ...exportPaths,
    ...chargePaths,
    ...retailPaths,
    ...connectorPaths,
    ...directoryPaths,
    ...entityPaths,
    ...runPaths,
    ...invoicePaths,
    ...pricePaths,
    ...restatementPaths,
    ...generationPaths,
    ...subscriptionPaths,
    ...budgetPaths,
    ...onboardingPaths,
  },
} as const;
