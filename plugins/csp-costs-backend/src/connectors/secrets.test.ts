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

import { X509Certificate } from 'node:crypto';
import type { Knex } from 'knex';
import { ConsentBrowser } from '../__testUtils__/ConsentBrowser';
import { CspCostsHarness, TEST_KEY } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { createCertificate } from '../microsoft/identity/certificates';

const { databases, ids } = testDatabases();

/** Fields of requests to and answers of the sign-in service that are secret. */
const SECRET_FIELDS = [
  'access_token',
  'refresh_token',
  'id_token',
  'client_secret',
  'client_assertion',
  'code',
  'code_verifier',
];

/** Listens to all that is said to and by the sign-in service, and keeps what is secret of it. */
function collectSecrets(): Set<string> {
  const secrets = new Set<string>();
  const real = globalThis.fetch;
  const take = (text: string) => {
    const fields = text.startsWith('{')
      ? Object.entries(JSON.parse(text))
      : [...new URLSearchParams(text)];
    for (const [name, value] of fields) {
      if (SECRET_FIELDS.includes(name) && String(value).length > 8) {
        secrets.add(String(value));
      }
    }
  };
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const response = await real(input, init);
    if (new URL(String(input)).pathname.endsWith('/oauth2/v2.0/token')) {
      take(String(init?.body));
      take(await response.clone().text());
    }
    return response;
  });
  return secrets;
}

/** All that the database has, in one text. */
async function dump(knex: Knex): Promise<string> {
  const isSqlite = knex.client.config.client.includes('sqlite');
  const tables: string[] = isSqlite
    ? await knex('sqlite_master').where({ type: 'table' }).pluck('name')
    : await knex('pg_tables')
        .where({ schemaname: 'public' })
        .pluck('tablename');
  const rows = await Promise.all(
    tables.map(async table => [table, await knex(table).select()]),
  );
  return JSON.stringify(rows);
}

describe.each(ids)('secrets on %s', databaseId => {
  afterEach(() => jest.restoreAllMocks());

  it('are nowhere but in the vault', async () => {
    const knex = await databases.init(databaseId);
    const certificate = await createCertificate({
      commonName: 'test',
      validDays: 30,
      now: new Date('2026-11-14T09:00:00Z'),
    });
    const secrets = collectSecrets();
    const harness = await CspCostsHarness.create({
      knex,
      keepLog: true,
      simulator: {
        customers: 1,
        months: 0,
        linesPerCustomerDay: 1,
        certificatePem: certificate.certificate,
      },
    });
    const { api, simulator } = harness;
    const said: string[] = [];
    /** Keeps what is answered, also when that is a refusal. */
    const hear = async (answer: Promise<unknown>) => {
      try {
        said.push(JSON.stringify(await answer));
      } catch (error) {
        said.push(
          JSON.stringify([error, (error as Error).message, `${error}`]),
        );
      }
    };
    try {
      // Everything that takes a secret, when it works and when it does not.
      secrets.add(simulator.partner.clientSecret);
      secrets.add(certificate.privateKey.split('\n')[5]!);
      secrets.add('marker-wrong-secret').add('marker-refresh-token');
      secrets.add('marker-pfx-password').add('marker-private-key');
      secrets.add(TEST_KEY.key);
      const connectorId = await harness.connect();
      await hear(
        api.setCredential(connectorId, {
          kind: 'client-secret',
          clientSecret: 'marker-wrong-secret',
        }),
      );
      await hear(
        api.setCredential(connectorId, {
          kind: 'certificate',
          certificate: certificate.certificate,
          privateKey: 'marker-private-key',
        }),
      );
      await hear(
        api.setCredential(connectorId, {
          kind: 'certificate',
          pfx: Buffer.from('marker-private-key').toString('base64'),
          password: 'marker-pfx-password',
        }),
      );
      await hear(
        api.setCredential(connectorId, {
          kind: 'certificate',
          certificate: certificate.certificate,
          privateKey: certificate.privateKey,
        }),
      );
      await hear(api.generateCertificate(connectorId));
      await hear(api.activateCertificate(connectorId));
      await hear(
        api.importRefreshToken(connectorId, {
          refreshToken: 'marker-refresh-token',
        }),
      );
      for (const account of ['no-mfa', 'declines', 'billing-agent']) {
        const browser = new ConsentBrowser();
        const { startUrl, ticket } = await api.startConsent(connectorId);
        secrets.add(ticket);
        await browser.post(startUrl, { ticket });
        await browser.click(account);
        const forward = await browser.submit();
        const state = /name="state" value="([^"]*)"/.exec(forward.html)![1]!;
        secrets.add(state);
        [...browser.cookiesOf(new URL(startUrl).host).values()].forEach(value =>
          secrets.add(value),
        );
        said.push((await browser.submit()).html);
      }
      const { url } = await api.createConsentLink(connectorId);
      secrets.add(new URL(url).hash.slice(1));
      await hear(api.runChecks(connectorId));
      await hear(api.startRun(connectorId));
      await harness.untilCollected(connectorId);
      await harness.runTask('csp-costs-watch-connectors');
      await hear(api.getConnectors());
      await hear(api.getConnectorOptions());
      await hear(api.getChecks(connectorId));
      await hear(api.getCostSummary({ billingPeriod: '2026-11' }));

      const places = {
        log: harness.log.join('\n'),
        answers: said.join('\n'),
        database: await dump(knex),
        audit: JSON.stringify(harness.audit),
        notifications: JSON.stringify(harness.notifications),
      };
      // The hunt itself works: these would be found.
      expect(places.answers).toContain(
        new X509Certificate(certificate.certificate).fingerprint256.replaceAll(
          ':',
          '',
        ),
      );
      expect(places.log).toContain(connectorId);
      expect(places.database).toContain(connectorId);
      expect(secrets.size).toBeGreaterThan(25);
      const found = [...secrets].flatMap(secret =>
        Object.entries(places)
          .filter(([, text]) => text.includes(secret))
          .map(([place]) => `${place} has ${secret.slice(0, 12)}…`),
      );
      expect(found).toEqual([]);
      expect(simulator.requests.tokenLeaks).toBe(0);
    } finally {
      await harness.stop();
    }
  });
});
