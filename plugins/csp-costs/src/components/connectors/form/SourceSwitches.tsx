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

import { Switch } from '@backstage/ui';
import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';
import { useId } from 'react';
import { sourceGroupName } from '../../../format/words';
import { useConnectorFormState } from './ConnectorFormContext';
import styles from './ConnectorForm.module.css';

const GROUPS: Array<{
  group: keyof ConnectorSettings['sources'];
  help: string;
}> = [
  {
    group: 'partnerCenter',
    help: 'Customers, subscriptions and the list of invoices. Read by the application, which has to be registered in Partner Center under Account settings, App management.',
  },
  {
    group: 'graphBilling',
    help: 'Usage and reconciliation lines: the costs themselves. Read by the application with the permission PartnerBilling.Read.All. Microsoft offers it in the global cloud only.',
  },
  {
    group: 'costManagement',
    help: 'Azure costs beside what they are at pay-as-you-go prices, and partner earned credit. Read by the application, which needs the role Billing account reader on the billing account. Reports are asked for once a day. While Partner Center is off, customers and invoices come from there too.',
  },
  {
    group: 'priceSheet',
    help: 'Azure price sheets, for which the country of the partner center is needed, monthly exchange rates and, together with Partner Center, the names of meters. Prices and rates need a person to sign in with Microsoft. They change no cost.',
  },
];

/** Which of Microsoft's data is used. */
export function SourceSwitches() {
  const { draft, set, errorOf } = useConnectorFormState();
  const error = errorOf('sources');
  const id = useId();
  return (
    <fieldset
      className={styles.switches}
      data-field="sources"
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className={styles.legend}>Sources</legend>
      {GROUPS.map(({ group, help }) => (
        <div key={group} className={styles.option}>
          <Switch
            label={sourceGroupName(group)}
            aria-describedby={`${id}-${group}`}
            isSelected={draft.sources[group]}
            onChange={on => set('sources', { ...draft.sources, [group]: on })}
          />
          <p id={`${id}-${group}`} className={styles.quiet}>
            {help}
          </p>
        </div>
      ))}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
