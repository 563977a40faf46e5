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
import { connectorState } from './connectorState';

/** A connector, as a list offers it. */
export interface ConnectorChoice {
  /** Its id. */
  id: string;
  /** What people call it. */
  label: string;
  /** How it is, or why it cannot be chosen, and its tenant. */
  description: string;
  disabled: boolean;
}

/**
 * The connectors by title, in the reader's language.
 *
 * @param origin - Where those are set up that can be chosen; all when left out.
 */
export function connectorChoices(
  t: Texts,
  connectors: Connector[],
  options: { origin?: Connector['origin']; locale: string | undefined },
): ConnectorChoice[] {
  const { origin, locale } = options;
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return connectors
    .map(connector => {
      const disabled = origin !== undefined && connector.origin !== origin;
      return {
        id: connector.connectorId,
        label: connector.settings.title,
        description: t('connector.choice', {
          state: disabled
            ? t(`connector.origin.${connector.origin}`)
            : connectorState(t, connector),
          tenantId: connector.settings.partnerTenantId,
        }),
        disabled,
      };
    })
    .sort((one, other) => compare(one.label, other.label));
}

/** Whether all words of a search are in what a choice says, or in its id. */
export function isFound(
  { id, label, description }: ConnectorChoice,
  search: string,
): boolean {
  const said = `${label} ${id} ${description}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => said.includes(word));
}
