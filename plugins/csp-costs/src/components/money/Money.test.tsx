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

import { renderInTestApp } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExactMoney } from './ExactMoney';
import { Money } from './Money';

// As many digits as a .NET decimal holds; a double would keep 17 of them.
const AMOUNT = '1234567890.123456789012345678';

describe('Money', () => {
  it('shows a rounded amount and keeps every digit in its value and title', () => {
    render(<Money amount={AMOUNT} currency="EUR" />);
    const amount = screen.getByText('€1,234,567,890');
    expect(amount).toHaveProperty('localName', 'data');
    expect(amount).toHaveAttribute('value', AMOUNT);
    expect(amount).toHaveAttribute(
      'title',
      `€1,234,567,890.123456789012345678`,
    );
  });

  it('writes the value in one normal form', () => {
    render(
      <Money amount="-0012.5000" currency="USD" precision="minor" signed />,
    );
    expect(screen.getByText('-$12.50')).toHaveAttribute('value', '-12.5');
  });
});

describe('ExactMoney', () => {
  it('tells every digit on keyboard focus and copies it when pressed', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    renderInTestApp(<ExactMoney amount={AMOUNT} currency="EUR" />);
    await screen.findByRole('button');

    await user.tab();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      '€1,234,567,890.123456789012345678',
    );

    await user.keyboard('{Enter}');
    expect(await screen.findByText('copied')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(AMOUNT);
  });
});
