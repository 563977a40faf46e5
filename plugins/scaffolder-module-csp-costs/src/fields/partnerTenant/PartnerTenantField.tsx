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

import { Alert, TextField } from '@backstage/ui';
import type { ResolvedTenant } from 'backstage-plugin-csp-costs-common';
import { httpStatusOf, LiveRegion } from 'backstage-plugin-csp-costs-react';
import { useEffect, useState } from 'react';
import { useOnboardingOptions } from '../../api/useOnboardingOptions';
import { ConnectorLink } from '../../components/ConnectorLink';
import { FailedRequest } from '../../components/FailedRequest';
import { fieldState } from '../../state/fieldState';
import { isPartnerTenant, type PartnerTenant } from '../../state/PartnerTenant';
import { useTexts } from '../../translation/useTexts';
import type { partnerTenantSchema } from './partnerTenantSchema';
import { useTenant } from './useTenant';
import styles from './PartnerTenantField.module.css';

/** A form leaves a field without a value out of its checks; this is not let pass. */
const NOT_FOUND_YET: PartnerTenant = { partnerTenantId: '', nationalCloud: '' };

/** Which partner tenant: an id or a domain, looked for while it is typed. */
export function PartnerTenantField(props: typeof partnerTenantSchema.TProps) {
  const t = useTexts();
  const { formData, onChange, uiSchema } = props;
  const options = uiSchema['ui:options'];
  const state = fieldState(props, {
    label: t('tenant.title'),
    description: t('tenant.description'),
  });
  const value = isPartnerTenant(formData) ? formData : undefined;
  const [text, setText] = useState(
    value?.domain ?? value?.partnerTenantId ?? '',
  );
  const tenant = useTenant(text.trim(), options?.nationalCloud);
  const found = tenant.data;
  const unknown = tenant.error && httpStatusOf(tenant.error) === 404;

  useEffect(() => {
    if (found && !isSame(found, value)) {
      onChange({
        partnerTenantId: found.partnerTenantId,
        nationalCloud: found.nationalCloud,
        ...(found.domain && { domain: found.domain }),
      });
    }
  }, [found, value, onChange]);

  function enter(entered: string) {
    setText(entered);
    if (entered.trim() === '') {
      onChange(undefined);
    } else if (entered.trim() !== text.trim() && (value || !formData)) {
      // What was found is not what is asked for any more.
      onChange(NOT_FOUND_YET);
    }
  }

  return (
    <>
      <TextField
        id={state.id}
        label={state.label}
        description={state.description}
        secondaryLabel={state.isRequired ? t('required') : undefined}
        value={text}
        onChange={enter}
        isDisabled={state.isDisabled}
        // The form says what is wrong with it, and not the browser.
        validationBehavior="aria"
        isInvalid={
          tenant.isMalformed || Boolean(unknown) || (state.isInvalid && !value)
        }
        autoComplete="off"
        spellCheck="false"
      />
      <LiveRegion>
        {tenant.isLooking && <span>{t('tenant.looking')}</span>}
        {found && (
          <Found tenant={found} connectorsPath={options?.connectorsPath} />
        )}
      </LiveRegion>
      <LiveRegion urgent>
        {tenant.isMalformed && <span>{t('tenant.malformed')}</span>}
        {unknown && (
          <Alert
            status="warning"
            icon
            title={t('tenant.unknown')}
            description={t('tenant.unknownText')}
          />
        )}
        {tenant.error && !unknown && (
          <FailedRequest
            title={t('tenant.failed')}
            error={tenant.error}
            onRetry={tenant.refetch}
          />
        )}
      </LiveRegion>
    </>
  );
}

function Found(props: {
  tenant: ResolvedTenant;
  connectorsPath: string | undefined;
}) {
  const t = useTexts();
  const { partnerTenantId, nationalCloud, connectors } = props.tenant;
  const clouds = useOnboardingOptions().data?.nationalClouds ?? [];
  return (
    <Alert
      status={connectors.length > 0 ? 'info' : 'success'}
      icon
      title={
        clouds.length > 1
          ? t('tenant.foundIn', {
              tenantId: partnerTenantId,
              cloud: nationalCloud,
            })
          : t('tenant.found', { tenantId: partnerTenantId })
      }
      description={
        connectors.length > 0 && (
          <>
            {t('tenant.collected', { count: connectors.length })}
            <ul className={styles.list}>
              {connectors.map(({ connectorId, title }) => (
                <li key={connectorId}>
                  <ConnectorLink
                    connectorId={connectorId}
                    title={title}
                    connectorsPath={props.connectorsPath}
                  />
                </li>
              ))}
            </ul>
          </>
        )
      }
    />
  );
}

function isSame(
  found: ResolvedTenant,
  value: { partnerTenantId: string; nationalCloud: string } | undefined,
): boolean {
  return (
    found.partnerTenantId === value?.partnerTenantId &&
    found.nationalCloud === value.nationalCloud
  );
}
