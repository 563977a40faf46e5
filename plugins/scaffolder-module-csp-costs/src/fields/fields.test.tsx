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

import { screen, waitFor, within } from '@testing-library/react';
import {
  CUSTOMERS,
  FakeOnboarding,
  refusal,
  TENANT_ID,
} from '../__testUtils__/FakeOnboarding';
import {
  openTemplate,
  userOf,
  setTestTime,
} from '../__testUtils__/openTemplate';

setTestTime();

const [FABRIKAM, LITWARE] = CUSTOMERS.map(({ customerId }) => customerId);

async function open(
  properties: Record<string, object>,
  initial: Record<string, unknown> = {},
  onboarding = new FakeOnboarding(),
) {
  const { signInId } = await onboarding.startSignIn({
    partnerTenantId: TENANT_ID,
    tokens: { graph: 'graph', arm: 'arm' },
  });
  const template = openTemplate({
    onboarding,
    pages: [{ title: 'Fields', properties }],
    initial: { signInId, ...initial },
  });
  return { ...template, onboarding, signInId };
}

describe('the preflight', () => {
  const FIELD = { type: 'string', 'ui:field': 'CspPreflight' };
  const NAME = { type: 'string', title: 'Name' };

  it('looks by itself once there is a sign-in and a name, and says for each step what will happen and who can do it', async () => {
    const onboarding = new FakeOnboarding();
    onboarding.findings = [
      {
        step: 'application',
        outcome: 'will-create',
        text: 'The app registration "CSP costs" will be created.',
      },
      {
        step: 'billing-role',
        outcome: 'not-allowed',
        text: 'You may not assign roles on the billing account.',
        whoCan: 'A billing account owner',
      },
    ];
    const { tasks, create, signInId } = await open(
      {
        applicationName: NAME,
        credentialKind: { type: 'string', default: 'certificate' },
        preflight: FIELD,
      },
      {},
      onboarding,
    );
    const user = userOf();
    const group = await screen.findByRole('group', {
      name: 'Before anything is created',
    });
    expect(
      within(group).getByText('Enter the name of the app registration first.'),
    ).toBeInTheDocument();

    await user.type(screen.getByRole('textbox', { name: /Name/ }), 'CSP costs');
    const list = await screen.findByRole('list', { name: 'Steps' });
    expect(onboarding.inputsOf('preflight')).toEqual([
      {
        signInId,
        displayName: 'CSP costs',
        credentialKind: 'certificate',
      },
    ]);
    const [application, role] = within(list).getAllByRole('listitem');
    expect(application).toHaveTextContent(
      /App registrationWill be created.*"CSP costs" will be created/,
    );
    expect(role).toHaveTextContent(
      /Billing roleYou may not.*Who can: A billing account owner/,
    );
    expect(
      screen.getByText(/One step is for somebody else/),
    ).toBeInTheDocument();

    onboarding.findings = onboarding.findings.map(finding => ({
      ...finding,
      outcome: 'exists' as const,
    }));
    await user.click(screen.getByRole('button', { name: 'Look again' }));
    expect(
      await screen.findByText('Nothing stands in the way.'),
    ).toBeInTheDocument();

    // It keeps nobody from going on, and adds nothing to the form.
    await create();
    expect(tasks[0]?.values).toEqual({
      applicationName: 'CSP costs',
      credentialKind: 'certificate',
      signInId,
    });
  });

  it('asks for the sign-in first, and can be asked again when it failed', async () => {
    const onboarding = new FakeOnboarding();
    onboarding.failures.set('preflight', refusal(502, 'Graph does not answer'));
    await open(
      {
        who: { type: 'string', title: 'Who' },
        preflight: {
          ...FIELD,
          'ui:options': { signInField: 'who', displayName: 'CSP costs' },
        },
      },
      {},
      onboarding,
    );
    const user = userOf();
    expect(
      await screen.findByText('Sign in to the partner tenant first.'),
    ).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: /Who/ }), 'x');
    expect(
      await screen.findByText('Graph does not answer'),
    ).toBeInTheDocument();
    expect(onboarding.inputsOf('preflight')[0]).toEqual({
      signInId: 'x',
      displayName: 'CSP costs',
    });

    onboarding.failures.clear();
    onboarding.findings = [
      { step: 'connector', outcome: 'unknown', text: 'Not known yet.' },
    ];
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText(/Some things show only when it runs/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Graph does not answer')).toBeNull();
  });
});

