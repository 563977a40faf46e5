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
import { useTexts } from '../../../translation/useTexts';
import { fieldLabel } from './connectorDraft';
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
  const t = useTexts();
  const { draft, set, errorOf } = useConnectorFormState();
  return (
    <div className={styles.groups}>
      <Group
        title={t('connectorForm.currencies')}
        intro={t('connectorForm.currenciesIntro')}
      >
        <TextSetting
          field="billingCurrencies"
          placeholder="EUR, USD"
          help={t('connectorForm.currenciesHelp')}
        />
        <Select
          label={fieldLabel(t, 'productLanguage')}
          data-field="productLanguage"
          description={t('connectorForm.languageHelp')}
          search={{ placeholder: t('connectorForm.searchLanguages') }}
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
        title={t('connectorForm.azure')}
        intro={t('connectorForm.azureIntro')}
      >
        <TextSetting
          field="billingAccountId"
          help={t('connectorForm.accountHelp')}
        />
        <Select
          label={fieldLabel(t, 'azureSpecialization')}
          data-field="azureSpecialization"
          description={t('connectorForm.specializationHelp')}
          options={SPECIALIZATIONS.map(id => ({
            id,
            label: specializationName(t, id),
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
        title={t('connectorForm.invoices')}
        intro={t('connectorForm.invoicesIntro')}
      >
        <div className={styles.pair}>
          <TextSetting
            field="toleranceAmount"
            required
            inputMode="decimal"
            help={t('connectorForm.amountHelp')}
          />
          <TextSetting
            field="tolerancePercent"
            required
            inputMode="decimal"
            help={t('connectorForm.percentHelp')}
          />
        </div>
        <p className={styles.quiet}>{t('connectorForm.toleranceText')}</p>
        <TextSetting
          field="legacyInvoiceCycleDay"
          inputMode="numeric"
          short
          help={t('connectorForm.cycleDayHelp')}
        />
      </Group>
      <Group
        title={t('connectorForm.links')}
        intro={t('connectorForm.linksIntro')}
      >
        <TextSetting
          field="resellerRelationshipUrl"
          inputMode="url"
          placeholder="https://"
          help={t('connectorForm.resellerHelp')}
        />
        <TextSetting
          field="delegatedAdminUrl"
          inputMode="url"
          placeholder="https://"
          help={t('connectorForm.delegatedHelp')}
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
