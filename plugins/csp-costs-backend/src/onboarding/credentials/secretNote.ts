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

import type { ConnectorRecord } from '../../connectors/ConnectorRecord';
import type { StepContext } from '../StepContext';
import { credentialNames } from './credentialNames';
import { credentialNote } from './credentialNote';

/** What is noted of the client secret that a run makes for a connector. */
export function secretNote(
  { installationId }: Pick<StepContext, 'installationId'>,
  connector: ConnectorRecord,
) {
  return credentialNote(
    connector,
    'client-secret',
    credentialNames.clientSecret(installationId, connector.connectorId),
  );
}
