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
  ApiBlueprint,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  FormDecoratorBlueprint,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import {
  CspCostsClient,
  OnboardingClient,
} from 'backstage-plugin-csp-costs-common';
import { connectorsApiRef } from './api/connectorsApiRef';
import { onboardingApiRef } from './api/onboardingApiRef';
import { microsoftSignInDecorator } from './decorator/microsoftSignInDecorator';

const onboardingApi = ApiBlueprint.make({
  name: 'csp-costs-onboarding',
  params: defineParams =>
    defineParams({
      api: onboardingApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new OnboardingClient(deps),
    }),
});

const connectorsApi = ApiBlueprint.make({
  name: 'csp-costs-connectors',
  params: defineParams =>
    defineParams({
      api: connectorsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new CspCostsClient(deps),
    }),
});

const connector = FormFieldBlueprint.make({
  name: 'csp-costs-connector',
  params: {
    field: () =>
      import('./fields/connector/connectorFormField').then(
        module => module.connectorFormField,
      ),
  },
});

const partnerTenant = FormFieldBlueprint.make({
  name: 'csp-partner-tenant',
  params: {
    field: () =>
      import('./fields/partnerTenant/partnerTenantFormField').then(
        module => module.partnerTenantFormField,
      ),
  },
});

const microsoftSignIn = FormFieldBlueprint.make({
  name: 'csp-microsoft-sign-in',
  params: {
    field: () =>
      import('./fields/microsoftSignIn/microsoftSignInFormField').then(
        module => module.microsoftSignInFormField,
      ),
  },
});

const preflight = FormFieldBlueprint.make({
  name: 'csp-preflight',
  params: {
    field: () =>
      import('./fields/preflight/preflightFormField').then(
        module => module.preflightFormField,
      ),
  },
});

const customerScope = FormFieldBlueprint.make({
  name: 'csp-customer-scope',
  params: {
    field: () =>
      import('./fields/customerScope/customerScopeFormField').then(
        module => module.customerScopeFormField,
      ),
  },
});

const currencies = FormFieldBlueprint.make({
  name: 'csp-currencies',
  params: {
    field: () =>
      import('./fields/currencies/currenciesFormField').then(
        module => module.currenciesFormField,
      ),
  },
});

const productLanguage = FormFieldBlueprint.make({
  name: 'csp-product-language',
  params: {
    field: () =>
      import('./fields/productLanguage/productLanguageFormField').then(
        module => module.productLanguageFormField,
      ),
  },
});

const signInDecorator = FormDecoratorBlueprint.make({
  name: 'csp-costs-microsoft-sign-in',
  params: { decorator: microsoftSignInDecorator },
});

/**
 * Form fields and a form decorator for onboarding a Microsoft CSP partner
 * tenant from a software template.
 *
 * @public
 */
export const scaffolderModuleCspCosts = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    onboardingApi,
    connectorsApi,
    connector,
    partnerTenant,
    microsoftSignIn,
    preflight,
    customerScope,
    currencies,
    productLanguage,
    signInDecorator,
  ],
});
