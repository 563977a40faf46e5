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
  microsoftAuthApiRef,
  translationApiRef,
} from '@backstage/frontend-plugin-api';
import { createScaffolderFormDecorator } from '@backstage/plugin-scaffolder-react/alpha';
import {
  cspCostsConnectorCreatePermission,
  type OnboardingApi,
} from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { onboardingApiRef } from '../api/onboardingApiRef';
import { signInWithProvider } from '../api/signInWithProvider';
import { fieldNames } from '../fields/fieldNames';
import { isPartnerTenant, type PartnerTenant } from '../state/PartnerTenant';
import { textsOf } from '../translation/textsOf';

/**
 * Signs the person in to the partner tenant of a form when it is submitted,
 * through Backstage's Microsoft provider, and puts the id of the sign-in into
 * the form. A form with a sign-in that is still good is left alone.
 *
 * @remarks
 * The tokens go to our backend and not into the task's secrets, which anybody
 * who can read the scaffolder's database can read.
 */
export const microsoftSignInDecorator = createScaffolderFormDecorator({
  id: 'csp-costs-microsoft-sign-in',
  schema: {
    input: {
      tenantField: z =>
        z
          .string()
          .default(fieldNames.tenant)
          .describe('Name of the field that holds the tenant'),
      signInField: z =>
        z
          .string()
          .default(fieldNames.signIn)
          .describe('Name of the field that gets the sign-in'),
    },
  },
  deps: {
    microsoft: microsoftAuthApiRef,
    onboarding: onboardingApiRef,
    translation: translationApiRef,
  },
  async decorator({ input, formState, setFormState }, apis) {
    const t = textsOf(apis.translation);
    try {
      const tenant = await tenantOf(
        apis.onboarding,
        formState[input.tenantField],
      );
      if (!tenant) {
        throw new Error(t('tenant.choose'));
      }
      const given = formState[input.signInField];
      if (
        typeof given === 'string' &&
        given !== '' &&
        (await isGood(apis.onboarding, given, tenant.partnerTenantId))
      ) {
        return;
      }
      const { signInId } = await signInWithProvider(apis, tenant);
      setFormState(current => ({ ...current, [input.signInField]: signInId }));
    } catch (error) {
      // Thrown, so that no task is started that cannot do anything.
      throw httpStatusOf(error as Error) === 403
        ? new Error(
            t('forbidden', {
              permission: cspCostsConnectorCreatePermission.name,
            }),
          )
        : error;
    }
  },
});

/** @param value - Of our tenant field, or of a text field with an id or a domain. */
async function tenantOf(
  onboarding: OnboardingApi,
  value: unknown,
): Promise<PartnerTenant | undefined> {
  if (isPartnerTenant(value)) {
    return value;
  }
  return typeof value === 'string' && value.trim() !== ''
    ? onboarding.resolveTenant({ tenant: value.trim() })
    : undefined;
}

/** Whether a sign-in, which a form may have from an earlier task, is of use still. */
async function isGood(
  onboarding: OnboardingApi,
  signInId: string,
  partnerTenantId: string,
): Promise<boolean> {
  try {
    const signIn = await onboarding.getSignIn(signInId);
    return (
      signIn.status === 'given' && signIn.partnerTenantId === partnerTenantId
    );
  } catch (error) {
    if (httpStatusOf(error as Error) === 404) {
      return false;
    }
    throw error;
  }
}
