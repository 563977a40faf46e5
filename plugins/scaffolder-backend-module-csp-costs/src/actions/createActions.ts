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

import type { ActionTools } from '../steps/ActionTools';
import { createApplicationEnsureAction } from './createApplicationEnsureAction';
import { createBillingRoleAssignAction } from './createBillingRoleAssignAction';
import { createConnectorEnsureAction } from './createConnectorEnsureAction';
import { createConnectorStartAction } from './createConnectorStartAction';
import { createConsentGrantAction } from './createConsentGrantAction';
import { createCredentialEnsureAction } from './createCredentialEnsureAction';
import { createOffboardActions } from './createOffboardActions';
import { createRunRollbackAction } from './createRunRollbackAction';
import { createSignInEndAction } from './createSignInEndAction';

/** All actions, in the order in which templates use them. */
export function createActions(tools: ActionTools) {
  return [
    createApplicationEnsureAction(tools),
    createConnectorEnsureAction(tools),
    createConsentGrantAction(tools),
    createCredentialEnsureAction(tools),
    createBillingRoleAssignAction(tools),
    createConnectorStartAction(tools),
    ...createOffboardActions(tools),
    createRunRollbackAction(tools),
    createSignInEndAction(tools),
  ];
}
