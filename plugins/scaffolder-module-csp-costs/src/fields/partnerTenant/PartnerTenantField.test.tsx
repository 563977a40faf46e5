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

import { screen, within } from '@testing-library/react';
import {
  FakeOnboarding,
  OTHER_TENANT_ID,
  refusal,
  TENANT_ID,
} from '../../__testUtils__/FakeOnboarding';
import {
  openTemplate,
  userOf,
  setTestTime,
} from '../../__testUtils__/openTemplate';

setTestTime();

function open(options: {
  onboarding?: FakeOnboarding;
  field?: object;
  initial?: object;
}) {
  const onboarding = options.onboarding ?? new FakeOnboarding();
  const template = openTemplate({
    onboarding,
    pages: [
      {
        title: 'Tenant',
        properties: {
          partnerTenant: {
            type: 'object',
            'ui:field': 'CspPartnerTenant',
            ...options.field,
          },
        },
      },
    ],
    ...(options.initial && { initial: { partnerTenant: options.initial } }),
  });
  return { ...template, onboarding };
}

function findInput() {
  return screen.findByRole('textbox', { name: 'Partner tenant' });
}

describe('the field for a partner tenant', () => {
  it('finds the tenant of a domain once the typing pauses, and puts it into the form', async () => {
    const { tasks, create, onboarding } = open({});
    const input = await findInput();
    expect(input).toHaveAccessibleDescription(/contoso\.onmicrosoft\.com/);

    await userOf().type(input, 'contoso.example');
    expect(screen.getByText('Looking for the tenant…')).toBeInTheDocument();
    expect(
      await screen.findByText(`This is the tenant ${TENANT_ID}.`),
    ).toBeInTheDocument();
    expect(onboarding.inputsOf('resolveTenant')).toEqual([
      { tenant: 'contoso.example' },
    ]);

    await create();
    expect(tasks[0]?.values).toEqual({
      partnerTenant: {
        partnerTenantId: TENANT_ID,
        nationalCloud: 'global',
        domain: 'contoso.example',
      },
    });
  });

  it('says which cloud a tenant is in, and which connectors collect from it', async () => {
    const onboarding = new FakeOnboarding();
    onboarding.options = {
      ...onboarding.options,
      nationalClouds: ['global', 'china'],
    };
    open({
      onboarding,
      field: {
        title: 'Who pays',
        'ui:options': { nationalCloud: 'global', connectorsPath: '/money' },
      },
      initial: { partnerTenantId: OTHER_TENANT_ID, nationalCloud: 'global' },
    });

    expect(
      await screen.findByText(
        `This is the tenant ${OTHER_TENANT_ID} in the cloud global.`,
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Who pays' })).toHaveValue(
      OTHER_TENANT_ID,
    );
    expect(
      screen.getByRole('link', { name: /The other partner.*new tab/ }),
    ).toHaveAttribute('href', '/money/other');
    expect(onboarding.inputsOf('resolveTenant')).toEqual([
      { tenant: OTHER_TENANT_ID, nationalCloud: 'global' },
    ]);
  });

  it('lets nobody go on without a tenant that exists', async () => {
    const { tasks, onboarding } = open({});
    const user = userOf();
    const input = await findInput();

    await user.type(input, 'contoso');
    expect(
      await screen.findByText(/domain with a dot in it/),
    ).toBeInTheDocument();
    expect(input).toBeInvalid();
    await user.type(input, '.nowhere');
    const alert = (
      await screen.findByText('No tenant has this id or domain')
    ).closest<HTMLElement>('[role=alert]')!;
    expect(within(alert).getByText(/Check the spelling/)).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/Choose a partner tenant that exists/))[0],
    ).toBeInTheDocument();

    // What was found is let go of with the first key that changes it.
    await user.clear(input);
    await user.type(input, 'contoso.example');
    await screen.findByText(`This is the tenant ${TENANT_ID}.`);
    await user.type(input, 'x');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/Choose a partner tenant that exists/))[0],
    ).toBeInTheDocument();
    expect(onboarding.inputsOf('resolveTenant')).not.toContainEqual({
      tenant: 'contoso',
    });
    expect(tasks).toEqual([]);
  });

  it('says what is missing when somebody may not, and asks again when it failed', async () => {
    const onboarding = new FakeOnboarding();
    onboarding.failures.set('resolveTenant', refusal(403, 'Forbidden'));
    open({ onboarding });
    const user = userOf();
    await user.type(await findInput(), 'contoso.example');
    expect(
      await screen.findByText(/csp-costs\.connector\.create/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();

    onboarding.failures.set(
      'resolveTenant',
      refusal(502, 'Microsoft cannot be reached'),
    );
    await user.type(await findInput(), '{Backspace}');
    await user.type(await findInput(), 'e');
    await user.type(await findInput(), '{Backspace}');
    expect(
      await screen.findByText('Microsoft cannot be reached'),
    ).toBeInTheDocument();
    onboarding.failures.clear();
    await user.type(await findInput(), 'e');
    expect(
      await screen.findByText(`This is the tenant ${TENANT_ID}.`),
    ).toBeInTheDocument();
  });
});
