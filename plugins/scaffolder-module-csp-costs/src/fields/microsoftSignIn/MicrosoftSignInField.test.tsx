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

import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { queryClientFor } from 'backstage-plugin-csp-costs-react';
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

const TENANT = { partnerTenantId: TENANT_ID, nationalCloud: 'global' };
const GRAPH_TOKEN = 'marker-of-a-graph-token';
const ARM_TOKEN = 'marker-of-an-arm-token';

function open(
  options: {
    onboarding?: FakeOnboarding;
    initial?: Record<string, unknown>;
    microsoft?: Parameters<typeof openTemplate>[0]['microsoft'];
  } = {},
) {
  const onboarding = options.onboarding ?? new FakeOnboarding();
  const template = openTemplate({
    onboarding,
    pages: [
      {
        title: 'Tenant',
        properties: {
          tenant: { type: 'object', 'ui:field': 'CspPartnerTenant' },
        },
      },
      {
        title: 'Sign-in',
        required: ['signInId'],
        properties: {
          signInId: {
            type: 'string',
            'ui:field': 'CspMicrosoftSignIn',
            'ui:options': { tenantField: 'tenant' },
          },
        },
      },
    ],
    initial: { tenant: TENANT, ...options.initial },
    ...(options.microsoft && { microsoft: options.microsoft }),
  });
  return { ...template, onboarding };
}

/** Goes on from the page of the tenant to that of the sign-in. */
async function goOn() {
  await userOf().click(await screen.findByRole('button', { name: 'Next' }));
  await screen.findByRole('group', { name: /Sign-in with Microsoft/ });
}

function byCode() {
  return screen.findByRole('button', { name: 'Sign in with a code' });
}

