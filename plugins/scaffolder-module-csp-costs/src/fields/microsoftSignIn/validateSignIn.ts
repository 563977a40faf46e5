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

import { translationApiRef } from '@backstage/frontend-plugin-api';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { connectorsApiRef } from '../../api/connectorsApiRef';
import { onboardingApiRef } from '../../api/onboardingApiRef';
import { isPartnerTenant } from '../../state/PartnerTenant';
import { tenantOfConnector } from '../../state/tenantOfConnector';
import { textsOf } from '../../translation/textsOf';
import { fieldNames } from '../fieldNames';

/** Lets nobody go on with a sign-in that has ended, or is for another tenant. */
export const validateSignIn: CustomFieldValidator<
  string | undefined,
  { tenantField?: string; connectorField?: string } | undefined
> = async (signInId, field, { apiHolder, formData, uiSchema }) => {
  const t = textsOf(apiHolder.get(translationApiRef));
  if (!signInId) {
    field.addError(t('signIn.sign'));
    return;
  }
  const options = uiSchema?.['ui:options'];
  try {
    const tenant = options?.connectorField
      ? tenantOfConnector(
          // Where they cannot be read, the backend decides.
          await apiHolder
            .get(connectorsApiRef)
            ?.getConnectors()
            .catch(() => undefined),
          formData[options.connectorField],
        )
      : formData[options?.tenantField ?? fieldNames.tenant];
    const signIn = await apiHolder.get(onboardingApiRef)?.getSignIn(signInId);
    if (signIn?.status !== 'given') {
      field.addError(t('signIn.again'));
    } else if (
      isPartnerTenant(tenant) &&
      tenant.partnerTenantId !== signIn.partnerTenantId
    ) {
      field.addError(t('signIn.otherTenant'));
    }
  } catch (error) {
    field.addError(
      httpStatusOf(error as Error) === 404
        ? t('signIn.again')
        : `${t('signIn.notLookedUp')}: ${(error as Error).message}`,
    );
  }
};
