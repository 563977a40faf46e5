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

import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { DEFAULT_SETTINGS } from './defaultSettings';
import { readClouds } from './readClouds';
import { readConfiguredConnectors } from './readConfiguredConnectors';

const GUID = '11111111-2222-4333-8444-555555555555';

function read(connector: JsonObject, clouds?: JsonObject) {
  const config = new ConfigReader({
    cspCosts: {
      clouds,
      connectors: {
        demo: {
          partnerTenantId: GUID,
          clientId: GUID,
          clientSecret: 'the-secret',
          ...connector,
        },
      },
    },
  });
  return readConfiguredConnectors(config, readClouds(config));
}

describe('readConfiguredConnectors', () => {
  it('fills in what may be left out', () => {
    expect(read({})).toEqual([
      {
        connectorId: 'demo',
        origin: 'app-config',
        revision: 0,
        settings: {
          ...DEFAULT_SETTINGS,
          title: 'demo',
          partnerTenantId: GUID,
          clientId: GUID,
        },
        cloud: expect.objectContaining({
          loginUrl: 'https://login.microsoftonline.com',
          graphUrl: 'https://graph.microsoft.com',
        }),
        configuredCredential: {
          kind: 'client-secret',
          clientSecret: 'the-secret',
        },
      },
    ]);
    expect(readConfiguredConnectors(new ConfigReader({}), new Map())).toEqual(
      [],
    );
  });

  it.each<[JsonObject, RegExp]>([
    [{ partnerTenantId: 'contoso' }, /partnerTenantId is not a GUID/],
    [{ clientId: undefined }, /clientId/],
    [
      { certificate: { certificate: 'a', privateKey: 'b' } },
      /Only one of .*clientSecret, .*certificate and .*federatedTokenFile may be set/,
    ],
    [
      {
        clientSecret: undefined,
        certificate: { certificate: 'a', privateKey: 'b' },
      },
      /cspCosts\.connectors\.demo\.certificate\.privateKey is not a private key in PEM/,
    ],
    [{ billingCurrencies: ['Euro'] }, /billingCurrencies has "Euro"/],
    [{ nationalCloud: 'moon' }, /nationalCloud is "moon"; known are global/],
    [{ schedule: { cron: 'daily' } }, /schedule.cron is "daily"/],
    [{ schedule: { timeZone: 'Mars/Base' } }, /timeZone is "Mars\/Base"/],
    [
      { sources: { graphBilling: true }, nationalCloud: 'china' },
      /sources.graphBilling is on/,
    ],
    [{ productLanguage: 'tlh' }, /productLanguage is "tlh"/],
    [{ country: 'Holland' }, /country is "Holland"/],
    [{ owners: ['me myself'] }, /ownerEntityRefs has "me myself"/],
    [{ usageMismatchTolerance: { amount: '0,50' } }, /amount is "0,50"/],
    [{ customerIds: ['x'] }, /customerScope.customerIds is not a GUID/],
    [{ history: { months: 1.5 } }, /historyMonths must be a whole number/],
  ])('refuses %j and names the field', (connector, message) => {
    let error: unknown;
    try {
      read(connector);
    } catch (caught) {
      error = caught;
    }
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain('the-secret');
  });

  it('refuses a cloud that would send secrets in the clear', () => {
    expect(() =>
      read(
        {},
        {
          other: {
            loginUrl: 'http://login.example',
            graphUrl: 'https://graph.example',
            partnerCenterUrl: 'https://partner.example',
            armUrl: 'https://arm.example',
            storageOrigins: [],
          },
        },
      ),
    ).toThrow(/cspCosts.clouds.other.*must use https/);
  });
});