describe('the field for a sign-in with Microsoft', () => {
  it('shows a code until the person has signed in with it, and puts the id of the sign-in into the form', async () => {
    const { onboarding, tasks, create } = open();
    const user = userOf();
    onboarding.tenants.set(TENANT_ID, { ...TENANT, connectors: [] });
    await goOn();
    expect(
      screen.queryByRole('button', { name: 'Sign in with Microsoft' }),
    ).toBeNull();
    await user.click(await screen.findByText('Access that is asked for'));
    expect(
      screen.getByText('https://management.azure.com/user_impersonation'),
    ).toBeInTheDocument();

    await user.click(await byCode());
    expect(await screen.findByText('ABCD-EFGH')).toBeInTheDocument();
    expect(onboarding.inputsOf('startSignIn')).toEqual([TENANT]);
    const page = screen.getByRole('link', { name: "Open Microsoft's page" });
    expect(page).toHaveAttribute(
      'href',
      'https://microsoft.example/devicelogin',
    );
    expect(page).toHaveAttribute('target', '_blank');
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy code' }));
    expect(copied).toHaveBeenCalledWith('ABCD-EFGH');
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();

    // Nobody goes on without it.
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/required property/))[0],
    ).toBeInTheDocument();

    // A code that was begun is there still after a look at the page before.
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await goOn();
    expect(await screen.findByText('ABCD-EFGH')).toBeInTheDocument();

    onboarding.change('sign-in-1', {
      status: 'given',
      account: 'ada@contoso.example',
    });
    expect(
      await screen.findByText('Signed in as ada@contoso.example'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Good until/)).toBeInTheDocument();
    expect(screen.queryByText('ABCD-EFGH')).toBeNull();

    await create();
    expect(tasks[0]?.values).toEqual({
      tenant: TENANT,
      signInId: 'sign-in-1',
    });
  });

  it('hands the tokens of the Microsoft provider to the backend, and keeps none', async () => {
    const getAccessToken = jest.fn(async (scope?: string | string[]) =>
      String(scope).includes('management.azure.com') ? ARM_TOKEN : GRAPH_TOKEN,
    );
    const { onboarding, tasks, create } = open({
      microsoft: { getAccessToken },
    });
    onboarding.tenants.set(TENANT_ID, { ...TENANT, connectors: [] });
    const user = userOf();
    await goOn();
    await user.click(
      await screen.findByRole('button', { name: 'Sign in with Microsoft' }),
    );
    expect(
      await screen.findByText('Signed in as ada@contoso.example'),
    ).toBeInTheDocument();
    expect(onboarding.tokens).toEqual([{ graph: GRAPH_TOKEN, arm: ARM_TOKEN }]);
    expect(getAccessToken.mock.calls).toEqual([
      [['https://graph.microsoft.com/Application.ReadWrite.All']],
      [['https://management.azure.com/user_impersonation']],
    ]);

    await create();
    expect(tasks[0]?.values.signInId).toBe('sign-in-1');
    const client = queryClientFor(onboarding as never);
    const kept = JSON.stringify([
      tasks,
      client
        .getQueryCache()
        .getAll()
        .map(({ queryKey, state }) => [queryKey, state]),
      client
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
      { ...localStorage },
      { ...sessionStorage },
      window.location.href,
      document.documentElement.outerHTML,
    ]);
    expect(kept).toContain('sign-in-1');
    expect(kept).not.toContain(GRAPH_TOKEN);
    expect(kept).not.toContain(ARM_TOKEN);
  });

  it('takes a sign-in back when somebody else is to sign in, and when it ends', async () => {
    const { onboarding } = open();
    onboarding.tenants.set(TENANT_ID, { ...TENANT, connectors: [] });
    const user = userOf();
    await goOn();
    await user.click(await byCode());
    await screen.findByText('ABCD-EFGH');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onboarding.inputsOf('endSignIn')).toEqual(['sign-in-1']);
    // The keyboard stays where it was, though the button is gone.
    await byCode();
    expect(
      screen.getByRole('group', { name: /Sign-in with Microsoft/ }),
    ).toHaveFocus();

    await user.click(await byCode());
    await screen.findByText('ABCD-EFGH');
    const [signInId] = [...onboarding.signIns.keys()];
    onboarding.change(signInId!, { status: 'given', account: 'ada@x.example' });
    await user.click(
      await screen.findByRole('button', { name: 'Sign in as somebody else' }),
    );
    expect(onboarding.inputsOf('endSignIn')).toHaveLength(2);

    await user.click(await byCode());
    await screen.findByText('ABCD-EFGH');
    const [another] = [...onboarding.signIns.keys()];
    onboarding.change(another!, {
      status: 'failed',
      problem: {
        code: 'MICROSOFT_CONSENT_DECLINED',
        cause: 'The person declined.',
        remedy: 'Sign in again and accept.',
        since: '2026-11-22T10:00:00Z',
      },
    });
    expect(
      await screen.findByText('The person declined. Sign in again and accept.'),
    ).toBeInTheDocument();

    await user.click(await byCode());
    await screen.findByText('ABCD-EFGH');
    const last = [...onboarding.signIns.keys()].at(-1)!;
    onboarding.change(last, { status: 'given', account: 'ada@x.example' });
    await screen.findByText('Signed in as ada@x.example');
    // Its hour is over, whether the field has seen it or not.
    onboarding.change(last, { status: 'expired' });
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/ended\. Sign in again\./))[0],
    ).toBeInTheDocument();
    await act(async () => jest.advanceTimersByTime(61_000));
    expect(
      await screen.findByText('The sign-in has ended'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/required property/))[0],
    ).toBeInTheDocument();
  });

  it('lets go of a sign-in of an earlier task that has ended, or was for another tenant', async () => {
    const onboarding = new FakeOnboarding();
    onboarding.tenants.set(TENANT_ID, { ...TENANT, connectors: [] });
    const signIn = await onboarding.startSignIn({
      partnerTenantId: OTHER_TENANT_ID,
      tokens: { graph: GRAPH_TOKEN, arm: ARM_TOKEN },
    });
    open({ onboarding, initial: { signInId: signIn.signInId } });
    await goOn();
    expect(await byCode()).toBeInTheDocument();
    expect(screen.queryByText(/Signed in as/)).toBeNull();
    await userOf().click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/required property/))[0],
    ).toBeInTheDocument();
  });

  it('offers to sign in where the form before has used up the sign-in, and says so in one that holds it', async () => {
    const { onboarding, tasks, create } = open();
    onboarding.tenants.set(TENANT_ID, { ...TENANT, connectors: [] });
    const user = userOf();
    await goOn();
    await user.click(await byCode());
    await screen.findByText('ABCD-EFGH');
    onboarding.change('sign-in-1', { status: 'given' });
    await screen.findByText('Signed in');
    await create();
    await waitFor(() => expect(tasks).toHaveLength(1));
    // As a task does when all of it is done.
    onboarding.signIns.delete('sign-in-1');
    cleanup();
    const lookedUp = onboarding.inputsOf('getSignIn').length;

    open({ onboarding });
    await goOn();
    expect(screen.queryByText('Signed in')).toBeNull();
    await byCode();
    // It is remembered, and found to be over.
    expect(onboarding.inputsOf('getSignIn')).toHaveLength(lookedUp + 1);
    expect(screen.queryByText('The sign-in has ended')).toBeNull();
    expect(screen.queryByText('Signed in')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/required property/))[0],
    ).toBeInTheDocument();
    cleanup();

    // As when a task is started over.
    open({ onboarding, initial: { signInId: 'sign-in-1' } });
    await goOn();
    expect(
      (await screen.findByText('The sign-in has ended')).closest(
        '[role=alert]',
      ),
    ).toHaveTextContent('Sign in again to go on.');
    expect(await byCode()).toBeInTheDocument();
  });

  it('asks for the tenant first, and says what keeps a sign-in from starting', async () => {
    const { onboarding } = open({ initial: { tenant: undefined } });
    const user = userOf();
    await goOn();
    expect(
      screen.getByText('Choose the partner tenant first.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.type(
      await screen.findByRole('textbox', { name: 'Partner tenant' }),
      'contoso.example',
    );
    await screen.findByText(/This is the tenant/);
    await goOn();

    onboarding.failures.set('startSignIn', refusal(403, 'Forbidden'));
    await user.click(await byCode());
    expect(
      await screen.findByText(/csp-costs\.connector\.create/),
    ).toBeInTheDocument();
    onboarding.failures.set(
      'startSignIn',
      refusal(409, 'The token is of another tenant'),
    );
    await user.click(await byCode());
    expect(
      await screen.findByText('The token is of another tenant'),
    ).toBeInTheDocument();

    onboarding.failures.clear();
    await user.click(await byCode());
    await screen.findByText('ABCD-EFGH');
    expect(screen.queryByText('The token is of another tenant')).toBeNull();
    // A bad moment of the network ends nothing.
    onboarding.failures.set('getSignIn', new TypeError('Failed to fetch'));
    await act(async () => jest.advanceTimersByTime(10_000));
    expect(screen.getByText('ABCD-EFGH')).toBeInTheDocument();
    onboarding.failures.clear();
    onboarding.change('sign-in-1', { status: 'given' });
    await waitFor(() =>
      expect(screen.getByText('Signed in')).toBeInTheDocument(),
    );
  });
});
