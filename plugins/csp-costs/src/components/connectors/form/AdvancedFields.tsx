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

import { Select } from '@backstage/ui';
import type {
  ConnectorOptions,
  ConnectorSettings,
} from 'backstage-plugin-csp-costs-common';
import type { ReactNode } from 'react';
import { languageName } from '../../../format/languages';
import { specializationName } from '../../../format/words';
import { FIELD_LABELS } from './connectorDraft';
import { useConnectorFormState } from './ConnectorFormContext';
import { TextSetting } from './TextSetting';
import styles from './ConnectorForm.module.css';

const SPECIALIZATIONS: Array<ConnectorSettings['azureSpecialization']> = [
  'none',
  'pass',
  'retain',
];

/** Settings that most partners leave as they are. */
export function AdvancedFields({ options }: { options: ConnectorOptions }) {
  const { draft, set, errorOf } = useConnectorFormState();
  return (
    <div className={styles.groups}>
      <Group
        title="Currencies and language"
        intro="Both follow Microsoft unless you say otherwise, and can be changed at any time, also after consent."
      >
        <TextSetting
          field="billingCurrencies"
          placeholder="EUR, USD"
          help="Leave it empty for those of the invoices."
        />
        <Select
          label={FIELD_LABELS.productLanguage}
          data-field="productLanguage"
          description="The language that Microsoft names products in."
          search={{ placeholder: 'Search languages' }}
          options={options.productLanguages.map(id => ({
            id,
            label: `${languageName(id)} · ${id}`,
          }))}
          value={draft.productLanguage}
          onChange={key => {
            if (key !== null) {
              set('productLanguage', String(key));
            }
          }}
          validate={() => errorOf('productLanguage') ?? null}
          validationBehavior="aria"
        />
      </Group>
      <Group
        title="Azure"
        intro="For the retail view of Azure costs, and for partners with a specialization."
      >
        <TextSetting
          field="billingAccountId"
          help="Leave it empty: the doctor finds it. Only with several: in the Azure portal, Cost Management + Billing, Properties."
        />
        <Select
          label={FIELD_LABELS.azureSpecialization}
          data-field="azureSpecialization"
          description="Partners with an Azure specialization get discounts on some usage. Pass them on to customers, or retain them."
          options={SPECIALIZATIONS.map(id => ({
            id,
            label: specializationName(id),
          }))}
          value={draft.azureSpecialization}
          onChange={key => {
            const chosen = SPECIALIZATIONS.find(id => id === key);
            if (chosen) {
              set('azureSpecialization', chosen);
            }
          }}
        />
      </Group>
      <Group
        title="Invoices"
        intro="How sums are compared with Microsoft’s invoices."
      >
        <div className={styles.pair}>
          <TextSetting
            field="toleranceAmount"
            required
            inputMode="decimal"
            help="In the currency of the invoice."
          />
          <TextSetting
            field="tolerancePercent"
            required
            inputMode="decimal"
            help="Of the invoice’s total."
          />
        </div>
        <p className={styles.quiet}>
          Up to the larger of both, our sum and the invoice count as equal.
        </p>
        <TextSetting
          field="legacyInvoiceCycleDay"
          inputMode="numeric"
          short
          help="Only with legacy invoices, whose numbers begin with D: the day of the month on which their billing cycle begins, 1 to 28. In Partner Center: Billing."
        />
      </Group>
      <Group
        title="Links for customers"
        intro="Where customers accept you as their partner."
      >
        <TextSetting
          field="resellerRelationshipUrl"
          inputMode="url"
          placeholder="https://"
          help="Leave it empty for the one that Partner Center gives. In Partner Center: Customers, Request a reseller relationship."
        />
        <TextSetting
          field="delegatedAdminUrl"
          inputMode="url"
          placeholder="https://"
          help="Where a customer approves delegated admin rights. In Partner Center: Customers, Admin relationships."
        />
      </Group>
    </div>
  );
}

function Group(props: { title: string; intro: string; children: ReactNode }) {
  return (
    <section className={styles.group}>
      <header>
        <h4 className={styles.heading}>{props.title}</h4>
        <p className={styles.quiet}>{props.intro}</p>
      </header>
      <div className={styles.fields}>{props.children}</div>
    </section>
  );
}
