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
import { CspCostsHarness, TEST_KEY } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';

const { databases, ids } = testDatabases();

const OTHER_KEY = {
  id: 'other',
  key: Buffer.alloc(32, 'other').toString('base64'),
};

describe.each(ids)('what is not there at the moment on %s', databaseId => {
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

  async function restartWith(keys: Array<typeof TEST_KEY>): Promise<void> {
    await harness.stopBackend();
    await harness.startBackend({
      config: { connectors: {}, vault: { keys } },
      keepLog: true,
    });
  }

  function setSecret() {
    return harness.api.setCredential(connectorId, {
      kind: 'client-secret',
      clientSecret: harness.simulator.partner.clientSecret,
    });
  }

  function importToken() {
    return harness.api.importRefreshToken(connectorId, {
      refreshToken: harness.simulator.issueRefreshToken('billing-agent'),
    });
  }

  it('is not taken for a fault of a credential: the sign-in service', async () => {
    harness.simulator.faults.add({
      match: { path: '/oauth2/v2.0/token$' },
      times: 'always',
      fault: { kind: 'status', status: 503 },
    });
    for (const act of [setSecret, importToken]) {
      await expect(act()).rejects.toMatchObject({
        statusCode: 503,
        message: expect.stringContaining('tried again by itself'),
      });
    }
  });

  it('is named with its remedy: a key of the vault', async () => {
    const { ticket } = await harness.api.startConsent(connectorId);
    await restartWith([OTHER_KEY]);
    const remedy = 'Put the key back in cspCosts.vault.keys';
    await expect(importToken()).rejects.toMatchObject({
      statusCode: 503,
      message: expect.stringContaining(remedy),
    });
    expect(harness.log.join('\n')).toContain('VaultError');
    const browser = new ConsentBrowser();
    const open = () =>
      browser.post(`${harness.backendUrl}/consent/start`, { ticket });
    const page = await open();
    expect(page.status).toBe(503);
    expect(page.text).toContain(remedy);

    // The ticket was not spent on that.
    await restartWith([TEST_KEY]);
    expect((await open()).text).toContain('billing-agent');
  });

  it('is named with its remedy: any key at all', async () => {
    await restartWith([]);
    for (const act of [
      setSecret,
      () => harness.api.generateCertificate(connectorId),
    ]) {
      await expect(act()).rejects.toMatchObject({
        statusCode: 409,
        message: expect.stringContaining('sets cspCosts.vault.keys'),
      });
    }
  });
});
