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

import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeCostsApi } from '../../__testUtils__/fakeCosts';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { openPlugin } from '../../__testUtils__/openPlugin';

/** Files that the browser was given, as text. */
async function choose(user: ReturnType<typeof userEvent.setup>, name: RegExp) {
  await user.click(await screen.findByRole('button', { name: 'Download' }));
  await user.click(await screen.findByRole('menuitem', { name }));
}

describe('downloads', () => {
  const saved: Blob[] = [];
  const names: string[] = [];

  beforeEach(() => {
    saved.length = 0;
    names.length = 0;
    URL.createObjectURL = jest.fn(blob => {
      saved.push(blob as Blob);
      return 'blob:file';
    });
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        names.push(this.download);
      });
  });

  afterEach(() => jest.restoreAllMocks());

  it('hold what is on screen, every digit', async () => {
    const user = userEvent.setup();
    openPlugin('/costs/overview', fakeCostsApi());
    await screen.findByRole('list', { name: 'What the colours mean' });

    await choose(user, /What is on screen/);

    expect(names).toEqual(['costs-2026-11-EUR-service.csv']);
    const text = await saved[0]!.text();
    expect(text).toContain(
      'ChargePeriodStart,BillingCurrency,Virtual Machines,Storage,2 others,Total,2026-10\r\n',
    );
    expect(text).toContain(
      '2026-11-02,EUR,4000,2000.034900000000000001,380,6380.034900000000000001,0\r\n',
    );
  });

  it('ask for the charges of what is shown, and say how that ended', async () => {
    const user = userEvent.setup();
    const exportCharges = jest
      .fn()
      .mockResolvedValueOnce({
        fileName: 'charges-2026-11.parquet',
        content: new Blob(['PAR1']),
      })
      .mockRejectedValue(refusal(400, 'These are too many charges'));
    openPlugin(
      '/costs/overview?region=westeurope',
      fakeCostsApi({ exportCharges }),
    );

    await choose(user, /Parquet/);
    expect(
      await screen.findByText('charges-2026-11.parquet is saved.'),
    ).toBeInTheDocument();
    expect(names).toEqual(['charges-2026-11.parquet']);
    expect(exportCharges).toHaveBeenLastCalledWith({
      region: 'westeurope',
      billingPeriod: '2026-11',
      billingCurrency: 'EUR',
      date: undefined,
      format: 'parquet',
    });
    await choose(user, /FOCUS columns \(CSV\)/);
    expect(
      await screen.findByText('These are too many charges'),
    ).toBeInTheDocument();
    expect(names).toHaveLength(1);
  });
});
