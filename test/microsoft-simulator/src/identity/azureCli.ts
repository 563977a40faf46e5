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

import { RegisteredApplication } from './RegisteredApplication';
import { ARM, GRAPH } from './resources';

/** What Azure's command line may do for a person, without being asked. */
const SCOPES = [
  `${GRAPH.uri}/Application.ReadWrite.All`,
  `${GRAPH.uri}/AppRoleAssignment.ReadWrite.All`,
  `${GRAPH.uri}/DelegatedPermissionGrant.ReadWrite.All`,
  `${GRAPH.uri}/Directory.AccessAsUser.All`,
  `${GRAPH.uri}/User.Read`,
  `${ARM.uri}/user_impersonation`,
];

/** Azure's command line, which every tenant knows: a public client of Microsoft's own. */
export function azureCli(): RegisteredApplication {
  const application = new RegisteredApplication({
    clientId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    applicationObjectId: 'f4e2c1b0-5a73-4d1e-9d0c-2b6f0a6d8c11',
    displayName: 'Microsoft Azure CLI',
    createdAt: new Date('2015-01-01T00:00:00Z'),
    publicClient: true,
  });
  application.consents.approve(SCOPES);
  return application;
}
