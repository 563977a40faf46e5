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

import type { Knex } from 'knex';
import { ConsentBrowser } from '../__testUtils__/ConsentBrowser';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { holdNextCall } from '../__testUtils__/holdNextCall';
import { AppOnlyTokens } from '../microsoft/identity/AppOnlyTokens';
import { CredentialVault } from './vault/CredentialVault';

const { databases, ids } = testDatabases();

describe.each(ids)('a connector that is let go on %s', databaseId => {
  let harness: CspCostsHarness;
  let knex: Knex;
  let connectorId: string;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    harness = await CspCostsHarness.create({
      knex,
      simulator: { customers: 1, months: 0, linesPerCustomerDay: 1 },
      config: { connectors: {} },
    });
    connectorId = await harness.connect();
  });

  afterEach(() => harness.stop());

  const lettingGo = [
    ['disconnected', () => harness.api.disconnect(connectorId)],
    ['deleted', () => harness.api.deleteConnector(connectorId)],
    [
      'deleted and created again',
      async () => {
        await harness.api.deleteConnector(connectorId);
        await harness.api.createConnector({
          connectorId,
          settings: harness.settings(),
        });
      },
    ],
  ] as const;

  /** That nothing is left of any secret. */
  async function nothingIsKept() {
    expect(await knex('vault_secrets')).toEqual([]);
    expect(await knex('credentials').whereNotNull('secret_id')).toEqual([]);
  }

  describe.each(lettingGo)('and was %s', (_, letGo) => {
    it('keeps no sign-in that was being redeemed', async () => {
      const browser = new ConsentBrowser();
      const { startUrl, ticket } = await harness.api.startConsent(connectorId);
      await browser.post(startUrl, { ticket });
      const call = holdNextCall(CredentialVault.prototype, 'replace');
      const signingIn = browser.signIn('billing-agent');
      await call.made;
      await letGo();
      call.goOn();
      const page = await signingIn;
      expect(page.status).toBe(403);
      expect(page.text).toContain('disconnected or deleted meanwhile');
      expect(harness.audit.at(-1)).toMatchObject({
        eventId: 'consent-give',
        status: 'failed',
      });
      await nothingIsKept();
    });

    it('keeps no refresh token that was being tried', async () => {
      harness.simulator.tenant.consent([
        'https://api.partnercenter.microsoft.com/user_impersonation',
        'https://graph.microsoft.com/PartnerBilling.Read.All',
        'https://management.azure.com/user_impersonation',
      ]);
      const call = holdNextCall(CredentialVault.prototype, 'replace');
      const importing = harness.api.importRefreshToken(connectorId, {
        refreshToken: harness.simulator.issueRefreshToken('billing-agent'),
      });
      await call.made;
      await letGo();
      call.goOn();
      await expect(importing).rejects.toThrow(
        'disconnected or deleted meanwhile',
      );
      await nothingIsKept();
    });

    it('keeps no credential of its application that was being tried', async () => {
      const call = holdNextCall(AppOnlyTokens.prototype, 'get');
      const setting = harness.api.setCredential(connectorId, {
        kind: 'client-secret',
        clientSecret: harness.simulator.partner.clientSecret,
      });
      await call.made;
      await letGo();
      call.goOn();
      await expect(setting).rejects.toMatchObject({ statusCode: 409 });
      await nothingIsKept();
    });
  });

  it('takes a certificate in use only when it is the one that was tried', async () => {
    const { tenant } = harness.simulator;
    const first = await harness.api.generateCertificate(connectorId);
    tenant.certificates = [first.nextCredential!.certificate!];
    const call = holdNextCall(AppOnlyTokens.prototype, 'get');
    const activating = harness.api.activateCertificate(connectorId);
    await call.made;
    const second = await harness.api.generateCertificate(connectorId);
    call.goOn();
    await expect(activating).rejects.toMatchObject({ statusCode: 409 });
    expect(await harness.api.getConnector(connectorId)).toMatchObject({
      credential: { kind: 'client-secret' },
      nextCredential: { thumbprint: second.nextCredential!.thumbprint },
    });
  });
});