describe('the field for customers', () => {
  const FIELD = {
    type: 'array',
    items: { type: 'string' },
    'ui:field': 'CspCustomerScope',
  };

  it('takes customers that are searched for, and tenant ids that are pasted', async () => {
    const { tasks, create, onboarding, signInId } = await open({
      customerIds: FIELD,
    });
    const user = userOf();
    const input = await screen.findByRole('combobox', {
      name: /Add a customer/,
    });
    expect(
      screen.getByText('All customers are collected, also those to come.'),
    ).toBeInTheDocument();

    await user.type(input, 'fabri');
    await waitFor(() =>
      expect(onboarding.inputsOf('searchOnboardingCustomers')).toContainEqual({
        signInId,
        search: 'fabri',
      }),
    );
    expect(
      (await screen.findAllByRole('option')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual(['Fabrikam']);
    await user.click(screen.getByRole('option', { name: 'Fabrikam' }));
    expect(
      onboarding
        .inputsOf('searchOnboardingCustomers')
        .filter(asked => (asked as { search?: string }).search === 'fab'),
    ).toEqual([]);
    expect(
      await screen.findByText('Only this customer is collected:'),
    ).toBeInTheDocument();
    expect(input).toHaveValue('');
    // The list stays closed until somebody types: nobody is taken by the way.
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());

    await user.click(input);
    await user.paste(`${LITWARE!.toUpperCase()}, ${FABRIKAM}`);
    await user.tab();
    expect(
      await screen.findByText('Only these 2 customers are collected:'),
    ).toBeInTheDocument();
    const chips = screen.getByRole('grid', { name: 'Chosen customers' });
    expect(await within(chips).findByText('Litware')).toBeInTheDocument();

    await user.click(
      within(within(chips).getByRole('row', { name: 'Fabrikam' })).getByRole(
        'button',
      ),
    );
    await create();
    expect(tasks[0]?.values).toEqual({ signInId, customerIds: [LITWARE] });
  });

  it('says when nobody is called that, when it failed, and when an id is none', async () => {
    const { onboarding } = await open(
      { customerIds: FIELD },
      { customerIds: ['nobody'] },
    );
    const user = userOf();
    await user.type(
      await screen.findByRole('combobox', { name: /Add a customer/ }),
      'zzz',
    );
    expect(
      await screen.findByText('No customer is called that.'),
    ).toBeInTheDocument();
    onboarding.failures.set(
      'searchOnboardingCustomers',
      refusal(410, 'The sign-in has ended'),
    );
    await user.keyboard('z');
    expect(
      await screen.findByText('The sign-in has ended'),
    ).toBeInTheDocument();

    expect(
      screen.getByText('The sign-in has ended').closest('[role=alert]'),
    ).toBeVisible();

    await user.tab();
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/nobody is not a tenant id/))[0],
    ).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Collect all customers' }),
    );
    expect(
      await screen.findByText(/All customers are collected/),
    ).toBeInTheDocument();
  });
});

describe('the fields for currencies and the language', () => {
  beforeEach(() => {
    // A list of all of them takes a test browser a while.
    jest
      .spyOn(Intl, 'supportedValuesOf')
      .mockReturnValue(['CHF', 'EUR', 'GBP']);
  });

  afterEach(() => jest.restoreAllMocks());

  it('name the currencies and languages, and put their codes into the form', async () => {
    const { tasks, create, signInId } = await open(
      {
        currencies: {
          type: 'array',
          items: { type: 'string' },
          'ui:field': 'CspCurrencies',
        },
        currency: {
          title: 'Main currency',
          type: 'array',
          items: { type: 'string' },
          'ui:field': 'CspCurrencies',
          'ui:options': { multiple: false },
        },
        language: { type: 'string', 'ui:field': 'CspProductLanguage' },
      },
      { currencies: ['EUR'] },
    );
    const user = userOf();
    await user.click(
      await screen.findByRole('button', { name: /Billing currencies/ }),
    );
    await user.click(
      await screen.findByRole('option', { name: 'GBP – British Pound' }),
    );
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: /Main currency/ }));
    await user.click(
      await screen.findByRole('option', { name: 'CHF – Swiss Franc' }),
    );
    await user.click(
      await screen.findByRole('button', { name: /Language of product names/ }),
    );
    await user.click(
      await screen.findByRole('option', {
        name: /German \(Germany\) \(de-DE\)/,
      }),
    );
    await create();
    expect(tasks[0]?.values).toEqual({
      signInId,
      currencies: ['EUR', 'GBP'],
      currency: ['CHF'],
      language: 'de-DE',
    });
  });

  it('lets no malformed code pass, and can be asked for the languages again', async () => {
    const onboarding = new FakeOnboarding();
    onboarding.failures.set(
      'getOnboardingOptions',
      refusal(400, 'Not configured'),
    );
    await open(
      {
        currencies: {
          type: 'array',
          items: { type: 'string' },
          'ui:field': 'CspCurrencies',
        },
        language: { type: 'string', 'ui:field': 'CspProductLanguage' },
      },
      { currencies: ['euro'] },
      onboarding,
    );
    const user = userOf();
    expect(await screen.findByText('Not configured')).toBeInTheDocument();
    const language = screen.getByRole('button', {
      name: /Language of product names/,
    });
    expect(language).toBeDisabled();
    onboarding.failures.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(language).toBeEnabled());

    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/euro is not an ISO 4217 code/))[0],
    ).toBeInTheDocument();
  });
});
