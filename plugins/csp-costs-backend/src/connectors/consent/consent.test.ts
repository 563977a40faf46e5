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
import { ConsentBrowser } from '../../__testUtils__/ConsentBrowser';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases, ids } = testDatabases();

/** Signs in through the portal's own window. */
async function signIn(
  harness: CspCostsHarness,
  connectorId: string,
  account: string,
) {
  const browser = new ConsentBrowser();
  const { startUrl, ticket, consentId } = await harness.api.startConsent(
    connectorId,
  );
  await browser.post(startUrl, { ticket });
  const page = await browser.signIn(account);
  return {
    page,
    browser,
    attempt: await harness.api.getConsent(connectorId, consentId),
  };
}

describe.each(ids)('signing in with Microsoft on %s', databaseId => {
  let harness: CspCostsHarness;
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    harness = await CspCostsHarness.create({
      knex,
      simulator: { customers: 2, months: 0, linesPerCustomerDay: 1 },
    });
  });

  afterEach(() => harness.stop());

  it('gives the connector delegated access, and keeps it out of sight', async () => {
    const connectorId = await harness.connect();
    const { page, attempt } = await signIn(
      harness,
      connectorId,
      'billing-agent',
    );
    expect(page.text).toContain('Portal partner is connected');
    expect(attempt).toMatchObject({
      status: 'given',
      account: expect.stringContaining('billing-agent@'),
    });
    const connector = await harness.api.getConnector(connectorId);
    expect(connector.consent).toMatchObject({
      method: 'popup',
      missingScopes: [],
      scopes: [
        'https://api.partnercenter.microsoft.com/user_impersonation',
        'https://graph.microsoft.com/PartnerBilling.Read.All',
        'https://management.azure.com/user_impersonation',
      ],
    });
    expect(connector.health).toEqual({ status: 'connected' });
    expect(
      harness.audit.map(({ eventId, status }) => [eventId, status]),
    ).toEqual(
      expect.arrayContaining([
        ['connector-create', 'succeeded'],
        ['credential-update', 'succeeded'],
        ['consent-start', 'succeeded'],
        ['consent-give', 'succeeded'],
      ]),
    );
  });

  it.each([
    ['no-mfa', 'MFA_MISSING', /multifactor/i],
    ['sales-agent', 'ROLE_MISSING', /Billing admin/],
    ['declines', 'CONSENT_DECLINED', /accept/i],
    ['needs-approval', 'ADMIN_APPROVAL_NEEDED', /approval/i],
  ])(
    'tells %s what is wrong, and lets it be tried again',
    async (account, code, remedy) => {
      const connectorId = await harness.connect();
      const failed = await signIn(harness, connectorId, account);
      expect(failed.attempt).toMatchObject({
        status: 'failed',
        problem: { code, remedy: expect.stringMatching(remedy) },
      });
      expect(failed.page.text).toContain(failed.attempt.problem!.remedy);
      expect(
        (await harness.api.getConnector(connectorId)).consent,
      ).toBeUndefined();
      expect(harness.audit.at(-1)).toMatchObject({
        eventId: 'consent-give',
        status: 'failed',
        error: expect.stringContaining(code),
      });

      const again = await signIn(harness, connectorId, 'billing-agent');
      expect(again.attempt.status).toBe('given');
    },
  );
});
