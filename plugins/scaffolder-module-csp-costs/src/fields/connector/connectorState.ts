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

import type { Connector } from 'backstage-plugin-csp-costs-common';
import type { Texts } from '../../translation/useTexts';

/** How a connector is, in a few words: `Connected, paused`. */
export function connectorState(t: Texts, connector: Connector): string {
  const state = t(`connector.state.${connector.health.status}`);
  return connector.paused ? t('connector.paused', { state }) : state;
}
