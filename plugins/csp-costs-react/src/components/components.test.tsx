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

import { Button, Dialog, DialogTrigger } from '@backstage/ui';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CopyTextButton } from './CopyTextButton';
import { LiveRegion } from './LiveRegion';

function openButton() {
  renderInTestApp(
    <>
      <h1>Link</h1>
      <CopyTextButton value="https://example.com" copiedText="Copied">
        Copy link
      </CopyTextButton>
    </>,
  );
  return screen.findByRole('heading');
}

describe('CopyTextButton', () => {
  afterEach(() => jest.useRealTimers());

  it('copies, and says so for two seconds', async () => {
    jest.useFakeTimers();
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await openButton();

    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith('https://example.com');

    act(() => jest.advanceTimersByTime(2_000));
    expect(
      screen.getByRole('button', { name: 'Copy link' }),
    ).toBeInTheDocument();
  });

  it('does not say so when the browser has refused', async () => {
    const user = userEvent.setup();
    const write = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('Not allowed'));
    await openButton();

    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(write).toHaveBeenCalledTimes(1);
    expect(
      screen.getByRole('button', { name: 'Copy link' }),
    ).toBeInTheDocument();
  });

  it('is left out where the browser has no clipboard', async () => {
    const spy = jest
      .spyOn(navigator, 'clipboard', 'get')
      .mockReturnValue(undefined as unknown as Clipboard);
    await openButton();

    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    spy.mockRestore();
  });
});

describe('LiveRegion', () => {
  it('is there before there is anything to read', async () => {
    renderInTestApp(
      <>
        <h1>Results</h1>
        <LiveRegion>{undefined}</LiveRegion>
        <LiveRegion urgent>It failed</LiveRegion>
      </>,
    );
    await screen.findByRole('heading');

    for (const [role, text] of [
      ['status', ''],
      ['alert', 'It failed'],
    ] as const) {
      const region = screen.getByRole(role);
      expect(region).toHaveTextContent(text);
      // React Aria looks for the attribute, whatever its value.
      expect(region).not.toHaveAttribute('data-live-announcer');
    }
  });

  it('is hidden behind what is open, unless it is to be heard then', async () => {
    renderInTestApp(
      <>
        <h1>Results</h1>
        <LiveRegion>Behind</LiveRegion>
        <LiveRegion heardBehindLists>Heard</LiveRegion>
        <DialogTrigger>
          <Button>Open</Button>
          <Dialog>On top</Dialog>
        </DialogTrigger>
      </>,
    );
    await userEvent
      .setup()
      .click(await screen.findByRole('button', { name: 'Open' }));
    await screen.findByRole('dialog');

    // What is hidden has no role.
    expect(
      screen.getAllByRole('status').map(({ textContent }) => textContent),
    ).toEqual(['Heard']);
  });
});
