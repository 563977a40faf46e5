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

import type { OnboardingOptions } from 'backstage-plugin-csp-costs-common';
import type { MicrosoftCloud } from '../../microsoft/MicrosoftCloud';

/** What onboarding does through Microsoft Graph, and nothing more. */
const GRAPH_SCOPES = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.Read.All',
];

/** What a person's tokens for onboarding are asked for, in a cloud. */
export function operatorScopes({
  resources,
}: Pick<MicrosoftCloud, 'resources'>): OnboardingOptions['scopes'][string] {
  return {
    graph: GRAPH_SCOPES.map(scope => `${resources.graph}/${scope}`),
    arm: [`${resources.arm}/user_impersonation`],
  };
}
