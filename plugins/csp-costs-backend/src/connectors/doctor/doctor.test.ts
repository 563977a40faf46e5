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

import { examine, findings } from './__testUtils__/examine';
import { SimulatedTokens } from './__testUtils__/SimulatedTokens';
import { useSimulatedPartner } from './__testUtils__/useSimulatedPartner';
import { doctorChecks } from './doctorChecks';

const partner = useSimulatedPartner();

describe('the doctor', () => {
  it('finds nothing wrong with a healthy connector', async () => {
    const checks = await examine(partner.simulator);
    expect(findings(checks)).toEqual({});
    expect(Object.keys(checks)).toEqual(
      doctorChecks.map(({ checkId }) => checkId),
    );
    expect(
      Object.values(checks).filter(({ finding }) => !finding?.endsWith('.')),
    ).toEqual([]);
    expect(checks['partner-type']!.checkedAt).toBe('2026-11-14T09:00:00.000Z');
  });

  it('leaves alone what is switched off', async () => {
    const checks = await examine(partner.simulator, {
      settings: {
        sources: {
          partnerCenter: false,
          graphBilling: false,
          costManagement: false,
          priceSheet: false,
        },
      },
      consent: undefined,
      delegatedTokens: undefined,
    });
    expect(
      Object.values(checks)
        .filter(({ status }) => status !== 'skipped')
        .map(({ checkId, status }) => [checkId, status]),
    ).toEqual([
      ['credential', 'pass'],
      ['app-sign-in', 'pass'],
      ['redirect-url', 'pass'],
      ['app-permissions', 'pass'],
    ]);
  });

  it('puts no token and no secret into a result', async () => {
    const sick = await examine(partner.simulator, {
      appTokens: SimulatedTokens.ofApp(partner.simulator, 'wrong-secret'),
    });
    const text = JSON.stringify([sick, await examine(partner.simulator)]);
    expect(text).not.toMatch(/eyJ|wrong-secret|Bearer/);
    expect(text).not.toContain(partner.simulator.partner.clientSecret);
  });
});
