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
import { cspCostsCostReadPermission } from 'backstage-plugin-csp-costs-common';
import { budget, fakeCostsApi } from '../../__testUtils__/fakeCosts';
import { openPluginAs } from '../../__testUtils__/openPlugin';
import { setToday } from '../../__testUtils__/setToday';

setToday();

it('lets those who may not set a budget look at it', async () => {
  openPluginAs(
    [cspCostsCostReadPermission.name],
    '/costs/overview?customer=id-of-fabrikam',
    fakeCostsApi({ getBudgets: async () => [budget()] }),
  );
  const part = await screen.findByRole('region', { name: 'Budget' });
  await within(part).findByText(/50% of the budget/);
  expect(within(part).queryByRole('button')).toBeNull();
});
