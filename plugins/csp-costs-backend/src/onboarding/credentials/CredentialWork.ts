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
import type { CredentialKeeper } from '../../connectors/credentials/CredentialKeeper';
import type { CredentialInUse } from '../../connectors/vault/CredentialVault';
import type { DirectoryClient } from '../../microsoft/directory/DirectoryClient';
import type { DirectoryApplication } from '../../microsoft/directory/schemas';
import type { StepContext } from '../StepContext';

/** What a connector's application is given a credential with. */
export interface CredentialWork {
  context: StepContext;
  directory: DirectoryClient;
  keeper: CredentialKeeper;
  connector: ConnectorRecord;
  /** What it had when it was found not to work: another run may give it something meanwhile. */
  inUse: CredentialInUse;
  /** As the directory has it. */
  application: DirectoryApplication;
}
