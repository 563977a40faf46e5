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
import { readConnectorConfigs } from './ConnectorConfig';

const GUID = '11111111-2222-4333-8444-555555555555';

function read(connector: JsonObject, clouds?: JsonObject) {
  return readConnectorConfigs(
    new ConfigReader({
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
    }),
  );
}

describe('readConnectorConfigs', () => {
  it('fills in what may be left out', () => {
    expect(read({})).toEqual([
      {
        connectorId: 'demo',
        title: 'demo',
        cloud: expect.objectContaining({
          loginUrl: 'https://login.microsoftonline.com',
          graphUrl: 'https://graph.microsoft.com',
        }),
        partnerTenantId: GUID,
        clientId: GUID,
        credential: { kind: 'client-secret', clientSecret: 'the-secret' },
        billingCurrencies: undefined,
        schedule: { cron: '0 4 * * *', timeZone: 'UTC' },
        historyMonths: 13,
      },
    ]);
    expect(readConnectorConfigs(new ConfigReader({}))).toEqual([]);
  });

  it.each<[JsonObject, RegExp]>([
    [{ partnerTenantId: 'contoso' }, /partnerTenantId is not a GUID/],
    [{ clientId: undefined }, /clientId/],
    [{ clientSecret: undefined }, /clientSecret or .*certificate must be set/],
    [
      { certificate: { certificate: 'a', privateKey: 'b' } },
      /clientSecret or .*certificate must be set, and not both/,
    ],
    [{ billingCurrencies: ['Euro'] }, /billingCurrencies has "Euro"/],
    [{ nationalCloud: 'moon' }, /nationalCloud is "moon"; known are global/],
    [{ schedule: { cron: 'daily' } }, /schedule.cron is "daily"/],
    [{ schedule: { timeZone: 'Mars/Base' } }, /timeZone is "Mars\/Base"/],
    [{ history: { months: 1.5 } }, /history.months must be a whole number/],
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
            storageOrigins: [],
          },
        },
      ),
    ).toThrow(/cspCosts.clouds.other.*must use https/);
  });
});
