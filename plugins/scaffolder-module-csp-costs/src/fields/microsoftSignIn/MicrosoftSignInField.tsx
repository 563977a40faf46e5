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

import { Alert, Button } from '@backstage/ui';
import { RiKeyboardLine, RiMicrosoftFill } from '@remixicon/react';
import { cspCostsConnectorReadPermission } from 'backstage-plugin-csp-costs-common';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { FailedRequest } from '../../components/FailedRequest';
import { FieldGroup } from '../../components/FieldGroup';
import { fieldState } from '../../state/fieldState';
import { useReaderTime } from '../../state/useReaderTime';
import { useTexts } from '../../translation/useTexts';
import { AskedScopes } from './AskedScopes';
import { DeviceCode } from './DeviceCode';
import { EndedSignIn } from './EndedSignIn';
import type { microsoftSignInSchema } from './microsoftSignInSchema';
import { useChosenTenant } from './useChosenTenant';
import { useMicrosoftSignIn } from './useMicrosoftSignIn';
import styles from './SignIn.module.css';

/** The person's sign-in to the partner tenant; the form gets its id. */
export function MicrosoftSignInField(
  props: typeof microsoftSignInSchema.TProps,
) {
  const t = useTexts();
  const time = useReaderTime();
  const state = fieldState(props, {
    label: t('signIn.title'),
    description: t('signIn.description'),
  });
  const { tenant, isKnown, first, failure, permission } =
    useChosenTenant(props);
  const { signIn, start, end, ...rest } = useMicrosoftSignIn({
    tenant,
    isTenantKnown: isKnown,
    value: props.formData || undefined,
    onChange: props.onChange,
  });
  const given = signIn?.status === 'given' ? signIn : undefined;
  const code = signIn?.status === 'started' ? signIn.deviceCode : undefined;
  const mayStart =
    tenant && !given && !code && !rest.isLooking && !rest.lookupError;

  return (
    <FieldGroup
      id={state.id}
      label={state.label}
      description={state.description}
      required={state.isRequired}
    >
      <LiveRegion>
        {!tenant && isKnown && <span>{t(first)}</span>}
        {!isKnown && !failure && <span>{t('connector.looking')}</span>}
        {rest.isLooking && !rest.lookupError && (
          <span>{t('signIn.looking')}</span>
        )}
        {signIn && code && (
          <DeviceCode code={code} expiresAt={signIn.expiresAt} onCancel={end} />
        )}
        {given && (
          <Alert
            status="success"
            icon
            title={
              given.account
                ? t('signIn.signedIn', { account: given.account })
                : t('signIn.signedInUnknown')
            }
            description={t('signIn.goodUntil', { time: time(given.expiresAt) })}
          />
        )}
      </LiveRegion>
      <LiveRegion urgent>
        {failure && (
          <FailedRequest
            title={t('signIn.tenantNotLookedUp')}
            error={failure.error}
            permission={cspCostsConnectorReadPermission}
            onRetry={failure.lookAgain}
          />
        )}
        {rest.hasEnded && !start.isPending && <EndedSignIn signIn={signIn} />}
        {start.error && (
          <FailedRequest
            title={t('signIn.notStarted')}
            error={start.error}
            permission={permission}
          />
        )}
        {rest.lookupError && (
          <FailedRequest
            title={t('signIn.notLookedUp')}
            error={rest.lookupError}
            permission={permission}
            onRetry={rest.lookAgain}
          />
        )}
      </LiveRegion>
      {given && (
        <div>
          <Button
            size="small"
            variant="secondary"
            isDisabled={state.isDisabled}
            onPress={end}
          >
            {t('signIn.somebodyElse')}
          </Button>
        </div>
      )}
      {mayStart && (
        <>
          <div className={styles.ways}>
            {rest.hasProvider && (
              <Button
                variant="primary"
                iconStart={<RiMicrosoftFill />}
                isDisabled={state.isDisabled}
                isPending={
                  start.isPending && start.variables === 'microsoft-provider'
                }
                onPress={() => start.mutate('microsoft-provider')}
              >
                {t('signIn.withMicrosoft')}
              </Button>
            )}
            <Button
              variant={rest.hasProvider ? 'secondary' : 'primary'}
              iconStart={<RiKeyboardLine />}
              isDisabled={state.isDisabled}
              isPending={start.isPending && start.variables === 'device-code'}
              onPress={() => start.mutate('device-code')}
            >
              {t('signIn.withCode')}
            </Button>
          </div>
          <AskedScopes nationalCloud={tenant.nationalCloud} />
        </>
      )}
    </FieldGroup>
  );
}
