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
import { plural } from '../../../format/numbers';
import { cloudName } from '../../../format/words';
import { AdvancedFields } from './AdvancedFields';
import {
  ADVANCED_FIELDS,
  FIELD_LABELS,
  type DraftField,
} from './connectorDraft';
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
          title="Partner tenant"
          intro="Which tenant costs come from, and the application that reads them there. Nothing here is secret: what the application signs in with is set afterwards, on the connector’s page."
        >
          <TextSetting
            field="title"
            required
            placeholder="Contoso Netherlands"
            help="What people here call it. With several Partner Centers, a name by location helps."
          />
          <TextSetting
            field="partnerTenantId"
            required
            placeholder="00000000-0000-0000-0000-000000000000"
            help="In Partner Center: the gear, Account settings, Organization profile, Legal info. It is called Microsoft ID there."
          />
          <TextSetting
            field="clientId"
            required
            placeholder="00000000-0000-0000-0000-000000000000"
            help="In the Entra admin center of the partner tenant: App registrations, your application, Overview. Not the object id."
          />
          <div className={styles.pair}>
            <Select
              label={FIELD_LABELS.nationalCloud}
              data-field="nationalCloud"
              description="Where the tenant lives. Nearly always global."
              options={options.nationalClouds.map(id => ({
                id,
                label: cloudName(id),
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
                'Where the Partner Center is registered, in two letters.'
              }
            />
          </div>
        </FormSection>
        <FormSection
          title="What is read"
          intro="Switch on what you want to use. The doctor then checks exactly what that needs, and asks for no permission besides."
        >
          <SourceSwitches />
          <ScopeFields />
        </FormSection>
        <FormSection
          title="When"
          intro="A run collects what has changed since the last one. Microsoft renews estimates about once a day, so more often brings little."
        >
          <ScheduleFields />
          <TextSetting
            field="historyMonths"
            required
            short
            inputMode="numeric"
            help="Closed months that are collected, back from the current one. 0 to 120."
          />
        </FormSection>
        <FormSection
          title="Who is told"
          intro="Owners get a notification 30, 14 and 3 days before something ends, and when it has stopped."
        >
          <TextSetting
            field="ownerEntityRefs"
            rows={2}
            placeholder="group:default/finance"
            help="People and groups of the catalog, one a line."
          />
        </FormSection>
        <Accordion
          className={styles.advanced}
          isExpanded={unfolded || advancedFault}
          onExpandedChange={setUnfolded}
        >
          <AccordionTrigger
            title="More settings"
            subtitle="Currencies, language, Azure, invoices, links"
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
            title={`${plural(
              stillWrong.length,
              'field needs',
              'fields need',
            )} a change`}
            description={stillWrong
              .map(field => FIELD_LABELS[field])
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
            Save connector
          </Button>
          {cancelHref && (
            <ButtonLink variant="secondary" size="medium" href={cancelHref}>
              Cancel
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
