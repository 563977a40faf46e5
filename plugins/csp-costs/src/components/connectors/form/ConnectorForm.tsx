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

import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Alert,
  Button,
  ButtonLink,
  Select,
} from '@backstage/ui';
import type { ConnectorOptions } from 'backstage-plugin-csp-costs-common';
import { useRef, useState, type ReactNode } from 'react';
import { countryName } from '../../../format/languages';
import { cloudName } from '../../../format/words';
import { useTexts } from '../../../translation/useTexts';
import { AdvancedFields } from './AdvancedFields';
import { ADVANCED_FIELDS, fieldLabel, type DraftField } from './connectorDraft';
import { ConnectorFormProvider } from './ConnectorFormContext';
import { FormSection } from './FormSection';
import { ScheduleFields } from './ScheduleFields';
import { ScopeFields } from './ScopeFields';
import { SourceSwitches } from './SourceSwitches';
import { TextSetting } from './TextSetting';
import type { ConnectorFormState } from './useConnectorForm';
import styles from './ConnectorForm.module.css';

/**
 * The settings of a connector, to fill in.
 *
 * @param notice - What went wrong with saving, when it is about no field.
 */
export function ConnectorForm(props: {
  form: ConnectorFormState;
  options: ConnectorOptions;
  notice?: ReactNode;
  isSaving: boolean;
  onSave: () => void;
  cancelHref: string | undefined;
}) {
  const t = useTexts();
  const { form, options, notice, isSaving, onSave, cancelHref } = props;
  const { draft, set } = form;
  const element = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<DraftField[]>([]);
  const [unfolded, setUnfolded] = useState(false);
  const advancedFault = [...ADVANCED_FIELDS].some(field => form.errorOf(field));

  function submit() {
    const found = Object.keys(form.check()) as DraftField[];
    setFaults(found);
    const [first] = found;
    if (!first) {
      onSave();
      return;
    }
    if (found.some(field => ADVANCED_FIELDS.has(field))) {
      setUnfolded(true);
    }
    focusField(element.current, first);
  }

  const stillWrong = faults.filter(field => form.errorOf(field));
  return (
    <ConnectorFormProvider value={form}>
      <form
        ref={element}
        className={styles.form}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          submit();
        }}
      >
        <FormSection
          title={t('connectorForm.tenant')}
          intro={t('connectorForm.tenantIntro')}
        >
          <TextSetting
            field="title"
            required
            placeholder="Contoso Netherlands"
            help={t('connectorForm.titleHelp')}
          />
          <TextSetting
            field="partnerTenantId"
            required
            placeholder="00000000-0000-0000-0000-000000000000"
            help={t('connectorForm.tenantHelp')}
          />
          <TextSetting
            field="clientId"
            required
            placeholder="00000000-0000-0000-0000-000000000000"
            help={t('connectorForm.clientHelp')}
          />
          <div className={styles.pair}>
            <Select
              label={fieldLabel(t, 'nationalCloud')}
              data-field="nationalCloud"
              description={t('connectorForm.cloudHelp')}
              options={options.nationalClouds.map(id => ({
                id,
                label: cloudName(t, id),
              }))}
              value={draft.nationalCloud}
              onChange={key => set('nationalCloud', String(key))}
              validate={() => form.errorOf('nationalCloud') ?? null}
              validationBehavior="aria"
            />
            <TextSetting
              field="country"
              placeholder="NL"
              help={
                countryName(draft.country.trim().toUpperCase()) ??
                t('connectorForm.countryHelp')
              }
            />
          </div>
        </FormSection>
        <FormSection
          title={t('connectorForm.what')}
          intro={t('connectorForm.whatIntro')}
        >
          <SourceSwitches />
          <ScopeFields />
        </FormSection>
        <FormSection
          title={t('connectorForm.when')}
          intro={t('connectorForm.whenIntro')}
        >
          <ScheduleFields />
          <TextSetting
            field="historyMonths"
            required
            short
            inputMode="numeric"
            help={t('connectorForm.historyHelp')}
          />
        </FormSection>
        <FormSection
          title={t('connectorForm.who')}
          intro={t('connectorForm.whoIntro')}
        >
          <TextSetting
            field="ownerEntityRefs"
            rows={2}
            placeholder="group:default/finance"
            help={t('connectorForm.ownersHelp')}
          />
        </FormSection>
        <Accordion
          className={styles.advanced}
          isExpanded={unfolded || advancedFault}
          onExpandedChange={setUnfolded}
        >
          <AccordionTrigger
            title={t('connectorForm.more')}
            subtitle={t('connectorForm.moreText')}
          />
          <AccordionPanel>
            <AdvancedFields options={options} />
          </AccordionPanel>
        </Accordion>
        {stillWrong.length > 0 && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('connectorForm.faults', { count: stillWrong.length })}
            description={stillWrong
              .map(field => fieldLabel(t, field))
              .join(', ')}
          />
        )}
        {notice}
        <div className={styles.actions}>
          <Button
            type="submit"
            variant="primary"
            size="medium"
            isPending={isSaving}
          >
            {t('connectorForm.save')}
          </Button>
          {cancelHref && (
            <ButtonLink variant="secondary" size="medium" href={cancelHref}>
              {t('connectorForm.cancel')}
            </ButtonLink>
          )}
        </div>
      </form>
    </ConnectorFormProvider>
  );
}

/** Puts the cursor where the first mistake is, once it can be seen. */
export function focusField(
  form: HTMLFormElement | null,
  field: DraftField,
): void {
  setTimeout(() => {
    form
      ?.querySelector<HTMLElement>(
        `[data-field="${field}"] :is(input, textarea, button)`,
      )
      ?.focus();
  });
}
