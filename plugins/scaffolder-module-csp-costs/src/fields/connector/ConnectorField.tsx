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

import { Alert, Select, SelectItemText, VisuallyHidden } from '@backstage/ui';
import { cspCostsConnectorReadPermission } from 'backstage-plugin-csp-costs-common';
import { LiveRegion, useReaderLocale } from 'backstage-plugin-csp-costs-react';
import { useMemo } from 'react';
import { useConnectors } from '../../api/useConnectors';
import { FailedRequest } from '../../components/FailedRequest';
import { fieldState } from '../../state/fieldState';
import { useTexts } from '../../translation/useTexts';
import { ChosenConnector } from './ChosenConnector';
import {
  connectorChoices,
  isFound,
  type ConnectorChoice,
} from './connectorChoices';
import type { connectorSchema } from './connectorSchema';
import styles from './ConnectorField.module.css';

/** Which connector; the form gets its id. */
export function ConnectorField(props: typeof connectorSchema.TProps) {
  const t = useTexts();
  const locale = useReaderLocale();
  const { data: connectors, error, isPending, refetch } = useConnectors();
  const options = props.uiSchema['ui:options'];
  const origin = options?.origin;
  const choices = useMemo(
    () => connectorChoices(t, connectors ?? [], { origin, locale }),
    [t, connectors, origin, locale],
  );
  const state = fieldState(props, {
    label: t('connector.title'),
    description: t('connector.description'),
  });
  const connectorId = props.formData || undefined;
  const chosen = connectors?.find(one => one.connectorId === connectorId);
  const isOfOther = chosen && origin && chosen.origin !== origin;
  const hasNone = connectors?.length === 0;
  const isUnknown = Boolean(connectors && !hasNone && connectorId && !chosen);

  return (
    <>
      <Select
        id={state.id}
        label={state.label}
        description={state.description}
        secondaryLabel={state.isRequired ? t('required') : undefined}
        placeholder={
          isPending
            ? t('connector.looking')
            : // One that is not in the list is shown by its id.
              connectorId ?? t('connector.choose')
        }
        items={choices}
        search={{ placeholder: t('connector.find'), filter: isFound }}
        isDisabled={state.isDisabled || !connectors || hasNone}
        isInvalid={
          isUnknown || Boolean(isOfOther) || (state.isInvalid && !chosen)
        }
        // The form says what is wrong with it, and not the browser.
        validationBehavior="aria"
        selectionMode="single"
        value={chosen ? chosen.connectorId : null}
        onChange={key => props.onChange(key === null ? undefined : String(key))}
      >
        {({ id, label, description, disabled }: ConnectorChoice) => (
          <SelectItemText
            id={id}
            title={label}
            description={description}
            isDisabled={disabled}
            className={styles.choice}
          />
        )}
      </Select>
      {/* What can be seen says it already, to those who see it. */}
      <VisuallyHidden>
        <LiveRegion>
          {isPending && <span>{t('connector.looking')}</span>}
        </LiveRegion>
      </VisuallyHidden>
      <LiveRegion>
        {chosen && !isOfOther && (
          <ChosenConnector
            connector={chosen}
            connectorsPath={options?.connectorsPath}
          />
        )}
        {hasNone && (
          <Alert
            status="info"
            icon
            title={t('connector.none')}
            description={t('connector.noneText')}
          />
        )}
      </LiveRegion>
      <LiveRegion urgent>
        {isUnknown && connectorId && (
          <Alert
            status="warning"
            icon
            title={t('connector.unknown', { connectorId })}
            description={t('connector.unknownText')}
          />
        )}
        {isOfOther && (
          <Alert
            status="warning"
            icon
            title={t(`connector.notOf.${origin}`, {
              title: chosen.settings.title,
            })}
            description={t('connector.notOfText')}
          />
        )}
        {error && (
          <FailedRequest
            title={t('connector.failed')}
            error={error}
            permission={cspCostsConnectorReadPermission}
            onRetry={refetch}
          />
        )}
      </LiveRegion>
    </>
  );
}
