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

import type {
  ConnectorSettings,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import type { MicrosoftCloud } from '../microsoft/MicrosoftCloud';
import type { AppCredential } from '../microsoft/identity/AppCredential';

/** A connector as it is set up, wherever that was. It may not be usable. */
export interface ConnectorSetup {
  connectorId: string;
  origin: 'app-config' | 'portal';
  /** Rises with every change of the settings; 0 for connectors of app-config. */
  revision: number;
  /**
   * Rises whenever its credentials are let go. What is kept in the vault for a
   * connector names it, so that nothing is kept that was begun before.
   */
  epoch: number;
  settings: ConnectorSettings;
  /** Who, as entity ref or subject of a service, and when. Absent for connectors of app-config. */
  createdBy?: string;
  updatedBy?: string;
  updatedAt?: Date;
  /** The credential of a connector of app-config, which may have one there. */
  configuredCredential?: AppCredential;
  /** The cloud that the settings name, unless app-config has it no longer. */
  cloud?: MicrosoftCloud;
  /** Why nothing can be done with it at all; absent when it is usable. */
  obstacle?: Problem;
}
